"""Forms that nobody types: too deep to parse, with numbers and letters that no database can be asked for."""

from __future__ import annotations

import time

import pytest

from plugin import text
from tests.architecture.asked import asked, at
from tests.architecture.rows import every_row
from tests.architecture.world import a_world
from tests.factories.sessions import a_session

SENT = [row for row in every_row() if not row.safe and not row.open_to_all]
LONG = 2.0  # seconds; without the guard these take minutes
BOMB = "<div>" * 60_000 + "the words"
NO_VERSIONS = ("9" * 30, str(2**31), "-1", "9" * 5000, "\0", "one")


def test_a_refused_form_that_cannot_be_parsed_comes_back_at_once(client):
    """Nobody has to be known here for it: a visit that never was will do."""
    began = time.perf_counter()
    answer = client.post("/v/nobody/me", data={"words": BOMB, "words_format": "html"})

    assert time.perf_counter() - began < LONG
    assert answer.status_code == 403
    assert "the words" in answer.text
    assert "&lt;div" not in answer.text


def test_a_members_form_that_cannot_be_parsed_comes_back_at_once(client):
    """It is rendered while the database's write lock is held: everybody else would wait with them."""
    place = at(client, a_world(), "mentee")
    began = time.perf_counter()
    answer = place.post("/goals/new", {"outcome": BOMB, "outcome_format": "html"})

    assert time.perf_counter() - began < LONG
    assert answer.status_code == 422
    assert "too long to keep" in answer.text


def test_what_was_cleaned_keeps_its_paragraphs():
    assert (
        text.to_plain(text.clean("<p>One</p><p>Two</p>"))
        == text.to_plain("<p>One</p><p>Two</p>")
        == "One\n\nTwo"
    )


@pytest.mark.parametrize("row", SENT, ids=lambda row: row.name)
def test_a_version_that_no_row_has_breaks_nothing(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    place = at(client, world, row.welcome)

    got = {sent: asked(place, row, ids, {**data, "version": sent}).status_code for sent in NO_VERSIONS}

    assert {sent: status for sent, status in got.items() if status >= 500} == {}


def test_a_note_that_claims_to_follow_one_that_is_not_there_is_the_first(client):
    world = a_world()
    made = a_session(world.mentor, group_id=world.group_id, private="mine")
    place = at(client, world, "mentee")

    assert (
        place.post(f"/sessions/{made.id}/private-note", {"words": "and mine", "version": "5"}).status_code
        == 303
    )
    assert "and mine" in place.get(f"/sessions/{made.id}").text


def test_a_one_time_key_with_a_nul_in_it_is_no_key(client):
    """PostgreSQL cannot be asked for one."""
    assert at(client, a_world(), "mentee").post("/goals/new", {"once": "\0" * 9}).status_code == 403


@pytest.mark.parametrize("address", ["/groups/", "/groups/{}/people"])
def test_a_search_for_a_nul_finds_what_a_search_for_nothing_finds(client, address):
    world = a_world()
    found = at(client, world, "lead").get(address.format(world.group_id), query_string={"find": "\0"})

    assert found.status_code == 200
