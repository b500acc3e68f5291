"""What another site sends in somebody's name: our cookie travels cross-site, so every unsafe address checks for itself."""

from __future__ import annotations

import pytest

from tests.architecture.asked import asked, at, everything
from tests.architecture.rows import every_row
from tests.architecture.table import TAKEN
from tests.architecture.world import a_world

UNSAFE = [row for row in every_row() if not row.safe and not row.open_to_all]
EVIL = "https://evil.example"
FORGED: dict[str, dict[str, dict[str, str | None]]] = {
    "without a token": {"fields": {"csrf": None}},
    "with an empty token": {"fields": {"csrf": ""}},
    "with a made-up token": {"fields": {"csrf": "AAAAAAAAAAAAAAAAAAAAAAAAAAA"}},
    "without the one-time key": {"fields": {"once": None}},
    "sent by another site": {"headers": {"Sec-Fetch-Site": "cross-site"}},
    "sent by another host of the site": {"headers": {"Sec-Fetch-Site": "same-site"}},
    "from a foreign origin": {"headers": {"Origin": EVIL}},
    "from a null origin": {"headers": {"Origin": "null"}},
    "from our own address under another scheme": {"headers": {"Origin": "https://localhost"}},
}


@pytest.mark.guards
@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: row.name)
def test_a_forged_form_is_refused_and_changes_nothing(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    place = at(client, world, row.welcome)
    before = everything()

    answers = {
        how: asked(
            place, row, ids, {**data, **forged.get("fields", {})}, headers=forged.get("headers", {})
        ).status_code
        for how, forged in FORGED.items()
    }

    assert answers == dict.fromkeys(FORGED, 403)
    assert everything() == before


@pytest.mark.guards
@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: row.name)
def test_a_token_of_another_visit_is_refused(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    place = at(client, world, row.welcome)
    foreign = at(client, world, "stranger").token()
    before = everything()

    answer = asked(place, row, ids, {**data, "csrf": foreign})

    assert answer.status_code == 403
    assert everything() == before


@pytest.mark.guards
@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: row.name)
def test_a_form_sent_twice_is_one(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    place = at(client, world, row.welcome)

    first = asked(place, row, ids, {**data, "once": "the same key"})
    after_one = everything()
    second = asked(place, row, ids, {**data, "once": "the same key"})

    assert (second.status_code, second.headers.get("Location")) == (
        first.status_code,
        first.headers.get("Location"),
    )
    assert first.status_code in TAKEN
    assert everything() == after_one
