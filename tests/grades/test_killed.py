"""Killed at any moment of sending scores: nothing half, nothing twice, and all of them arrive in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text

from plugin.courses.grades.delivery import deliver
from plugin.courses.grades.models import Score
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.models import Section
from plugin.courses.outline.progress import mark_done, mark_not_done
from plugin.database import db, transaction
from plugin.people.models import Enrolment, Person
from tests.factories import a_course, a_lead, a_mentee, a_mentor, a_section, again
from tests.factories.grades import a_column
from tests.fakes.gradebook import Gradebook
from tests.fakes.memberships import Site
from tests.fakes.rosters import a_listed_course
from tests.harness.effort import scaled
from tests.harness.house import built, closed
from tests.harness.killing import Hand, moments

KILLS = 200
SEED = 20261127
MANY = 12


@dataclass
class Place:
    """An application that really commits, with a course whose mentees walk to and fro."""

    app: Flask
    url: str
    context_id: UUID
    course_id: UUID
    section_ids: list[UUID]
    people: list[UUID]

    def walk(self, on: bool) -> None:
        """Everybody is done with the second section, or is not after all: each has a new score."""
        with self.app.app_context(), transaction():
            section = db.session.get_one(Section, self.section_ids[1])
            for who in self.people:
                (mark_done if on else mark_not_done)(who, section)
            reckon(self.course_id)

    def deliver(self) -> None:
        with self.app.app_context():
            told = deliver(self.context_id, at_once=True)
            assert told
            assert told.ok, told

    def turns(self) -> dict[str, int]:
        """How many words there were for each."""
        asked = select(Person.sub, Score.turn).join(Enrolment, Enrolment.id == Score.enrolment_id)
        with self.app.app_context(), transaction(writing=False):
            rows = db.session.execute(asked.join(Person, Person.id == Enrolment.person_id))
            return {row.sub: row.turn for row in rows}

    def whole(self) -> None:
        """What stands in the database belongs together."""
        with self.app.app_context(), transaction(writing=False):
            if db.engine.dialect.name == "sqlite":
                assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
            for score in db.session.scalars(select(Score)):
                is_whole = score.state == "waiting" or score.sent == score.given
                assert is_whole, (score.state, score.said, score.sent, score.given)


def everything(context_id: UUID) -> None:
    """Send what waits, also what another one was at when it was killed."""
    deliver(context_id, at_once=True)


@pytest.fixture
def book(site: Site) -> Gradebook:
    return Gradebook(site)


@pytest.fixture
def place(databases, site: Site, book: Gradebook) -> Iterator[Place]:
    url = databases.fresh()
    app = built(database_url=url, allow_private_hosts=True, log_level="ERROR")
    with app.app_context(), transaction():
        context = a_listed_course(app, site).context
        context.lineitems_url = book.url
        course = a_course(context)
        sections = [a_section(course) for _ in range(3)]
        mentor = a_mentor(course)
        people = [a_mentee(course, sub=f"mentee-{n}", mentor=mentor) for n in range(MANY)]
        a_column(again(a_lead(course)))
        for one in people:
            assert one.enrolment_id
            mark_done(one.enrolment_id, sections[0])
        reckon(course.id)
        ids = [one.enrolment_id for one in people if one.enrolment_id]
        made = Place(app, url, context.id, course.id, [one.id for one in sections], ids)
    made.deliver()  # with the keys that the site knows
    yield made
    closed(app)


@pytest.mark.slow
def test_a_sender_killed_at_any_moment_sends_everything_once(place: Place, book: Gradebook):
    place.walk(on=True)
    sender = Hand(everything, place.url, place.context_id)
    within = sender.takes()
    place.whole()

    interrupted, kills, moment = 0, scaled(KILLS), moments(SEED, within)
    for number in range(kills):
        place.walk(on=number % 2 == 1)
        interrupted += sender.killed_after(next(moment))
        place.whole()
    place.deliver()
    place.whole()

    assert interrupted, "no kill came in time: nothing was tested"
    assert len(book.items) == 1, "the column was made once"
    turns = place.turns()
    for sub in (f"mentee-{n}" for n in range(MANY)):
        heard = book.scores(sub)
        assert heard[-1] == (33.33 if kills % 2 else 66.67), sub
        assert len(heard) <= turns[sub], "each word was taken once at most"
    assert max(Counter((score["userId"], score["timestamp"]) for _item, score in book.taken).values()) == 1
