"""What a long outline costs: statements of its pages, and whether progress is still what it should be."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask

from plugin.courses.outline.models import Section
from plugin.courses.outline.progress import recount
from plugin.member import Member
from tests.bench.figures import Figure, at_most, equal
from tests.factories import a_course, a_lead, a_pair, a_section
from tests.factories.courses import a_resource
from tests.factories.outline_events import a_life
from tests.factories.visits import visit_as
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back
from tests.harness.statements import counted

SECTIONS, RESOURCES, EVENTS = (5, 200), (5, 500), 500
PAGES: dict[str, Callable[[Section], str]] = {
    "the course page": lambda _section: "/course/",
    "a section": lambda section: f"/sections/{section.id}",
    "the preview": lambda _section: "/preview/",
}


def figures() -> Iterator[Figure]:
    """Statements at few and many, for whoever walks, follows and leads; then the drift after random events."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'outline.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        for what, sizes in (("sections", SECTIONS), ("resources", RESOURCES)):
            few, many = (measured(app, **{what: size}) for size in sizes)
            for said, taken in few.items():
                yield equal(f"statements of {said} at {sizes[0]} and at {sizes[1]} {what}", taken, many[said])
        yield at_most(f"counters that a recount puts right after {EVENTS} random events", _drift(app), 0)
        closed(app)


def measured(app: Flask, *, sections: int = 5, resources: int = 5) -> dict[str, int]:
    """Page and persona -> statements, in a course of so many sections, the first of them with so many resources."""
    with rolled_back(app):
        course = a_course()
        lead = a_lead(course)
        mentor, mentee = a_pair(course)
        first, *_others = [a_section(course, title=f"Part {number}") for number in range(sections)]
        for number in range(resources):
            a_resource(first, title=f"Resource {number}")
        people = {"a lead": lead, "a mentor": mentor, "a mentee": mentee}
        return {
            f"{said} for {who}": _count(app, member, address(first))
            for said, address in PAGES.items()
            for who, member in people.items()
            if who == "a lead" or said != "the preview"
        }


def _count(app: Flask, member: Member, address: str) -> int:
    place = visit_as(app.test_client(), member)
    with counted() as said:
        answer = place.get(address)
    assert answer.status_code == 200, address
    return len(said)


def _drift(app: Flask) -> int:
    with rolled_back(app):
        life = a_life(1)
        for _ in range(EVENTS):
            life.step()
        drift = recount(life.course.id)
        return drift.assignments + drift.counters
