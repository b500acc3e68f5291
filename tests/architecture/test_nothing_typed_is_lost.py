"""A refusal gives back what somebody wrote, whatever it was that could not be."""

from __future__ import annotations

from html import unescape

import pytest

from tests.architecture.asked import asked, at
from tests.architecture.rows import every_row
from tests.architecture.world import a_world

REFUSED = {403, 404}
FORMS = [row for row in every_row() if not row.safe and not row.open_to_all]


def words_in(data):
    """What a person wrote, leaving out choices and dates."""
    return [value for value in data.values() if isinstance(value, str) and " " in value]


@pytest.mark.guards
@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_a_refused_form_comes_back_with_its_words(row, client):
    """As after a mentorship that has ended while somebody was writing."""
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    refused = [name for name, status in row.answers.by_persona().items() if status in REFUSED]

    for persona in refused:
        told = unescape(asked(at(client, world, persona), row, ids, data).get_data(as_text=True))
        assert [one for one in words_in(data) if one not in told] == [], persona


@pytest.mark.guards
@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_a_form_with_a_stale_token_comes_back_with_its_words(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    welcome = row.welcome

    answer = asked(at(client, world, welcome), row, ids, {**data, "csrf": "stale"})

    told = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 403
    assert [one for one in words_in(data) if one not in told] == []
