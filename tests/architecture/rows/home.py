"""The front door's pages in the role table: everybody with a visit has their own."""

from __future__ import annotations

from tests.architecture.table import Made, row
from tests.architecture.world import World

EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")
SEE = dict.fromkeys(EVERYBODY, 200)
GO_ON = dict.fromkeys(EVERYBODY, 303)


def a_description(_world: World) -> Made:
    return {"shown_name": "Fatima", "locale": "", "zone": "Europe/Lisbon", "theme": "dark", "version": "1"}


ROWS = [
    row("GET home.open", anonymous=401, **GO_ON),
    row("GET home.me", anonymous=401, **SEE),
    row("GET home.who_sees", anonymous=401, **SEE),
    row("POST home.describe", data=a_description, anonymous=401, **GO_ON),
]
