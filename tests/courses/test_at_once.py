"""Two people, two windows, one moment: what is done at once on a database that really commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from plugin.courses.assessments.actions import keep_answers
from plugin.courses.journey.actions import open_course
from plugin.courses.outline.editing.actions import change_section, step, turn
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.courses.outline.progress import mark_done, recount
from plugin.courses.resources.actions import Content, change_resource
from plugin.courses.resources.models import Resource
from plugin.database import Table, db, transaction
from plugin.errors import Conflict, Invalid
from tests.factories import a_context, a_course, a_lead, a_mentee, a_section
from tests.factories.courses import a_resource, place_of, said_to
from tests.factories.outline import added, says

HANDS = 8


def at_once(app: Flask, deed: Callable[[int], object]) -> Counter[str]:
    """Do it with eight hands in the same moment, each in a transaction of its own: how each ended."""
    start = Barrier(HANDS)

    def hand(number: int) -> str:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    deed(number)
            except (Conflict, Invalid) as refusal:
                return type(refusal).__name__
            return "done"

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(hand, range(HANDS)))


def rows(app: Flask, table: type[Table]) -> int:
    with app.app_context(), transaction(writing=False):
        return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def reflection(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        section = a_section(course, "reflection", questions=["What worked?", "What did not?"])
        return section.id, a_mentee(course)


def test_a_course_is_opened_once(real_app):
    with real_app.app_context(), transaction():
        lead = a_lead(a_context())

    ended = at_once(real_app, lambda _hand: open_course(lead, "leadership", "Ours"))

    assert ended == {"done": 1, "Invalid": HANDS - 1}
    assert rows(real_app, Course) == 1


def test_a_section_is_done_once(real_app, reflection):
    section_id, mentee = reflection

    ended = at_once(
        real_app, lambda _hand: mark_done(place_of(mentee), db.session.get_one(Section, section_id))
    )

    assert ended == {"done": HANDS}
    assert rows(real_app, Assignment) == 1


def test_of_answers_from_eight_windows_one_is_kept_and_the_others_come_back(real_app, reflection):
    section_id, mentee = reflection

    def answer(hand: int) -> None:
        section = db.session.get_one(Section, section_id)
        keep_answers(mentee, section, said_to(section, f"<p>Window {hand}</p>", ""), 0)

    assert at_once(real_app, answer) == {"done": 1, "Conflict": HANDS - 1}


def test_eight_who_add_and_move_at_once_leave_an_order_without_holes_and_right_counters(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        lead, mentee = a_lead(course), a_mentee(course, mentor=a_mentee(course))
        first = a_section(course, "text", position=1).id
        course_id = course.id

    def change(hand: int) -> None:
        section = db.session.get_one(Section, first)
        if hand % 2:
            added(lead, f"By hand {hand}")
        elif hand % 4:
            mark_done(place_of(mentee), section)
        else:
            turn(lead, section, "hidden" if hand else "shown")
            step(lead, section, 1)

    assert at_once(real_app, change) == {"done": HANDS}
    with real_app.app_context(), transaction():
        places = db.session.scalars(select(Section.position).order_by(Section.position)).all()
        drift = recount(course_id)
    assert list(places) == list(range(1, HANDS // 2 + 2))
    assert (drift.assignments, drift.counters) == (0, 0)


def test_of_eight_changes_to_a_section_one_stands_and_the_others_come_back(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        section_id, lead = a_section(course).id, a_lead(course)

    def change(hand: int) -> None:
        change_section(lead, db.session.get_one(Section, section_id), says(f"By hand {hand}"), 1)

    assert at_once(real_app, change) == {"done": 1, "Conflict": HANDS - 1}


def test_of_eight_changes_to_a_resource_one_stands_and_the_others_come_back(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        resource_id, lead = a_resource(a_section(course)).id, a_lead(course)

    def change(hand: int) -> None:
        content = Content("link", f"By hand {hand}", url="https://example.org")
        change_resource(lead, db.session.get_one(Resource, resource_id), content, 1)

    assert at_once(real_app, change) == {"done": 1, "Conflict": HANDS - 1}
