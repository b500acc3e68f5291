"""What learning sites of each family answer, as documented, and what we make of it: a file for each family."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugin.fetch import Answer
from plugin.lti.registration.hosts import speaks_for
from plugin.lti.services import quirks
from plugin.lti.services.faults import reason_of
from plugin.lti.services.heard import scopes_given
from plugin.lti.services.links import next_after

FAMILIES = {
    file.stem: json.loads(file.read_text("utf-8"))
    for file in sorted((Path(__file__).parent / "exchanges").glob("*.json"))
}


def answered(one: dict[str, Any]) -> Answer:
    return Answer(one["status"], one["headers"], one["body"].encode(), one["url"])


def made_of(one: dict[str, Any], known: quirks.Quirks) -> str:
    """What we take the answer for."""
    answer = answered(one)
    if "asked" in one:
        given = scopes_given(one["asked"], answer)
        return "fewer scopes" if [scope for scope, is_ in given.items() if not is_] == one["refused"] else ""
    if answer.ok:
        onward = next_after(answer)
        return "last page" if onward is None else "next page" if onward == one["next"] else ""
    if known.throttled(answer):
        return "later"
    return "not gradable" if answer.status in known.ungradable else "no"


def test_the_six_families_are_there():
    assert set(FAMILIES) == {"moodle", "canvas", "blackboard", "brightspace", "openedx", "sakai"}


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_is_understood_as_its_documents_say(name):
    written = FAMILIES[name]

    for family in written["families"]:
        known = quirks.of(family)
        assert known.token_audience == written.get("audience", "")
        for one in written["exchanges"]:
            assert made_of(one, known) == one["means"], one["what"]
            assert reason_of(answered(one)) == one.get("says", ""), one["what"]
    for issuer, address in written.get("issuers", {}).items():
        assert speaks_for(issuer, address)
    assert written["documented"].startswith("https://")
