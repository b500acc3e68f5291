"""Whoever is asked for words is told, before they write, who will see them."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest

from tests.architecture.asked import asked, at
from tests.architecture.rows import every_row
from tests.architecture.world import a_world

PAGES = [row for row in every_row() if row.safe and not row.open_to_all]
TYPED = {"text", "url", "email", None}


@pytest.mark.guards
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_a_form_that_takes_words_says_who_sees_them(row, client):
    world = a_world()
    ids = row.ids(world)
    seen_by = [name for name, status in row.answers.by_persona().items() if status == 200]

    for persona in seen_by:
        told = asked(at(client, world, persona), row, ids, {})
        assert silent_forms(told.data.decode("utf-8", "replace")) == [], persona


def silent_forms(page: str) -> list[str]:
    """Where each form posts to that takes words, and neither it nor the section around it says who sees them."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    around = {child: parent for parent in tree.iter() for child in parent}
    return [
        form.get("action", "")
        for form in tree.iter("form")
        if form.get("method") == "post" and _takes_words(form) and not _says(_section(form, around))
    ]


def _takes_words(form: Any) -> bool:
    lines = [one for one in form.iter("input") if one.get("type") in TYPED]
    return bool(lines or list(form.iter("textarea")))


def _says(part: Any) -> bool:
    return any("sees" in (one.get("class") or "").split() for one in part.iter())


def _section(form: Any, around: dict[Any, Any]) -> Any:
    part = form
    while part.tag != "section" and part in around:
        part = around[part]
    return part if part.tag == "section" else form
