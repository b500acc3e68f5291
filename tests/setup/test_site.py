"""A lead reads how the learning site and Tandem get on: of their course alone, in kind words."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.database import db
from plugin.lti.connections.actions import note_reread, note_scopes
from plugin.lti.models import Platform
from plugin.lti.services.memberships import SCOPE as MEMBERS
from plugin.people.roster.models import Roster
from plugin.setup.site.queries import GROUPS, SCORES
from tests.factories import a_context, a_lead, a_mentee
from tests.factories.visits import visit_as
from tests.harness.statements import counted

PAGE = "/set-up/learning-site/"


def test_a_site_that_tells_nothing_is_no_fault(at, lead):
    shown = at.get(PAGE).text

    assert "does not tell who is in the course" in shown
    assert "has not offered Tandem its gradebook" in shown
    assert "has no list of groups" in shown


def test_what_the_site_allows_is_told(at, context, session):
    context.memberships_url = "https://lms.example/m"
    context.lineitems_url, context.grade_scopes = "https://lms.example/l", [SCORES]
    context.groups_url = "https://lms.example/g"
    now = clock.now()
    session.add(Roster(context_id=context.id, due_at=now, tried_at=now, read_at=now, members=23, result=""))
    session.flush()

    shown = at.get(PAGE).text

    assert "23 people are in the course" in shown
    assert "It takes grades from Tandem" in shown
    assert "It tells which groups the course has" in shown


@pytest.mark.parametrize(
    ("scopes", "said"),
    [([], "takes grades from Tandem"), (["lineitem"], "has not offered Tandem its gradebook")],
)
def test_a_gradebook_is_offered_where_no_scopes_are_named(at, context, session, scopes, said):
    context.lineitems_url, context.grade_scopes = "https://lms.example/l", scopes
    session.flush()

    assert said in at.get(PAGE).text


@pytest.mark.parametrize("told", ["registration", "registration now", "all taken", "token"])
def test_what_the_site_refuses_comes_with_what_to_ask_for(at, context, session, told):
    context.memberships_url = context.lineitems_url = context.groups_url = "https://lms.example/x"
    context.grade_scopes = [SCORES]
    if told == "registration":
        db.session.get_one(Platform, context.platform_id).scopes = ["another"]
    elif told in ("registration now", "all taken"):
        db.session.get_one(Platform, context.platform_id).scopes = [MEMBERS, SCORES, GROUPS]
        note_reread(context.platform_id, ["another"] if told == "registration now" else [], None)
    else:
        refused = dict.fromkeys((MEMBERS, SCORES, GROUPS), False)
        note_scopes(context.platform_id, refused, {"said": "Course 7 of Acme", "reference": ""})
    session.flush()

    shown = at.get(PAGE).text

    for service in ("Names and roles", "Grades", "Groups"):
        assert f"grant “{service}”" in shown
    assert "Acme" not in shown


@pytest.mark.parametrize("granted", [None, [], [MEMBERS]])
def test_the_last_look_says_that_the_roster_is_not_granted(at, context, course, granted):
    note_reread(context.platform_id, granted, None)

    assert ("has not let Tandem read who is" in at.get("/set-up/preview").text) == (granted == [])


def test_nothing_of_another_course_stands_on_it(app, at, context, session):
    other = a_context(title="Somebody else's")
    other.lineitems_url, other.grade_scopes = "https://lms.example/l", [SCORES]
    for _ in range(3):
        a_mentee(other)
    session.flush()

    assert "has not offered Tandem its gradebook" in at.get(PAGE).text
    assert "of 1 people" in at.get(PAGE).text


def test_it_is_reached_from_people_and_from_set_up(at, lead, course):
    assert PAGE in at.get("/set-up/roster").text
    assert PAGE in at.get("/groups/").text


def test_it_asks_the_same_however_many_people_there_are(client, context):
    at = visit_as(client, a_lead(context))
    with counted() as few:
        at.get(PAGE)
    for _ in range(30):
        a_mentee(context)
    with counted() as many:
        at.get(PAGE)

    assert len(many) == len(few)
