"""The front door's pages in the role table: everybody with a visit has their own."""

from __future__ import annotations

from plugin.people.away.actions import say_away
from plugin.people.away.queries import own_days_away
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.sessions import in_a_week

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")
SEE = dict.fromkeys(EVERYBODY, 200)
GO_ON = dict.fromkeys(EVERYBODY, 303)


def a_description(_world: World) -> Made:
    return {"shown_name": "Fatima", "locale": "", "zone": "Europe/Lisbon", "theme": "dark", "version": "1"}


def next_week(_world: World) -> Made:
    return {"away_since": in_a_week().isoformat(), "away_until": in_a_week().isoformat()}


def the_days(world: World) -> Made:
    say_away(world.mentee, in_a_week(), in_a_week())
    [days] = own_days_away(world.mentee)
    return {"away_id": days.id}


ROWS = [
    row("GET home.open", anonymous=401, **GO_ON),
    row("GET home.me", anonymous=401, **SEE),
    row("GET home.who_sees", anonymous=401, **SEE),
    row("GET away.index", anonymous=401, **SEE),
    row("POST away.say", data=next_week, anonymous=401, **GO_ON),
    row(
        "POST away.back",
        ids=the_days,
        anonymous=401,
        **dict.fromkeys(EVERYBODY, 404) | {"mentee": 303},
    ),
    row("POST home.describe", data=a_description, anonymous=401, **GO_ON),
]
