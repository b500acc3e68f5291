"""Which sessions and actions somebody sees, and what a board says of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from plugin import clock
from plugin.courses.sessions import queries
from plugin.courses.sessions.promises.actions import finish_action
from plugin.courses.sessions.promises.queries import action_for, actions_in, actions_of
from plugin.errors import NotHere
from plugin.people.models import Mentorship, Place
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, again
from tests.factories.courses import place_of
from tests.factories.sessions import a_session, an_action, in_a_week
from tests.harness.statements import counted

pytestmark = pytest.mark.usefixtures("app")


def part_ways(session):
    """Every mentorship ends, and everybody leaves their group."""
    for table in (Mentorship, Place):
        session.query(table).update({"until": clock.now()})


def test_both_of_a_pair_see_their_session_and_call_it_by_the_other(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)

    assert queries.session_for(mentor, session.id).whom == mentee.name
    assert queries.session_for(mentee, session.id).whom == mentor.name


@pytest.mark.parametrize("who", [a_lead, a_mentee, lambda course: a_group(course).mentor])
def test_others_in_the_course_do_not_see_it(course, pair, who):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    promise = an_action(mentor, session, mentee.enrolment_id)
    other = who(course)

    with pytest.raises(NotHere):
        queries.session_for(other, session.id)
    with pytest.raises(NotHere):
        action_for(other, promise.id)
    assert queries.sessions_seen(other).sessions == []
    assert queries.sessions_of(other, mentee.enrolment_id) == []
    assert actions_of(other, mentee.enrolment_id) == []


def test_strangers_and_ids_that_never_were_are_not_here(pair):
    session = a_session(pair[0], mentee_id=pair[1].enrolment_id)

    for viewer, session_id in ((a_mentee(a_course()), session.id), (pair[0], uuid4())):
        with pytest.raises(NotHere):
            queries.session_for(viewer, session_id)


def test_whoever_was_not_there_does_not_see_a_groups_session(group):
    first, second, _third = group.mentees
    session = a_session(group.mentor, group_id=group.id, present=[first.enrolment_id])

    assert queries.session_for(first, session.id).whom == group.group.name
    with pytest.raises(NotHere):
        queries.session_for(second, session.id)


def test_another_mentor_of_the_mentee_sees_neither_notes_nor_session(course, pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)

    with pytest.raises(NotHere):
        queries.session_for(a_mentor(course, of=mentee), session.id)


def test_group_mates_do_not_see_each_others_actions(group):
    first, second, _third = group.mentees
    session = a_session(group.mentor, group_id=group.id)
    promise = an_action(group.mentor, session, first.enrolment_id)

    assert [one.id for one in actions_in(first, session.id)] == [promise.id]
    assert actions_in(second, session.id) == []


def test_the_owners_other_mentor_sees_what_they_promised(course, pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    theirs = an_action(mentor, session, mentee.enrolment_id)
    an_action(mentor, session, mentor.enrolment_id)

    assert [one.id for one in actions_of(a_mentor(course, of=mentee), mentee.enrolment_id)] == [theirs.id]


def test_when_a_mentorship_ends_the_mentor_keeps_their_private_note_alone(pair, session):
    mentor, mentee = pair
    noted = a_session(mentor, mentee_id=mentee.enrolment_id, shared="Shared", private="Mine")
    bare = a_session(mentor, mentee_id=mentee.enrolment_id, shared="Shared")
    promise = an_action(mentor, noted, mentor.enrolment_id)
    part_ways(session)
    mentor, mentee = again(mentor), again(mentee)

    seen = queries.session_for(mentor, noted.id)
    assert (seen.whole, seen.note, seen.shared, seen.whom) == (False, "Mine", "", "")
    with pytest.raises(NotHere):
        queries.session_for(mentor, bare.id)
    with pytest.raises(NotHere):
        action_for(mentor, promise.id)
    assert [one.id for one in queries.sessions_seen(mentor).sessions] == [noted.id]
    assert queries.sessions_of(mentor, place_of(mentee)) == []


def test_when_a_mentorship_ends_the_mentee_keeps_all(pair, session):
    mentor, mentee = pair
    kept = a_session(mentor, mentee_id=mentee.enrolment_id, shared="Shared")
    promise = an_action(mentor, kept, mentor.enrolment_id)
    part_ways(session)

    assert queries.session_for(again(mentee), kept.id).shared == "Shared"
    assert [one.id for one in actions_in(again(mentee), kept.id)] == [promise.id]


def test_a_mentor_who_leaves_the_group_loses_its_sessions(group, session):
    kept = a_session(group.mentor, group_id=group.id)
    part_ways(session)

    with pytest.raises(NotHere):
        queries.session_for(again(group.mentor), kept.id)
    assert queries.session_for(again(group.mentee), kept.id).whole


def test_sessions_stand_newest_first_and_paged(pair, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    mentor, mentee = pair
    days = [5, 1, 3]
    made = {
        day: a_session(mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=day)).id
        for day in days
    }

    first, second = queries.sessions_seen(mentor), queries.sessions_seen(mentor, 2)
    assert [one.id for one in first.sessions] == [made[1], made[3]]
    assert [one.id for one in second.sessions] == [made[5]]
    assert (first.more, second.more) == (True, False)


def test_sessions_of_one_person_are_those_that_both_were_in(group):
    first, second, _third = group.mentees
    both = a_session(group.mentor, group_id=group.id, present=[first.enrolment_id])
    a_session(group.mentor, mentee_id=second.enrolment_id)

    assert [one.id for one in queries.sessions_of(group.mentor, first.enrolment_id)] == [both.id]
    assert [one.id for one in queries.sessions_of(first, first.enrolment_id)] == [both.id]


def test_open_actions_stand_first_by_their_day(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    late = an_action(mentor, session, mentee.enrolment_id, what="late", due=in_a_week())
    soon = an_action(mentor, session, mentor.enrolment_id, what="soon", due=clock.now().date())
    finish_action(
        mentee, an_action(mentor, session, mentee.enrolment_id, what="done", due=clock.now().date())
    )

    assert [one.what for one in actions_of(mentor, mentee.enrolment_id)] == ["soon", "late", "done"]
    assert (late.owner, soon.owner) == (mentee.name, mentor.name)


@pytest.mark.parametrize("mentees", [1, 10])
def test_board_and_lists_take_as_many_statements_for_many(course, mentees):
    group = a_group(course, mentees=mentees)
    for mentee in group.mentees:
        an_action(group.mentor, a_session(group.mentor, mentee_id=mentee.enrolment_id), place_of(mentee))

    with counted() as board:
        queries.for_board(group.mentor, group.mentor.mentee_ids)
    with counted() as listed:
        queries.sessions_seen(group.mentor)
    with counted() as theirs:
        actions_of(group.mentor, place_of(group.mentee))

    assert (len(board), len(listed), len(theirs)) == (1, 2, 1)
