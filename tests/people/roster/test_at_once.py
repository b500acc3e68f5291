"""A whole class comes in while its roster is read, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from plugin.database import db, transaction
from plugin.lti.models import Context
from plugin.people.actions import arrive
from plugin.people.models import Person
from plugin.people.roster.reading import read_roster
from tests.fakes.memberships import Site, people
from tests.fakes.rosters import a_listed_course
from tests.harness.effort import scaled
from tests.harness.house import built, closed
from tests.people.roster.ways import enrolled
from tests.people.test_arrivals import Said

CLASS = 12


@dataclass
class School:
    """An application that really commits, with a course in it."""

    app: Flask
    context_id: UUID
    company_id: UUID
    platform_id: UUID

    def come(self, number: int, together: Barrier) -> None:
        """One launch, begun again as the way in does where somebody else made the same person."""
        said = Said(self.company_id, self.platform_id, self.context_id, sub=f"sub-{number:05d}")
        together.wait()
        with self.app.app_context():
            for _ in range(3):
                try:
                    with transaction():
                        arrive(said)
                        return
                except IntegrityError:
                    continue
        raise AssertionError("three times in somebody's way")

    def read(self, together: Barrier) -> bool:
        together.wait()
        with self.app.app_context():
            return read_roster(self.context_id).ok

    def empty(self) -> None:
        with self.app.app_context(), transaction():
            db.session.execute(delete(Person))


@pytest.fixture
def school(databases, site: Site) -> Iterator[School]:
    app = built(database_url=databases.fresh(), allow_private_hosts=True, log_level="ERROR")
    site.people, site.per_page = people(CLASS), 5
    with app.app_context(), transaction():
        context: Context = a_listed_course(app, site).context
        school = School(app, context.id, context.company_id, context.platform_id)
    yield school
    closed(app)


@pytest.mark.slow
def test_a_class_launches_while_its_roster_is_read(school: School):
    for _ in range(scaled(30, least=4)):
        school.empty()
        together = Barrier(CLASS + 2)
        with ThreadPoolExecutor(CLASS + 2) as hands:
            came = [hands.submit(school.come, number, together) for number in range(CLASS)]
            reads = [hands.submit(school.read, together) for _ in range(2)]
        for launch in came:
            launch.result()
        assert all(read.result() for read in reads)

        with school.app.app_context(), transaction(writing=False):
            here = enrolled(school.context_id)
        assert len(here) == CLASS
        assert all(active for *_said, active in here.values())
