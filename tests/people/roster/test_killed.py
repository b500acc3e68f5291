"""Killed at any moment of reading a roster, what stands is the old list or the new one, whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text

from plugin.database import db, transaction
from plugin.people.models import Enrolment, Person
from plugin.people.roster.models import Roster
from plugin.people.roster.reading import read_roster
from tests.fakes.memberships import Site, people
from tests.fakes.rosters import a_listed_course
from tests.harness.effort import scaled
from tests.harness.house import built, closed
from tests.harness.killing import Hand, moments

KILLS = 200
SEED = 20261122
MANY = 600
LISTS = (people(MANY)[: MANY // 2], people(MANY)[MANY // 3 :])


@dataclass
class Place:
    """An application that really commits, and a course that has been read once."""

    app: Flask
    url: str
    context_id: UUID

    def stands(self) -> frozenset[str]:
        """Who is in the course; what does not belong together fails."""
        with self.app.app_context(), transaction(writing=False):
            if db.engine.dialect.name == "sqlite":
                assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
            roster = db.session.scalars(select(Roster)).one()
            rows = db.session.execute(
                select(Person.sub, Enrolment.active, Enrolment.until).join(Enrolment.person)
            ).all()
            here = frozenset(sub for sub, active, _until in rows if active)
            assert roster.members == len(here), "the note and the people are one"
            assert all(active == (until is None) for _sub, active, until in rows)
            return here


@pytest.fixture
def place(databases, site: Site) -> Iterator[Place]:
    url = databases.fresh()
    app = built(database_url=url, allow_private_hosts=True, log_level="ERROR")
    site.people, site.per_page = LISTS[0], 100
    with app.app_context():
        with transaction():
            context_id = a_listed_course(app, site).context.id
        assert read_roster(context_id).ok
    yield Place(app, url, context_id)
    closed(app)


@pytest.mark.slow
def test_a_reader_killed_at_any_moment_leaves_nothing_half(place: Place, site: Site):
    wholes = [frozenset(member["user_id"] for member in listed) for listed in LISTS]
    site.people = LISTS[1]
    reader = Hand(read_roster, place.url, place.context_id)
    within = reader.takes()
    assert place.stands() == wholes[1]

    interrupted = 0
    moment = moments(SEED, within)
    for number in range(scaled(KILLS)):
        before = place.stands()
        site.people = LISTS[number % 2]
        interrupted += reader.killed_after(next(moment))
        assert place.stands() in (before, wholes[number % 2])

    assert interrupted, "no kill came in time: nothing was tested"
    site.people = LISTS[0]
    with place.app.app_context():
        assert read_roster(place.context_id).ok, "and it goes on as if nothing had been"
    assert place.stands() == wholes[0]
