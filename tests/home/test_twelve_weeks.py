"""Twelve weeks of a pair, by the forms of the pages: from their agreement to an achieved goal and another mentor.

A session is missed, the goal changes its course, and for a week nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from plugin import clock
from plugin.courses.agreements.parties import own
from plugin.courses.sessions.plans.queries import ahead
from plugin.database import db
from plugin.groups.actions import end_pair, make_pair
from plugin.home.week.queries import week_of
from plugin.member import Member
from plugin.people.models import Mentorship
from tests.factories import a_course, a_lead, a_mentee, a_mentor, again, mentors
from tests.factories.agreements import terms_fields
from tests.factories.courses import place_of
from tests.factories.goals import goal_fields
from tests.factories.plans import plan_fields
from tests.factories.visits import At, visit_as

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)  # a Monday; clocks change in the twelfth week
NOTE = "We drew what only she can do.\n\n→ Kwame: ask Efua what she would change"


class Twelve:
    """The two, a lead, and the weeks."""

    def __init__(self, client: FlaskClient) -> None:
        with clock.at(BEGIN):
            course = a_course()
            self.client, self.lead = client, a_lead(course, zone="Europe/Berlin")
            self.mentor = a_mentor(course, "Amara Okafor", zone="Europe/Berlin")
            self.mentee = a_mentee(course, "Kwame Mensah", zone="Europe/Berlin")
            self.other = a_mentor(course, "Ravi Menon", zone="Europe/Berlin")
            mentors(self.mentor, self.mentee)
            self.mentor, self.mentee = again(self.mentor), again(self.mentee)

    @contextmanager
    def week(self, number: float) -> Iterator[tuple[At, At]]:
        """So many weeks after the beginning, each in a visit of that day: the mentor's, then the mentee's."""
        with clock.at(BEGIN + timedelta(weeks=number)):
            yield self.visit(self.mentor), self.visit(self.mentee)

    def visit(self, member: Member) -> At:
        return visit_as(self.client, again(member))

    def waits(self, member: Member) -> set[str]:
        return {step.kind for step in week_of(again(member), 14).steps}


def done(answer: TestResponse) -> str:
    """The form was taken; the id of what it led to, where the address names one."""
    assert answer.status_code == 303, answer.text
    found = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", answer.headers["Location"])
    return found[-1] if found else ""


def version(page: TestResponse) -> str:
    return re.findall(r'name="version" value="(\d+)"', page.text)[-1]


def on(weeks: float) -> str:
    return (BEGIN + timedelta(weeks=weeks)).date().isoformat()


@pytest.fixture
def twelve(client: FlaskClient, app: object) -> Twelve:
    return Twelve(client)


def test_twelve_weeks(twelve: Twelve) -> None:
    goal = begin(twelve)
    first = meet(twelve)
    miss_one(twelve)
    fit_and_change_course(twelve, goal)
    get_stuck(twelve)
    achieve(twelve, goal, first)
    change_mentor(twelve, goal, first)


def begin(twelve: Twelve) -> str:
    """They agree, the mentee writes a goal and thinks it through, and a series is planned."""
    with twelve.week(0) as (mentor, mentee):
        agreement = done(mentor.post("/agreements/", {"whom": str(own(again(twelve.mentor))[0])}))
        begun = version(mentor.get(f"/agreements/{agreement}/terms"))
        done(mentor.post(f"/agreements/{agreement}/terms", terms_fields(version=begun)))
        for one in (mentor, mentee):
            page = one.get(f"/agreements/{agreement}")
            if f"/agreements/{agreement}/sign" in page.text:
                done(one.post(f"/agreements/{agreement}/sign", {"version": version(page)}))
            done(one.post(f"/agreements/{agreement}/hope", {"words": f"Hope of {one.member.name}"}))
        assert "Hope of Amara Okafor" in mentee.get(f"/agreements/{agreement}").text

        fields = goal_fields(twelve.mentee, title="Fridays without me", milestone_due=on(3))
        goal = done(mentee.post("/goals/new", fields))
        done(mentee.post(f"/goals/{goal}/grounds", {"version": "0", "why_1": "I like to be needed"}))
        done(mentor.post(f"/goals/{goal}/agree", {"agree_why": "With this I can help"}))
        done(mentee.post(f"/goals/{goal}/stands", {"state": "in progress"}))
        whom = f"mentee:{place_of(twelve.mentee)}"
        at = f"{on(1)}T10:00"
        done(mentor.post("/sessions/plans/new", plan_fields(whom, at=at, times="6", every_weeks="2")))
        hours = [one.at.hour for one in ahead(again(twelve.mentee)).coming]
    assert hours == [9, 9, 9, 9, 9, 9]  # ten o'clock in Berlin, in winter
    return goal


def meet(twelve: Twelve) -> str:
    """The first session: prepared, held, written down from the plan, finished, and felt by both."""
    with twelve.week(0.9) as (_mentor, mentee):
        [plan, *_later] = ahead(again(twelve.mentee)).coming
        assert "prepare" in twelve.waits(twelve.mentee)
        done(mentee.post(f"/sessions/plans/{plan.id}/bring", {"ask": "How did you let go?"}))
    with twelve.week(1.1) as (mentor, mentee):
        assert "How did you let go?" in mentor.get(f"/sessions/plans/{plan.id}").text
        assert "did you meet" in twelve.waits(twelve.mentor)
        fields = {"whom": plan.partner, "plan": str(plan.id), "at": f"{on(1)}T10:00", "mode": "video"}
        whom = f"mentee:{place_of(twelve.mentee)}"
        said = {**fields, "whom": whom, "shared": NOTE, "private": "She laughs when it is true."}
        session = done(mentor.post("/sessions/new", said))
        line = "ask Efua what she would change"
        done(mentor.post(f"/sessions/{session}/finish", {"theirs": line, "by_when": on(3)}))
        for one in (mentor, mentee):
            assert "how was it" in twelve.waits(one.member)
            done(one.post(f"/sessions/{session}/pulse", {"useful": "4", "pulse_words": one.member.name}))
        assert line in mentee.get(f"/sessions/{session}").text
        assert "She laughs" not in mentee.get(f"/sessions/{session}").text
        assert (
            "Amara Okafor" not in mentee.get("/sessions/pulse").text.split("<table")[1].split("</table>")[0]
        )
    return session


def miss_one(twelve: Twelve) -> None:
    """The second one does not take place, and is asked about once."""
    with twelve.week(3.1) as (_mentor, mentee):
        [plan] = ahead(again(twelve.mentee)).asked
        assert "did you meet" in twelve.waits(twelve.mentee)
        done(mentee.post(f"/sessions/plans/{plan.id}/missed", {"missed_why": "The line stood still"}))
        assert "did you meet" not in twelve.waits(twelve.mentor)
        [promise] = [step.thing for step in week_of(again(twelve.mentee)).steps if step.kind == "promise"]
        moved = {"moved_to": on(5), "moved_why": "Efua was ill"}
        done(mentee.post(f"/sessions/actions/{promise.id}/move", moved))


def fit_and_change_course(twelve: Twelve, goal: str) -> None:
    """After thirty days both are asked how they fit; and the goal changes its course, with a reason that stays."""
    with twelve.week(5.2) as (mentor, mentee):
        assert "fit" in twelve.waits(twelve.mentor) & twelve.waits(twelve.mentee)
        done(mentor.post(f"/agreements/fit/{place_of(twelve.mentee)}", {"fit": "good"}))
        done(mentee.post(f"/agreements/fit/{place_of(twelve.mentor)}", {"fit": "good"}))
        assert "fit" not in twelve.waits(twelve.mentor)
        line = {"entry": "change", "happened": "Not the list, the three rules."}
        done(mentee.post(f"/goals/{goal}/journal", line))
        done(
            mentee.post(f"/goals/{goal}/journal", {"entry": "trying", "happened": "A Friday", "until": on(7)})
        )
        assert "Not the list, the three rules." in mentor.get(f"/goals/{goal}").text
    with twelve.week(7.2) as (_mentor, mentee):
        assert "what came of it" in twelve.waits(twelve.mentee)
        done(mentee.post(f"/goals/{goal}/journal", {"entry": "success", "happened": "Nobody called."}))


def get_stuck(twelve: Twelve) -> None:
    """A week in which nothing moves: said by one tap, seen by the mentor, and over again."""
    with twelve.week(8) as (mentor, mentee):
        done(mentee.post("/course/stuck/", {"stuck_why": "Efua leaves"}))
        assert "stuck" in twelve.waits(twelve.mentor)
        assert "Efua leaves" in mentor.get(f"/groups/mentees/{place_of(twelve.mentee)}").text
    with twelve.week(8.5) as (_mentor, mentee):
        done(mentee.post("/course/stuck/over"))
        assert "stuck" not in twelve.waits(twelve.mentor)


def achieve(twelve: Twelve, goal: str, first: str) -> None:
    """The last weeks: the milestone is done, the longer questions are asked, the goal is achieved and looked back on."""
    with twelve.week(11.1) as (mentor, mentee):
        page = mentee.get(f"/goals/{goal}").text
        milestone = re.findall(r"/goals/milestones/([0-9a-f-]{36})/done", page)[0]
        done(mentee.post(f"/goals/milestones/{milestone}/done"))
        done(mentee.post(f"/goals/{goal}/stands", {"state": "achieved", "turn_why": "Three Fridays at home"}))
        done(mentee.post(f"/goals/{goal}/lookback", {"version": "0", "tell": "Write the rules down first"}))
        assert "Write the rules down first" in mentor.get(f"/goals/{goal}").text
        whom = f"mentor:{place_of(twelve.mentor)}"
        last = {"whom": whom, "at": f"{on(11)}T10:00", "mode": "in person"}
        session = done(mentee.post("/sessions/new", last))
        assert "Do you work well together?" in mentee.get(f"/sessions/{session}").text
        assert "Do you work well together?" in mentor.get(f"/sessions/{first}").text
    with twelve.week(12):
        assert ahead(again(twelve.mentee)).coming == ()
        assert clock.today("Europe/Berlin") == date(2026, 3, 30)


def change_mentor(twelve: Twelve, goal: str, first: str) -> None:
    """Another mentor from then on: the mentee keeps everything, the first mentor their own note alone.

    The new one reads the goal, and not the sessions of others.
    """
    with twelve.week(12.1) as (mentor, mentee):
        pair = db.session.query(Mentorship).filter_by(until=None, mentee_id=place_of(twelve.mentee)).one()
        end_pair(again(twelve.lead), pair)
        make_pair(again(twelve.lead), place_of(twelve.other), place_of(twelve.mentee))
        mentor, mentee, other = (twelve.visit(one) for one in (twelve.mentor, twelve.mentee, twelve.other))
        assert mentor.get(f"/goals/{goal}").status_code == 404
        kept = mentor.get(f"/sessions/{first}").text
        assert "She laughs when it is true." in kept
        assert "only she can do" not in kept
        assert "only she can do" in mentee.get(f"/sessions/{first}").text
        assert "Write the rules down first" in other.get(f"/goals/{goal}").text
        assert other.get(f"/sessions/{first}").status_code == 404
        assert "Kwame Mensah" in mentee.get("/sessions/pulse").text
