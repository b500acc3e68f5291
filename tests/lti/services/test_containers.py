"""Pages of members, read piece by piece."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.lti.services.containers import Container, Unreadable
from tests.fakes.faults import BODIES

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.lists(anything), st.dictionaries(st.text().filter(lambda name: name != "members"), anything))
def test_a_page_is_read_as_json_would_be(members, others):
    whole = {**others, "members": members, "context": {"id": "7"}}
    page = Container(json.dumps(whole, indent=1).encode())

    assert list(page.members()) == members
    assert page.context == {"id": "7"}


def test_a_byte_order_mark_is_passed_over():
    assert list(Container(b'\xef\xbb\xbf{"members": [1]}').members()) == [1]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_list_of_members_is_unreadable(body):
    with pytest.raises(Unreadable):
        list(Container(body).members())


@given(st.integers(min_value=0, max_value=43))
def test_a_page_cut_anywhere_is_unreadable(length):
    whole = b'{"members": [{"user_id": "1"}, {"a": [2]}] }'

    with pytest.raises(Unreadable):
        list(Container(whole[:length]).members())
