"""Not writing among others for now: said with a reason, ended by itself or by a lead, and never between two."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.discussions.care.models import Mute
from plugin.discussions.care.muting import mute, muted_here
from plugin.people.models import Enrolment
from tests.factories import a_course, a_group, a_lead, a_mentee, again
from tests.factories.discussions import a_post, a_topic
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as


@pytest.fixture
def lead(course):
    return a_lead(course, "Olena Bondar")


@pytest.fixture
def post(samir, resource):
    return a_post(samir, resource, "<p>a canary that bites</p>")


def test_somebody_muted_reads_and_cannot_write_among_others(client, course, lead, samir, resource, post):
    answer = visit_as(client, lead).post(
        f"/discussions/people/{samir.enrolment_id}/mute", {"why": "Three warnings.", "days": "7"}
    )
    assert answer.status_code == 303

    at = visit_as(client, samir)
    page = at.get(f"/resources/{resource.id}").text
    assert "You cannot write among others here until" in page
    assert "Three warnings." in page
    assert "canary" in page
    assert 'id="say"' not in page
    for path in (f"/discussions/on/resource/{resource.id}", f"/discussions/posts/{post.id}"):
        refused = at.post(path, {"words": "Nothing I typed is lost."})
        assert refused.status_code == 422
        assert "Nothing I typed is lost." in refused.text
    assert at.post("/topics/new", {"title": "A topic", "words": "Mine."}).status_code == 422

    assert "cannot write among others for now" in visit_as(client, lead).get("/discussions/done").text
    visit_as(client, lead).post(f"/discussions/people/{samir.enrolment_id}/unmute")
    assert at.post(f"/discussions/on/resource/{resource.id}", {"words": "Back."}).status_code == 303


def test_who_is_muted_still_writes_to_their_mentor(client, course, lead):
    cohort = a_group(course)
    goal = a_goal(again(cohort.mentee))
    mute(again(lead), course, db.session.get_one(Enrolment, cohort.mentee.enrolment_id), "So.", None)
    posted = a_post(again(cohort.mentor), a_topic(again(cohort.mentor)))

    at = visit_as(client, cohort.mentee)
    assert at.post(f"/discussions/on/goal/{goal.id}", {"words": "Can we talk?"}).status_code == 303
    assert at.post(f"/discussions/posts/{posted.id}/alone", {"words": "And here?"}).status_code == 303


def test_a_muting_ends_by_itself(course, lead, samir):
    mute(again(lead), course, db.session.get_one(Enrolment, samir.enrolment_id), "So.", 1)
    assert muted_here(samir).why == "So."
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        assert muted_here(samir) is None


def test_the_latest_muting_holds(course, lead, samir):
    who = db.session.get_one(Enrolment, samir.enrolment_id)
    mute(again(lead), course, who, "First.", 30)
    mute(again(lead), course, who, "Second.", None)

    assert muted_here(samir).why == "Second."
    assert len(db.session.scalars(select(Mute).where(Mute.ended_at.is_(None))).all()) == 1


def test_leads_mute_neither_each_other_nor_themselves_and_nobody_else_mutes(
    client, course, lead, samir, aroha
):
    path = "/discussions/people/{}/mute"
    why = {"why": "So.", "days": "7"}
    for target in (lead, a_lead(course)):
        assert visit_as(client, lead).post(path.format(target.enrolment_id), why).status_code == 403
    assert visit_as(client, aroha).post(path.format(samir.enrolment_id), why).status_code == 403
    stranger = a_mentee(a_course())
    assert visit_as(client, lead).post(path.format(stranger.enrolment_id), why).status_code == 404
    for wrong in ({"why": "", "days": "7"}, {"why": "So.", "days": "5"}, {"why": "So.", "days": "x"}):
        assert visit_as(client, lead).post(path.format(samir.enrolment_id), wrong).status_code == 422
    assert db.session.scalars(select(Mute)).all() == []
