"""The groups of a course: all of them with their sets, or an error in words."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from plugin.lti.services import connector, course_groups
from plugin.lti.services.course_groups import GroupSaid, fetch_groups
from plugin.lti.services.faults import ServiceFault
from tests.fakes.faults import FAULTS
from tests.fakes.groups import GroupSite, groups
from tests.fakes.memberships import Said, answer, served
from tests.fakes.rosters import Listed, a_listed_course

# These are wrong about members alone.
OF_MEMBERS = {"another course", "a member without an id", "a member who is a word", "the same page again"}


@pytest.fixture
def at(app, private, own_keys, quick_keys, rests) -> Iterator[Listed]:
    site = GroupSite(keys=[key.public_key() for key in own_keys], groups=groups(3))
    site.sets = [{"id": "s1", "name": "Shifts"}]
    with served(site):
        yield a_listed_course(app, site)


def fetched(at: Listed, sets_url: str | None = None) -> list[GroupSaid]:
    known, site = at.known(), at.site
    assert isinstance(site, GroupSite)
    sets = site.sets_url if sets_url is None else sets_url
    return at.apart(fetch_groups, known, site.groups_url, sets)


def test_all_pages_are_read_with_the_names_of_their_sets(at):
    assert fetched(at) == [GroupSaid(f"g{number}", f"Group {number}", "Shifts") for number in range(3)]


def test_a_site_without_sets_has_groups_all_the_same(at):
    assert {one.set_name for one in fetched(at, sets_url="")} == {""}
    at.site.groups = []
    assert fetched(at) == []


def test_what_is_no_name_is_none_and_numbers_are_ids(at):
    at.site.groups = [{"id": 7, "name": None, "set_id": {"odd": 1}}, {"id": "8", "name": "A\x00b"}]

    assert fetched(at) == [GroupSaid("7", ""), GroupSaid("8", "A b")]


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in OF_MEMBERS])
def test_a_fault_is_told_in_words_and_gives_nothing(at, monkeypatch, fault):
    monkeypatch.setattr(connector, "EACH", 0.5)
    monkeypatch.setattr(connector, "LARGEST", 1_000_000)
    at.site.fault = FAULTS[fault]

    with pytest.raises(ServiceFault) as told:
        fetched(at)

    assert told.value.sentence


def _with(**parts):
    return lambda site, number, said: Said(
        body=json.dumps({**json.loads(said.body), **parts}).encode(), headers=said.headers
    )


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (_with(groups=[{"name": "Nameless"}]), "A group in the list has no id of its own."),
        (_with(groups=["Day"]), "A group in the list has no id of its own."),
        (_with(groups={"id": "g1"}), "did not answer with a list of groups"),
        (_with(groups=groups(2)), "nothing but what we have read before"),
    ],
)
def test_a_page_that_is_no_list_of_groups_says_why(at, fault, sentence):
    at.site.fault = fault

    with pytest.raises(ServiceFault, match=sentence):
        fetched(at)


def test_more_than_we_take_is_an_error(at, monkeypatch):
    monkeypatch.setattr(course_groups, "MOST", 2)

    with pytest.raises(ServiceFault, match="More than 2 groups"):
        fetched(at)


def test_a_fault_of_the_sets_is_a_fault_of_the_whole(at):
    at.site.sets = [{"name": "no id"}]

    with pytest.raises(ServiceFault):
        fetched(at)


def test_groups_elsewhere_get_no_key(at):
    at.site.fault = lambda site, number, said: answer(
        {"groups": groups(1)}, 200, {"Link": '<http://localhost:1/groups?Page=2>; rel="next"'}
    )

    with pytest.raises(ServiceFault, match="another site"):
        fetched(at)
