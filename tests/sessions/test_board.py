"""What a board says of contacts and actions, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.sessions import queries
from plugin.courses.sessions.promises.actions import finish_action
from plugin.courses.sessions.seen import OnBoard
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor
from tests.factories.sessions import a_session, an_action, in_a_week

pytestmark = pytest.mark.usefixtures("app")


def test_a_board_says_the_last_session_and_the_next_action(pair):
    mentor, mentee = pair
    a_session(mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=9))
    last = a_session(mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=2), mode="call")
    an_action(mentor, last, mentee.enrolment_id, what="theirs", due=in_a_week())
    an_action(mentor, last, mentor.enrolment_id, what="mine", due=clock.now().date())

    told = queries.for_board(mentor, [mentee.enrolment_id])[mentee.enrolment_id]

    assert (told.last_at, told.last_mode) == (last.at, "call")
    assert (told.next_what, told.next_due, told.next_owner_id) == (
        "mine",
        clock.now().date(),
        mentor.enrolment_id,
    )


def test_a_board_leaves_done_actions_out(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    finish_action(mentee, an_action(mentor, session, mentee.enrolment_id))

    assert queries.for_board(mentor, [mentee.enrolment_id])[mentee.enrolment_id].next_what == ""


def test_a_board_does_not_tell_what_another_mentor_promised(course, pair):
    mentor, mentee = pair
    an_action(mentor, a_session(mentor, mentee_id=mentee.enrolment_id), mentor.enrolment_id)

    told = queries.for_board(a_mentor(course, of=mentee), [mentee.enrolment_id])[mentee.enrolment_id]

    assert told.last_mode == "video"
    assert told.next_what == ""


def test_a_lead_learns_when_and_how_but_no_words(course, pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    an_action(mentor, session, mentee.enrolment_id)

    told = queries.for_board(a_lead(course), [mentee.enrolment_id])

    assert told == {mentee.enrolment_id: OnBoard(last_at=session.at, last_mode="video")}


def test_nobody_boards_people_they_do_not_follow(course, pair):
    mentor, mentee = pair
    an_action(mentor, a_session(mentor, mentee_id=mentee.enrolment_id), mentee.enrolment_id)

    for viewer in (a_mentee(course), a_lead(a_course()), a_group(course).mentor):
        assert queries.for_board(viewer, [mentee.enrolment_id]) == {}
