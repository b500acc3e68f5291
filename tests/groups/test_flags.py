"""Flags on the page of one mentee: their reasons and numbers, set aside with a reason, and the same for the mentee."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.parting.actions import rest
from plugin.courses.agreements.parting.queries import together
from plugin.courses.journey.stuck.actions import go_on, say_stuck
from plugin.courses.outline.models import Assignment
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.models import Action
from plugin.database import db
from plugin.groups.flags.models import SetAside
from plugin.groups.one_mentee import mentee_seen
from plugin.people.away.actions import say_away
from plugin.people.models import Enrolment, Mentorship
from tests.factories import a_course, a_group, a_lead, a_section, again
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, a_reply
from tests.factories.goals import a_goal
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as


@pytest.fixture
def cohort(app):
    made = a_group(a_course(), mentees=2)
    for one in db.session.query(Mentorship):
        one.since = clock.now() - timedelta(days=9)
    db.session.flush()
    return made


def kinds(viewer, mentee):
    person = db.session.get_one(Enrolment, place_of(mentee))
    return {flag.kind for flag in mentee_seen(again(viewer), person).flagged.flags}


def both(cohort):
    return [kinds(one, cohort.mentee) for one in (cohort.mentor, cohort.mentee)]


def page_of(mentee):
    return f"/groups/mentees/{place_of(mentee)}"


def days_ago(days):
    return clock.now() - timedelta(days=days)


def age(cohort, days):
    for one in db.session.query(Mentorship):
        one.since = days_ago(days)
    db.session.flush()


def test_no_first_session_by_the_tenth_day_is_said_to_both(client, cohort):
    assert both(cohort) == [set(), set()]
    age(cohort, 10)
    assert both(cohort) == [{"unmet"}, {"unmet"}]
    assert (
        "No session yet, after 10 days together"
        in visit_as(client, cohort.mentor).get(page_of(cohort.mentee)).text
    )
    theirs = visit_as(client, cohort.mentee).get(page_of(cohort.mentee)).text
    assert "No session yet, after 10 days together" in theirs
    assert "Not now" not in theirs
    a_session(cohort.mentor, group_id=cohort.id)
    assert both(cohort) == [set(), set()]


def test_a_gap_counts_from_the_last_session(cohort):
    age(cohort, 90)
    cadence = cohort_course(cohort).cadence_days
    a_session(cohort.mentor, mentee_id=place_of(cohort.mentee), at=days_ago(int(cadence * 1.5) + 1))
    assert both(cohort) == [{"gap"}, {"gap"}]
    a_session(cohort.mentor, mentee_id=place_of(cohort.mentee), at=days_ago(int(cadence * 1.5) - 1))
    assert both(cohort) == [set(), set()]


def cohort_course(cohort):
    return course_here(again(cohort.mentor))


def test_a_question_to_the_mentor_waits_no_longer_than_agreed_and_not_while_they_are_away(cohort):
    a_session(cohort.mentor, group_id=cohort.id)
    cohort_course(cohort).reply_days = 3
    post = a_post(again(cohort.mentee), a_goal(again(cohort.mentee)))
    post.made_at = days_ago(5)
    db.session.flush()
    assert both(cohort) == [{"unanswered"}, {"unanswered"}]
    today = clock.today("UTC")
    say_away(again(cohort.mentor), today - timedelta(days=2), today)
    assert both(cohort) == [set(), set()]
    a_reply(again(cohort.mentor), post)
    assert both(cohort) == [set(), set()]


def test_late_promises_and_a_goal_that_does_not_move(cohort):
    made = a_session(cohort.mentor, mentee_id=place_of(cohort.mentee))
    for number in range(2):
        an_action(cohort.mentor, made, place_of(cohort.mentee), what=f"Call {number}")
    db.session.query(Action).update({"due": (days_ago(8)).date()})
    goal = a_goal(again(cohort.mentee), title="Fridays")
    goal.changed_at = days_ago(21)
    db.session.flush()
    db.session.expire_all()
    assert both(cohort) == [{"promises", "unmoved"}] * 2
    goal.state = "paused"
    db.session.flush()
    assert both(cohort) == [{"promises"}] * 2


def test_a_section_open_longer_than_others_needed_is_told_of_five_others_at_least(app):
    course = a_course()
    first, second = a_section(course), a_section(course, "session")
    cohort = a_group(course, mentees=7)
    a_session(cohort.mentor, group_id=cohort.id)
    age(cohort, 60)

    def walk(mentee, began, needed):
        for section, at in ((first, began), (second, None if needed is None else began - needed)):
            row = (
                db.session.query(Assignment)
                .filter_by(section_id=section.id, enrolment_id=place_of(mentee))
                .one()
            )
            row.done_at = None if at is None else days_ago(at)
        db.session.flush()

    walk(cohort.mentee, 9, None)
    for number, mate in enumerate(cohort.mentees[1:6]):
        assert kinds(cohort.mentor, cohort.mentee) == set(), number
        walk(mate, 40, 4)
    assert kinds(cohort.mentor, cohort.mentee) == {"section"}
    walk(cohort.mentee, 8, None)
    assert kinds(cohort.mentor, cohort.mentee) == set()


def test_stuck_is_said_at_once_and_rest_silences_everything(cohort):
    a_session(cohort.mentor, group_id=cohort.id)
    say_stuck(again(cohort.mentee), "Everything")
    assert both(cohort) == [{"stuck"}, {"stuck"}]
    go_on(again(cohort.mentee))
    age(cohort, 30)
    db.session.query(Mentorship).update({"since": days_ago(30)})
    mentee = again(cohort.mentee)
    rest(mentee, together(mentee, place_of(cohort.mentor)), None, "")
    say_stuck(again(cohort.mentee), "")
    assert both(cohort) == [set(), set()]


def test_what_is_set_aside_comes_back_when_its_facts_change_or_its_day_is_over(client, cohort):
    age(cohort, 12)
    at, address = visit_as(client, cohort.mentor), page_of(cohort.mentee)
    since = (clock.now() - timedelta(days=2)).date().isoformat()
    said = {"since": since, "aside_why": "She is on leave", "aside_until": ""}
    assert at.post(f"{address}/flags/unmet/aside", said).status_code == 303
    assert kinds(cohort.mentor, cohort.mentee) == set()
    assert kinds(cohort.mentee, cohort.mentee) == {"unmet"}
    assert "She is on leave" in at.get(address).text
    assert "She is on leave" not in visit_as(client, cohort.mentee).get(address).text

    db.session.query(SetAside).one().until = (clock.now() - timedelta(days=1)).date()
    db.session.flush()
    assert kinds(cohort.mentor, cohort.mentee) == {"unmet"}
    db.session.query(SetAside).one().until = None
    age(cohort, 20)
    assert kinds(cohort.mentor, cohort.mentee) == {"unmet"}
    age(cohort, 12)
    assert kinds(cohort.mentor, cohort.mentee) == set()
    assert at.post(f"{address}/flags/unmet/again").status_code == 303
    assert kinds(cohort.mentor, cohort.mentee) == {"unmet"}


@pytest.mark.parametrize(
    "sent",
    [
        {"aside_why": ""},
        {"aside_why": "Mine", "aside_until": "2001-01-01"},
        {"aside_why": "Mine", "since": "x"},
    ],
)
def test_without_a_reason_or_with_an_odd_day_it_comes_back(client, cohort, sent):
    age(cohort, 12)
    fields = {"since": clock.now().date().isoformat(), **sent}
    back = visit_as(client, cohort.mentor).post(f"{page_of(cohort.mentee)}/flags/unmet/aside", fields)
    assert back.status_code == 422
    assert sent["aside_why"] in back.text
    assert db.session.query(SetAside).count() == 0


def test_nobody_sets_aside_for_whom_they_do_not_mentor_nor_what_there_is_not(client, cohort):
    said = {"since": clock.now().date().isoformat(), "aside_why": "No"}
    lead = a_lead(cohort.mentor)
    for who in (cohort.mentee, cohort.mentees[1], lead):
        assert (
            visit_as(client, who).post(f"{page_of(cohort.mentee)}/flags/unmet/aside", said).status_code == 404
        )
    at = visit_as(client, cohort.mentor)
    assert at.post(f"{page_of(cohort.mentee)}/flags/tired/aside", said).status_code == 404
