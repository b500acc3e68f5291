"""What can happen to sessions, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.models import Assignment
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions import actions
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.present import partners, people_in
from plugin.courses.sessions.promises.actions import finish_action
from plugin.courses.sessions.promises.queries import action_for, actions_in
from plugin.courses.sessions.queries import session_for
from plugin.errors import Invalid, NotHere
from tests.factories import a_course, a_group, a_mentee, a_section
from tests.factories.sessions import a_session, an_action, in_a_week

pytestmark = pytest.mark.usefixtures("app")


def there(viewer, session):
    return {one.id: one.part for one in people_in(viewer, session.id)}


def test_a_session_with_a_mentee_has_both_in_it(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)

    assert there(mentor, session) == {mentor.enrolment_id: "mentor", mentee.enrolment_id: "mentee"}


def test_a_mentee_says_that_they_met_their_mentor(pair):
    mentor, mentee = pair
    session = a_session(mentee, mentor_id=mentor.enrolment_id, shared="<p>We met.</p>")

    assert (session.mentee_id, session.logged_by_id) == (mentee.enrolment_id, mentee.enrolment_id)
    assert session_for(mentor, session.id).shared == "<p>We met.</p>"


def test_a_session_with_a_group_has_whoever_was_ticked(group):
    first, second, _third = group.mentees
    session = a_session(group.mentor, group_id=group.id, present=[first.enrolment_id, second.enrolment_id])

    assert there(group.mentor, session) == {
        group.mentor.enrolment_id: "mentor",
        first.enrolment_id: "mentee",
        second.enrolment_id: "mentee",
    }


def test_without_ticks_everybody_in_the_group_was_there(group):
    session = a_session(group.mentor, group_id=group.id)

    assert len(there(group.mentor, session)) == 4


def test_logging_finishes_the_section_for_each_mentee_who_was_there(course, group, session):
    section = a_section(course, "session")
    first, second, _third = group.mentees
    a_session(group.mentor, group_id=group.id, present=[first.enrolment_id, second.enrolment_id])

    done = select(Assignment.enrolment_id).where(
        Assignment.section_id == section.id, Assignment.done_at.is_not(None)
    )
    assert set(session.scalars(done)) == {first.enrolment_id, second.enrolment_id}


@pytest.mark.parametrize("whom", ["group_id", "mentee_id", "mentor_id"])
def test_a_session_is_logged_only_with_people_of_ones_own(course, group, pair, whom, session):
    other = a_group(course)
    strangers = {
        "group_id": other.id,
        "mentee_id": other.mentee.enrolment_id,
        "mentor_id": other.mentor.enrolment_id,
    }
    for stranger in (strangers[whom], uuid4()):
        with pytest.raises(Invalid) as refused:
            a_session(group.mentor, **{whom: stranger})
        assert refused.value.field == "whom"
    assert session.query(Session).count() == 0


def test_a_mentee_does_not_log_for_their_group(group):
    with pytest.raises(Invalid):
        a_session(group.mentee, group_id=group.id)


def test_a_session_is_not_logged_into_another_course(pair):
    with pytest.raises(NotHere):
        actions.log_session(pair[0], a_course(), mentee_id=pair[1].enrolment_id, at=clock.now(), mode="video")


def test_somebody_of_another_group_cannot_be_ticked(course, group):
    other = a_group(course)
    ticked = [group.mentee.enrolment_id, other.mentee.enrolment_id]

    with pytest.raises(Invalid) as refused:
        a_session(group.mentor, group_id=group.id, present=ticked)
    assert refused.value.field == "present"


def test_a_session_that_nobody_came_to_is_refused(group):
    with pytest.raises(Invalid, match="tick who was there"):
        a_session(group.mentor, group_id=group.id, present=[])


@pytest.mark.parametrize(("days", "said"), [(2, "still to come"), (-4000, "ten years")])
def test_a_moment_that_makes_no_sense_is_refused(pair, days, said):
    with pytest.raises(Invalid, match=said) as refused:
        a_session(pair[0], mentee_id=pair[1].enrolment_id, at=clock.now() + timedelta(days=days))
    assert refused.value.field == "at"


def test_an_action_is_promised_with_the_session(pair):
    mentor, mentee = pair
    promise = ("Plan week 49 alone", mentee.enrolment_id, in_a_week())
    session = a_session(mentor, mentee_id=mentee.enrolment_id, actions=[promise])

    (seen,) = actions_in(mentee, session.id)
    assert (seen.what, seen.owner_id, seen.for_id) == (promise[0], mentee.enrolment_id, mentor.enrolment_id)


def test_an_action_of_somebody_who_was_not_there_is_refused(course, pair, session):
    stranger = a_mentee(course)

    with pytest.raises(Invalid) as refused:
        a_session(pair[0], mentee_id=pair[1].enrolment_id, actions=[("x", stranger.enrolment_id, None)])
    assert refused.value.field == "action_owner"
    assert session.query(Session).count() == 0


def test_a_promise_for_somebody_who_was_not_there_is_refused(pair):
    session = a_session(pair[0], mentee_id=pair[1].enrolment_id)

    with pytest.raises(Invalid) as refused:
        an_action(pair[0], session, uuid4())
    assert refused.value.field == "owner"


@pytest.mark.parametrize("days", [-30, 4000])
def test_a_promise_on_an_odd_day_is_refused(pair, days):
    session = a_session(pair[0], mentee_id=pair[1].enrolment_id)

    with pytest.raises(Invalid) as refused:
        an_action(pair[0], session, pair[1].enrolment_id, due=clock.now().date() + timedelta(days=days))
    assert refused.value.field == "due"


def test_in_a_group_a_mentee_promises_for_themselves_alone(group):
    session = a_session(group.mentor, group_id=group.id)
    first, second, _third = group.mentees

    assert an_action(first, session, first.enrolment_id).for_id == group.mentor.enrolment_id
    with pytest.raises(Invalid, match="for yourself"):
        an_action(first, session, second.enrolment_id)


def test_a_session_does_not_hold_actions_without_end(pair, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ACTIONS", 1)
    session = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    an_action(pair[0], session, pair[0].enrolment_id)

    with pytest.raises(Invalid, match="at most 1 "):
        an_action(pair[0], session, pair[0].enrolment_id)


def test_an_action_is_done_once_and_may_be_undone(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    promise = an_action(mentor, session, mentee.enrolment_id)
    finish_action(mentee, promise)
    first = action_for(mentee, promise.id)
    finish_action(mentor, first)

    assert first.done_at
    assert action_for(mentee, promise.id).done_at == first.done_at
    finish_action(mentee, first, done=False)
    assert action_for(mentee, promise.id).done_at is None


def test_one_logs_with_groups_mentees_and_mentors_of_ones_own(course, group, pair):
    assert [one.kind for one in partners(group.mentor)] == ["group", "mentee", "mentee", "mentee"]
    assert [(one.kind, one.id) for one in partners(pair[1])] == [("mentor", pair[0].enrolment_id)]
    assert course_here(pair[0]) == course
