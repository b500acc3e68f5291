"""The pages of planned sessions, as somebody in a browser meets them."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.sessions.plans.models import Plan
from plugin.courses.sessions.plans.queries import plan_for
from plugin.database import db
from tests.factories.plans import a_plan, has_passed, in_days, plan_fields, plans
from tests.factories.sessions import session_fields
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def test_the_pages(client, pair):
    mentor, mentee = visit_as(client, pair[0]), visit_as(client, pair[1])
    sent = plan_fields(
        f"mentee:{pair[1].enrolment_id}", agenda="Handing over", place="https://call.example/x"
    )
    page = mentor.post("/sessions/plans/new", sent, follow_redirects=True)
    assert page.status_code == 200
    for words in ("Handing over", "https://call.example/x", f"Seen by {pair[1].name} and you"):
        assert words in html.unescape(page.text)
    plan = db.session.query(Plan).one()

    prepared = mentee.post(f"/sessions/plans/{plan.id}/bring", {"win": "I waited"}, follow_redirects=True)
    assert "I waited" in prepared.text
    assert "I waited" in mentor.get(f"/sessions/plans/{plan.id}").text
    off = mentee.post(f"/sessions/plans/{plan.id}/off", {"why": ""})
    assert off.status_code == 422
    off = mentee.post(f"/sessions/plans/{plan.id}/off", {"why": "A cold"}, follow_redirects=True)
    assert "called off" in off.text
    assert "A cold" in off.text
    assert mentee.get(f"/sessions/plans/{plan.id}/edit").status_code == 403


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"minutes": "1500"}, "from 1 to 1440"),
        ({"at": "20025-01-01T10:00"}, "a date and a time"),
        ({"at": "2020-01-01T10:00"}, "has passed"),
        ({"times": "27"}, "from 1 to 26"),
        ({"whom": "group:me"}, "people you mentor"),
        ({"mode": "telepathy"}, "choose one"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field_and_nothing_is_lost(client, pair, said, sentence):
    fields = plan_fields(f"mentee:{pair[1].enrolment_id}", agenda="My long agenda") | said
    page = visit_as(client, pair[0]).post("/sessions/plans/new", fields)

    assert page.status_code == 422
    assert sentence in page.text
    assert "My long agenda" in page.text
    assert db.session.query(Plan).count() == 0


def test_we_met_begins_with_what_was_planned_and_settles_it(client, pair):
    plan = a_plan(pair[0], "mentee", pair[1].enrolment_id, agenda="<p>Handing over</p>", minutes=35)
    has_passed(plan)
    at = visit_as(client, pair[0])
    assert "Did you meet?" in at.get("/sessions/").text
    form = at.get(f"/sessions/new?plan={plan.id}").text
    assert 'value="35"' in form
    assert "Handing over" in form
    sent = session_fields(f"mentee:{pair[1].enrolment_id}", plan=str(plan.id))
    moved = (clock.now() - timedelta(days=9)).strftime("%Y-%m-%dT10:00")
    at.post("/sessions/new", {**sent, "at": moved}, follow_redirects=True)

    assert plan_for(pair[0], plan.id).state == "met"
    assert "Did you meet?" not in at.get("/sessions/").text


def test_a_strangers_plan_does_not_become_mine(client, pair, group):
    theirs = a_plan(group.mentor, "group", group.id)
    has_passed(theirs)
    sent = session_fields(f"mentee:{pair[1].enrolment_id}", plan=str(theirs.id))

    assert visit_as(client, pair[0]).post("/sessions/new", sent).status_code == 404
    assert plan_for(group.mentor, theirs.id).state == "planned"


def test_one_with_somebody_else_does_not_become_this(client, group):
    theirs = a_plan(group.mentor, "group", group.id)
    has_passed(theirs)
    sent = session_fields(f"mentee:{group.mentees[0].enrolment_id}", plan=str(theirs.id))
    visit_as(client, group.mentor).post("/sessions/new", sent)

    assert plan_for(group.mentor, theirs.id).state == "planned"


def test_the_list_asks_the_same_of_the_database_however_much_is_planned(client, group):
    at = visit_as(client, group.mentor)
    a_plan(group.mentor, "group", group.id)
    has_passed(a_plan(group.mentor, "group", group.id, at=in_days(group.mentor, 9)))
    at.get("/sessions/")
    with counted() as few:
        at.get("/sessions/")
    for mentee in group.mentees:
        plans(group.mentor, "mentee", mentee.enrolment_id, every_weeks=1, times=6)
    with counted() as many:
        at.get("/sessions/")

    assert len(many) == len(few)
