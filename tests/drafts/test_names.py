"""What every form carries has names of its own: a session once lost its moment to a hidden field called 'at'."""

from __future__ import annotations

from typing import Any

import pytest

from plugin.drafts.keeping import CARRIED
from plugin.forms import FormSchema


def every_form(kind: type[FormSchema] = FormSchema) -> list[type[FormSchema]]:
    return [form for child in kind.__subclasses__() for form in (child, *every_form(child))]


def test_there_are_forms_to_look_at(app: Any) -> None:
    assert len(every_form()) > 10


@pytest.mark.parametrize("name", sorted(CARRIED | {"version"}))
def test_no_form_asks_for_what_every_form_carries(app: Any, name: str) -> None:
    assert [form.__name__ for form in every_form() if name in form().fields] == []
