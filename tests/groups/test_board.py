"""The board: what it says of each mentee, to whom, in which order, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plugin import clock
from plugin.courses.outline.progress import mark_done
from plugin.database import db
from plugin.groups.board import Contact, Journey, board_for_lead
from plugin.groups.board import board_of as board_as_kept
from plugin.groups.flags.keeping import keep_standing
from plugin.groups.one_mentee import mentee_seen
from plugin.groups.rows import SORTS, Asked
from plugin.people.models import Enrolment
from plugin.people.queries import enrolment_for
from tests.factories import a_course, a_group, a_lead, a_pair, a_section, again
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, something_to_read
from tests.groups.scenes import NOON, a_goal, a_promise, a_session


@pytest.fixture
def course(app):
    with clock.at(NOON):
        yield a_course()


def board_of(viewer, group, sort="name", after=None):
    """The board with every standing reckoned now."""
    viewer = again(viewer)
    if not viewer.is_mentor:
        return board_for_lead(viewer, group, sort)
    keep_standing(viewer)
    db.session.expire_all()
    return board_as_kept(viewer, group, Asked(sort, after=after))


def the_line(viewer, group=None):
    (line,) = board_of(viewer, group).lines
    return line


def test_a_journey_stands_at_the_first_section_that_waits(course):
    mentor, mentee = a_pair(course)
    sections = [a_section(course, title=title) for title in ("Begin", "Meet", "Look back")]
    for done in (sections[0], sections[2]):
        mark_done(place_of(mentee), done)

    assert the_line(mentor).journey == Journey(2, 3, "Meet")

    mark_done(place_of(mentee), sections[1])
    assert the_line(mentor).journey == Journey(4, 3, "")


def test_a_fresh_mentee_has_nothing_made_up(course):
    mentor, _mentee = a_pair(course)

    line = the_line(mentor)

    assert (line.contact, line.step.what, line.step.due, line.goals.goals) == (None, "", None, 0)


def test_the_next_step_is_what_is_due_first(course):
    mentor, mentee = a_pair(course)
    a_goal(mentee, course, date(2026, 11, 30))
    a_promise(a_session(course, mentor, mentee), mentor, mentee, "Introduce Daniel", date(2026, 11, 24))

    step = the_line(mentor).step

    assert (step.what, step.due, step.late, step.yours) == (
        "Introduce Daniel",
        date(2026, 11, 24),
        False,
        True,
    )


def test_what_was_due_yesterday_is_late_and_today_is_not(course):
    mentor, mentee = a_pair(course)
    goal = a_goal(mentee, course, date(2026, 11, 20))
    assert not the_line(mentor).step.late

    goal.milestones[0].due = date(2026, 11, 19)
    assert the_line(mentor).step.late


def test_the_last_contact_is_the_later_of_session_and_post(course):
    mentor, mentee = a_pair(course)
    a_session(course, mentor, mentee)
    assert the_line(mentor).contact == Contact(NOON, "call")

    with clock.at(NOON + timedelta(days=1)):
        a_post(mentee, something_to_read(course))
    assert the_line(mentor).contact == Contact(NOON + timedelta(days=1), "post")


def test_a_lead_sees_counts_and_dates_and_no_words(course):
    cohort = a_group(course, mentees=1)
    a_goal(cohort.mentee, course, date(2026, 11, 30))
    held = a_session(course, cohort.mentor, cohort.mentee)
    a_promise(held, cohort.mentee, cohort.mentor, "Tell them", date(2026, 11, 24))

    line = the_line(a_lead(course), cohort.group)

    assert line.goals.goals == 1
    assert line.contact == Contact(NOON, "call")
    assert (line.step.what, line.step.due) == ("", date(2026, 11, 30))


def test_a_lead_does_not_learn_what_a_section_of_one_mentee_is_called(course):
    cohort = a_group(course, mentees=1)
    a_section(course, title="After the burnout", mentee_id=place_of(cohort.mentee))

    assert the_line(a_lead(course), cohort.group).journey == Journey(1, 1, "")
    assert the_line(cohort.mentor, cohort.group).journey.title == "After the burnout"


def test_another_groups_mentees_are_not_on_the_board(course):
    cohort, _other = a_group(course, mentees=2), a_group(course, mentees=2)

    board = board_of(cohort.mentor, cohort.group)

    assert {line.id for line in board.lines} == {place_of(one) for one in cohort.mentees}
    assert board.total == 2


def test_who_has_left_the_course_is_not_on_the_board(course):
    cohort = a_group(course, mentees=2)
    db.session.get_one(Enrolment, place_of(cohort.mentee)).active = False
    db.session.flush()

    assert [line.id for line in board_of(cohort.mentor, cohort.group).lines] == [place_of(cohort.mentees[1])]


def test_mine_are_those_of_all_my_groups_and_pairs_once(course):
    mentor, _mentee = a_pair(course)

    assert board_of(mentor, None).total == 1


def test_longest_without_contact_stands_first_and_none_at_all_before(course):
    cohort = a_group(course, mentees=3)
    never, long_ago, lately = cohort.mentees
    a_session(course, cohort.mentor, lately, NOON - timedelta(days=1))
    a_session(course, cohort.mentor, long_ago, NOON - timedelta(days=9))

    lines = board_of(cohort.mentor, cohort.group, "contact").lines

    assert [line.id for line in lines] == [place_of(one) for one in (never, long_ago, lately)]


def test_what_is_due_first_stands_first_and_nothing_due_last(course):
    cohort = a_group(course, mentees=3)
    nothing, later, soon = cohort.mentees
    a_goal(later, course, date(2026, 12, 9))
    a_goal(soon, course, date(2026, 11, 22))

    lines = board_of(cohort.mentor, cohort.group, "due").lines

    assert [line.id for line in lines] == [place_of(one) for one in (soon, later, nothing)]


def test_the_order_tells_a_lead_nothing_about_promises(course):
    cohort = a_group(course, mentees=2)
    by_name = [line.id for line in board_of(cohort.mentor, cohort.group).lines]
    last = next(one for one in cohort.mentees if place_of(one) == by_name[1])
    a_promise(a_session(course, cohort.mentor, last), last, cohort.mentor, "Tell them", date(2026, 11, 1))

    assert [line.id for line in board_of(a_lead(course), cohort.group, "due").lines] == by_name
    assert [line.id for line in board_of(cohort.mentor, cohort.group, "due").lines] == by_name[::-1]


@pytest.mark.parametrize("sort", SORTS)
def test_fifty_stand_on_a_page_and_everybody_on_one(course, sort):
    cohort = a_group(course, mentees=53)

    first = board_of(cohort.mentor, cohort.group, sort)
    second = board_of(cohort.mentor, cohort.group, sort, after=first.lines[-1].id)

    assert (len(first.lines), first.more, len(second.lines), second.more) == (50, True, 3, False)
    assert len({line.id for line in (*first.lines, *second.lines)}) == 53


def test_one_mentee_is_the_same_page_for_both(course):
    mentor, mentee = a_pair(course)
    a_goal(mentee, course, date(2026, 11, 30))
    held = a_session(course, mentor, mentee)
    a_promise(held, mentee, mentor, "Tell them", date(2026, 11, 24))
    a_promise(held, mentor, mentee, "Introduce Daniel", None)

    seen = [mentee_seen(viewer, enrolment_for(viewer, place_of(mentee))) for viewer in (mentor, mentee)]

    assert [one.is_me for one in seen] == [False, True]
    for one in seen:
        assert [goal.title for goal in one.goals] == ["Speak first"]
        assert [p.what for p in one.theirs] == ["Tell them"]
        assert [p.what for p in one.to_them] == ["Introduce Daniel"]
        assert [session.id for session in one.sessions] == [held.id]
