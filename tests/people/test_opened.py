"""Who opened whose page is kept by the day: read by the one whose page it is, and by leads without words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.people.opened.actions import KEPT, note_opened, sweep
from plugin.people.opened.models import Opened
from plugin.people.opened.queries import opened_here, opened_mine
from tests.factories import a_course, a_group, a_lead, a_pair, a_person
from tests.factories.agreements import agreed
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.plans import a_plan
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def kept():
    rows = select(Opened.viewer_id, Opened.mentee_id, Opened.day)
    return [tuple(row) for row in db.session.execute(rows)]


def test_a_mentor_who_looks_is_kept_once_a_day(client, pair):
    mentor, mentee = pair
    here = visit_as(client, mentor)

    for _ in range(3):
        here.get(f"/groups/mentees/{place_of(mentee)}")

    assert kept() == [(place_of(mentor), place_of(mentee), clock.now().date())]


def session_of(mentor, mentee):
    return f"/sessions/{a_session(mentor, mentee_id=place_of(mentee)).id}"


def plan_of(mentor, mentee):
    return f"/sessions/plans/{a_plan(mentor, 'mentee', place_of(mentee)).id}"


def promise_of(mentor, mentee):
    session = a_session(mentor, mentee_id=place_of(mentee))
    return f"/sessions/actions/{an_action(mentee, session, place_of(mentee)).id}"


PLACES = {
    "the page": lambda _mentor, mentee: f"/groups/mentees/{place_of(mentee)}",
    "as they read it": lambda _mentor, mentee: f"/groups/mentees/{place_of(mentee)}?as=mentee",
    "the timeline": lambda _mentor, mentee: f"/groups/mentees/{place_of(mentee)}/timeline/",
    "a goal": lambda _mentor, mentee: f"/goals/{a_goal(mentee).id}",
    "a goal, to propose a change": lambda _mentor, mentee: f"/goals/{a_goal(mentee).id}/propose",
    "a session": session_of,
    "a session, to change it": lambda *two: f"{session_of(*two)}/edit",
    "a session, as it stood before": lambda *two: f"{session_of(*two)}/versions",
    "a session, to finish it": lambda *two: f"{session_of(*two)}/finish",
    "a plan": plan_of,
    "a plan, to change it": lambda *two: f"{plan_of(*two)}/edit",
    "a promise": promise_of,
    "an agreement": lambda _mentor, mentee: f"/agreements/{agreed(mentee).agreement.id}",
    "an agreement, to word it": lambda _mentor, mentee: f"/agreements/{agreed(mentee).agreement.id}/terms",
    "what is handed over": lambda _mentor, mentee: f"/agreements/parting/{place_of(mentee)}",
}


@pytest.mark.parametrize("what", PLACES)
def test_whatever_is_a_mentees_counts(client, pair, what):
    mentor, mentee = pair
    address = PLACES[what](mentor, mentee)

    assert visit_as(client, mentor).get(address).status_code == 200

    assert [row[:2] for row in kept()] == [(place_of(mentor), place_of(mentee))]


@pytest.mark.parametrize(
    "what", ["a session", "a session, to change it", "a plan", "a promise", "an agreement"]
)
def test_a_mentees_own_look_at_what_two_have_together_does_not(client, pair, what):
    mentor, mentee = pair
    address = PLACES[what](mentor, mentee)

    assert visit_as(client, mentee).get(address).status_code == 200

    assert kept() == []


def test_what_a_mentor_promised_is_the_mentors(client, pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=place_of(mentee))
    promise = an_action(mentor, session, place_of(mentor))

    assert visit_as(client, mentee).get(f"/sessions/actions/{promise.id}").status_code == 200

    assert kept() == []


def test_what_a_whole_group_has_together_is_nobodys_own_and_the_page_says_so(client, course):
    """Everybody in it reads it: a row for each of them would hide the looks at what is theirs alone."""
    group = a_group(course)
    of_group = f"/sessions/{a_session(group.mentor, group_id=group.id).id}"
    plan = f"/sessions/plans/{a_plan(group.mentor, 'group', group.id).id}"

    for who, addresses in (
        (group.mentor, (of_group, f"{of_group}/edit", plan)),
        (group.mentee, (of_group, plan)),
    ):
        at = visit_as(client, who)
        assert {at.get(address).status_code for address in addresses} == {200}

    assert kept() == []
    mine = visit_as(client, group.mentee).get("/opened/mine").text
    assert "what belongs to a whole group, are not counted" in mine


def test_ones_own_look_and_one_that_is_refused_are_not_kept(client, course, pair):
    _mentor, mentee = pair
    page = f"/groups/mentees/{place_of(mentee)}"

    assert visit_as(client, mentee).get(page).status_code == 200
    assert visit_as(client, a_lead(course)).get(page).status_code == 403

    assert kept() == []


def test_the_mentee_and_the_lead_read_it_without_words(client, course, pair):
    mentor, mentee = pair
    goal = a_goal(mentee, title="Say no on Fridays")
    visit_as(client, mentor).get(f"/goals/{goal.id}")

    mine = visit_as(client, mentee)
    assert "Who opened my page" in mine.get("/me").text
    assert mentor.name in mine.get("/opened/mine").text
    led = visit_as(client, a_lead(course)).get("/opened/").text
    assert mentor.name in led
    assert mentee.name in led
    assert "Say no on Fridays" not in led


def test_nobody_reads_of_others(client, course, pair):
    mentor, mentee = pair
    note_opened(course.context_id, place_of(mentor), place_of(mentee), clock.now().date())

    assert opened_mine(a_person(course)).shown == []
    assert opened_here(a_lead(a_course())).shown == []
    assert visit_as(client, mentor).get("/opened/").status_code == 403


def test_it_is_forgotten_after_a_year(course, pair):
    mentor, mentee = pair
    today = clock.now().date()
    for day in (today, today - KEPT - timedelta(days=1)):
        note_opened(course.context_id, place_of(mentor), place_of(mentee), day)

    assert sweep(clock.now()) == 1
    assert [row[2] for row in kept()] == [today]


def test_a_list_is_paged_and_costs_the_same(client, course, pair):
    mentor, mentee = pair
    here = visit_as(client, a_lead(course))
    here.get("/opened/")
    with counted() as few:
        here.get("/opened/")
    for day in range(60):
        at = clock.now().date() - timedelta(days=day)
        note_opened(course.context_id, place_of(mentor), place_of(mentee), at)

    with counted() as many:
        page = here.get("/opened/").text
    assert len(many) == len(few)
    assert page.count("<tr>") == 51
    assert "page=2" in page
