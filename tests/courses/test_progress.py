"""Progress stays right whatever happens: counters that move with their cause, and a recount that finds no drift."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import select, update

from plugin.courses.outline.actions import mark_kind_done
from plugin.courses.outline.models import Assignment, Progress, Section
from plugin.courses.outline.progress import Drift, mark_done, mark_not_done, recount
from plugin.database import db, transaction
from plugin.errors import NotHere
from plugin.groups.actions import leave, place
from plugin.people.models import Group
from tests.factories import a_course, a_group, a_lead, a_mentee, a_pair, a_section
from tests.factories.courses import place_of
from tests.factories.outline_events import Life, a_life, miscounted
from tests.harness.effort import scaled

SEEDS = range(4)
EVENTS = scaled(10_000) // len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_drifts_whatever_happens(seed, app):
    life = a_life(seed)
    happened: Counter[str] = Counter()

    for number in range(EVENTS):
        happened[life.step()] += 1
        if number % 50 == 0:
            assert miscounted(life.course) == [], f"after {number} events"

    assert miscounted(life.course) == []
    assert recount(life.course.id) == Drift(life.course.id, 0, 0)
    assert len(happened) == 12


def test_nothing_drifts_when_two_do_it_at_once(real_app):
    with real_app.app_context(), transaction():
        life = a_life(7)
        course_id, lead = life.course.id, life.lead
    start = Barrier(2)

    def hand(seed: int) -> int:
        start.wait()
        for _ in range(scaled(500, least=40)):
            # what one hand chose, the other may have ended meanwhile
            with real_app.app_context(), suppress(NotHere), transaction():
                course = db.session.get_one(type(life.course), course_id)
                Life(course, lead, Random(seed)).step()
            seed += 2
        return seed

    with ThreadPoolExecutor(2) as hands:
        assert len(list(hands.map(hand, (100, 101)))) == 2

    with real_app.app_context(), transaction():
        course = db.session.get_one(type(life.course), course_id)
        assert miscounted(course) == []
        assert not recount(course_id)


def test_eight_sessions_at_once_settle_eight_sections(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        _mentor, mentee = a_pair(course)
        course_id, who = course.id, place_of(mentee)
        for number in range(9):
            a_section(course, "session", position=number)
    start = Barrier(8)

    def hand(_number: int) -> None:
        with real_app.app_context():
            start.wait()
            with transaction():
                mark_kind_done(course_id, who, "session")

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(hand, range(8)))

    with real_app.app_context(), transaction(writing=False):
        figures = db.session.execute(select(Progress.done, Progress.assigned)).one()
    assert tuple(figures) == (8, 9)


def test_done_and_not_done_and_leaving_at_once_leave_the_figures_right(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        lead, group = a_lead(course), a_group(course, mentees=4)
        sections = [a_section(course, group_id=group.id).id for _ in range(3)]
        course_id, group_id, people = course.id, group.id, [place_of(one) for one in group.mentees]
    start = Barrier(8)

    def hand(number: int) -> None:
        start.wait()
        for turn in range(6):
            with real_app.app_context(), transaction():
                if number < 6:
                    section = db.session.get_one(Section, sections[turn % 3])
                    (mark_done if (number + turn) % 3 else mark_not_done)(people[number % 4], section)
                else:
                    held = db.session.get_one(Group, group_id)
                    for who in people[:: 1 if number == 6 else -1]:
                        place(lead, held, who, "mentee")
                        leave(lead, held, who)

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(hand, range(8)))

    with real_app.app_context(), transaction():
        assert not recount(course_id)


def test_a_recount_says_what_was_wrong_and_puts_it_right(app):
    course = a_course()
    _mentor, mentee = a_pair(course)
    sections = [a_section(course), a_section(course)]
    mark_done(place_of(mentee), sections[0])
    db.session.execute(update(Section).where(Section.id == sections[0].id).values(done=7))
    db.session.execute(
        update(Assignment).where(Assignment.section_id == sections[1].id).values(current=False)
    )
    db.session.delete(db.session.scalars(select(Progress)).one())
    db.session.flush()

    drift = recount(course.id)

    # Both sections' and the mentee's: the second section was counted and nothing said whose it is.
    assert (drift.assignments, drift.counters) == (1, 3)
    assert miscounted(course) == []
    assert not recount(course.id)


def test_what_somebody_did_before_they_had_a_mentor_counts_once_they_have_one(app):
    course = a_course()
    section, early = a_section(course), a_mentee(course)
    mark_done(place_of(early), section)
    assert section.done == 0

    group = a_group(course, mentees=0)
    place(a_lead(course), group.group, place_of(early), "mentee")

    db.session.refresh(section)
    assert (section.done, section.assigned) == (1, 1)


def test_a_lead_at_a_terminal_is_told_and_checking_changes_nothing(run, app):
    course = a_course(title="Leading\x1b[31m teams")
    a_pair(course)
    section = a_section(course)
    db.session.execute(update(Section).values(assigned=5))
    db.session.commit()

    checked = run("recount", "--check")
    assert checked.exit_code == 1
    assert checked.output.startswith("Leading\N{REPLACEMENT CHARACTER}[31m teams: 1 ")
    assert db.session.scalar(select(Section.assigned).where(Section.id == section.id)) == 5

    assert run("recount").exit_code == 0
    again = run("recount", "--check")
    assert again.exit_code == 0
    assert again.output.endswith("nothing had drifted.\n")
