"""Planned sessions: planned, moved, called off, prepared for; then they took place, or did not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.sessions.plans import actions, policy
from plugin.courses.sessions.plans.queries import ahead, brought_to, plan_for
from plugin.database import db
from plugin.errors import Conflict, Invalid, NotHere
from plugin.people.models import Mentorship
from tests.factories import a_lead, a_mentor
from tests.factories.courses import place_of
from tests.factories.people import again
from tests.factories.plans import a_plan, has_passed, in_days, plans
from tests.factories.sessions import a_session

CHANGED = {"minutes": 30, "mode": "call", "place": "Room 2", "agenda": "<p>Feedback</p>"}


def planned_by(pair, **said):
    return a_plan(pair[0], "mentee", pair[1].enrolment_id, **said)


def test_either_of_two_plans_and_both_see_it(pair):
    mentor, mentee = pair
    plan = planned_by(pair, agenda="<p>Handing over</p>", place="Room 4")
    other = a_plan(mentee, "mentor", mentor.enrolment_id, at=in_days(mentee, 5))

    assert [one.id for one in ahead(mentor).coming] == [plan.id, other.id]
    assert [one.id for one in ahead(mentee).coming] == [plan.id, other.id]
    assert (plan.part, plan.whom) == ("mentor", mentee.name)
    seen = plan_for(mentee, plan.id)
    assert (seen.part, seen.whom, seen.place) == ("mentee", mentor.name, "Room 4")


def test_nobody_else_sees_it(pair, course, group):
    plan = planned_by(pair)
    for other in (a_lead(course), a_mentor(course), group.mentor, group.mentees[0]):
        assert ahead(other).coming == ()
        with pytest.raises(NotHere):
            plan_for(other, plan.id)


def test_a_groups_is_seen_by_all_in_it_and_settled_by_its_mentors(group):
    plan = a_plan(group.mentor, "group", group.id)
    theirs = plan_for(group.mentees[0], plan.id)

    assert policy.can_change_plan(group.mentor, plan)
    assert not policy.can_change_plan(group.mentees[0], theirs)
    assert not policy.can_settle_plan(group.mentees[0], theirs)


@pytest.mark.parametrize("kind", ["group", "mentee", "mentor"])
def test_nobody_plans_with_whom_they_do_not_meet(pair, group, kind):
    whom = {"group": group.id, "mentee": group.mentees[0].enrolment_id, "mentor": group.mentor.enrolment_id}
    with pytest.raises(Invalid, match="people you mentor"):
        plans(pair[0], kind, whom[kind])


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "has passed"), (800, "two years"), (60_000, "two years")]
)
def test_odd_times_are_refused(pair, days, sentence):
    at = in_days(pair[0], days)
    with pytest.raises(Invalid, match=sentence):
        planned_by(pair, at=at)


def test_a_series_must_end_within_two_years_too(pair):
    with pytest.raises(Invalid, match="two years"):
        plans(pair[0], "mentee", pair[1].enrolment_id, every_weeks=4, times=28)


def test_the_same_time_twice_is_refused(pair):
    at = in_days(pair[0], 3)
    planned_by(pair, at=at)
    with pytest.raises(Invalid, match="planned already"):
        planned_by(pair, at=at)


def test_there_is_an_end_to_planning(pair, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OPEN", 3)
    with pytest.raises(Invalid, match="fewer"):
        plans(pair[0], "mentee", pair[1].enrolment_id, times=4)
    assert len(plans(pair[0], "mentee", pair[1].enrolment_id, times=3)) == 3


def test_a_change_is_kept_and_counted(pair):
    plan = planned_by(pair)
    moved = in_days(pair[0], 4)
    actions.change_plan(pair[1], plan_for(pair[1], plan.id), plan.version, at=moved, **CHANGED)

    changed = plan_for(pair[0], plan.id)
    assert (changed.at, changed.minutes, changed.place, changed.version) == (moved, 30, "Room 2", 2)


def test_two_who_change_at_once_lose_nothing(pair):
    plan = planned_by(pair)
    actions.change_plan(pair[1], plan_for(pair[1], plan.id), 1, at=plan.at, **CHANGED)
    with pytest.raises(Conflict) as clash:
        actions.change_plan(pair[0], plan, 1, at=plan.at, **{**CHANGED, "place": "Room 9"})
    assert clash.value.theirs == {"place": "Room 2"}
    actions.change_plan(pair[0], plan, 1, at=plan.at, **CHANGED)  # the same again is no clash


def test_what_was_called_off_meanwhile_is_not_moved(pair):
    plan = planned_by(pair)
    actions.call_off(pair[1], plan, "Ill")
    with pytest.raises(Invalid, match="settled meanwhile"):
        actions.change_plan(pair[0], plan, 1, at=plan.at, **CHANGED)


def test_one_of_a_series_is_called_off_or_those_after_it_too(pair):
    first, second, third = plans(pair[0], "mentee", pair[1].enrolment_id, every_weeks=1, times=3)
    assert actions.call_off(pair[0], plan_for(pair[0], first.id), "Ill") == 1
    assert [one.id for one in ahead(pair[0]).coming] == [second.id, third.id]
    assert actions.call_off(pair[0], plan_for(pair[0], second.id), "Away", and_the_rest=True) == 2
    assert ahead(pair[0]).coming == ()
    assert actions.call_off(pair[0], plan_for(pair[0], third.id), "Again") == 0
    assert plan_for(pair[0], third.id).why == "Away"


def test_what_has_passed_is_asked_about_once(pair):
    plan = planned_by(pair)
    has_passed(plan, timedelta(minutes=59))
    assert [one.id for one in ahead(pair[0]).coming] == [plan.id]
    has_passed(plan, timedelta(minutes=61))
    for one in pair:
        assert [asked.id for asked in ahead(one).asked] == [plan.id]

    actions.say_missed(pair[1], plan_for(pair[1], plan.id), "The train")
    assert ahead(pair[0]).asked == ()
    assert (plan_for(pair[0], plan.id).state, plan_for(pair[0], plan.id).why) == ("missed", "The train")


def test_in_a_group_its_mentors_are_asked(group):
    plan = a_plan(group.mentor, "group", group.id)
    has_passed(plan)

    assert [one.id for one in ahead(group.mentor).asked] == [plan.id]
    assert ahead(group.mentees[0]).asked == ()


@pytest.mark.parametrize(("hours", "met"), [(1, True), (35, True), (37, False)])
def test_a_session_near_enough_is_the_one_that_was_planned(pair, hours, met):
    plan = planned_by(pair)
    has_passed(plan, timedelta(hours=40))
    session = a_session(pair[0], mentee_id=pair[1].enrolment_id, at=clock.now() - timedelta(hours=40 - hours))
    actions.became(pair[0], session)

    became = plan_for(pair[0], plan.id)
    assert (became.state, became.session_id) == (("met", session.id) if met else ("planned", None))


def test_a_groups_session_is_not_taken_for_a_pairs(group):
    mentor, mentee = group.mentor, group.mentees[0]
    own = a_plan(mentor, "mentee", mentee.enrolment_id)
    has_passed(own)
    actions.became(mentor, a_session(mentor, group_id=group.id))

    assert plan_for(mentor, own.id).state == "planned"


def test_what_came_of_it_is_for_who_was_there(group):
    plan = a_plan(group.mentor, "group", group.id)
    has_passed(plan)
    there, away, _third = group.mentees
    session = a_session(group.mentor, group_id=group.id, present=[place_of(there)])
    actions.became(group.mentor, session)

    seen = [plan_for(one, plan.id).session_id for one in (group.mentor, there, away)]
    assert seen == [session.id, session.id, None]


def test_an_ended_mentorship_is_not_waited_for(pair):
    mentor, mentee = pair
    plan = planned_by(pair)
    db.session.query(Mentorship).update({"until": clock.now()})
    mentor, mentee = again(mentor), again(mentee)

    assert ahead(mentee).coming == () == ahead(mentor).coming
    kept = plan_for(mentee, plan.id)
    assert not kept.runs
    assert not policy.can_settle_plan(mentee, kept)
    with pytest.raises(NotHere):
        plan_for(mentor, plan.id)


def test_a_mentee_prepares_and_their_mentors_read_it(pair, group):
    mentor, mentee = pair
    plan = planned_by(pair)
    told = {"win": "I waited", "block": "", "idea": "", "ask": "How did you learn it?"}
    actions.prepare(mentee, plan_for(mentee, plan.id), **told)
    actions.prepare(mentee, plan_for(mentee, plan.id), **{**told, "win": "I waited a minute"})

    [(name, brought)] = brought_to(mentor, plan)
    assert (name, brought.win, brought.ask) == (mentee.name, "I waited a minute", "How did you learn it?")
    with pytest.raises(Invalid, match="one is enough"):
        actions.prepare(mentee, plan_for(mentee, plan.id), win="", block="", idea="", ask="")


def test_group_mates_do_not_read_what_others_bring(group):
    plan = a_plan(group.mentor, "group", group.id)
    first, second, _third = group.mentees
    actions.prepare(first, plan_for(first, plan.id), win="A secret", block="", idea="", ask="")

    assert brought_to(second, plan_for(second, plan.id)) == []
    assert [one.win for _name, one in brought_to(group.mentor, plan)] == ["A secret"]
