"""Asking whoever runs the course: read by them and by whoever asks; by no mentor, no mentee, and nobody elsewhere."""

from __future__ import annotations

import pytest

from plugin.database import db
from plugin.discussions.anchors import KINDS
from plugin.discussions.models import Post
from plugin.discussions.topics.models import Topic
from plugin.discussions.topics.queries import topics_for
from plugin.people.audience import told
from tests.factories import a_course, a_lead, a_mentor, a_pair
from tests.factories.visits import visit_as

SENT = {"title": "Another mentor", "words": "Kanarienvogel: we do not fit. What now?"}


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


@pytest.fixture
def asked(client, pair):
    assert visit_as(client, pair[1]).post("/topics/leads/", SENT).status_code == 303
    return db.session.query(Topic).one()


def test_leads_read_it_and_answer(client, course, pair, asked):
    lead = visit_as(client, a_lead(course))
    page = lead.get(f"/topics/{asked.id}")
    assert "Kanarienvogel" in page.text
    assert "Another mentor" in lead.get("/topics/").text
    assert "with whoever runs the course" in lead.get("/topics/").text
    answer = lead.post(f"/discussions/on/topic/{asked.id}", {"words": "Let us find one."})
    assert answer.status_code == 303
    assert "Let us find one." in visit_as(client, pair[1]).get(f"/topics/{asked.id}").text


def test_nobody_else_finds_it_anywhere(client, course, pair, asked):
    post = db.session.query(Post).one()
    mentor = pair[0]
    for other in (mentor, a_mentor(course), *a_pair(course), a_lead(a_course())):
        at = visit_as(client, other)
        assert at.get(f"/topics/{asked.id}").status_code == 404
        assert at.get(f"/discussions/posts/{post.id}").status_code == 404
        pages = ("/topics/", "/news/", "/discussions/find?find=Kanarienvogel", "/course/")
        assert all("we do not fit" not in at.get(page, follow_redirects=True).text for page in pages)
        assert topics_for(other).listed == ()


def test_it_says_who_reads_it_before_one_writes(client, course, pair):
    lead = a_lead(course)
    page = visit_as(client, pair[1]).get("/topics/leads/").text
    assert f"Seen by you and {lead.name}" in page
    assert "Ask whoever runs the course" in visit_as(client, pair[0]).get("/course/").text
    assert "/topics/leads/" not in visit_as(client, lead).get("/course/").text


def test_a_lead_has_nobody_to_ask(client, course):
    assert visit_as(client, a_lead(course)).post("/topics/leads/", SENT).status_code == 403


@pytest.mark.parametrize("sent", [{"title": ""}, {"words": " "}, {"title": "x" * 121}])
def test_what_is_missing_is_said_and_nothing_is_lost(client, pair, sent):
    page = visit_as(client, pair[1]).post("/topics/leads/", {**SENT, **sent})
    assert page.status_code == 422
    assert ("Another mentor" in page.text) or ("we do not fit" in page.text)
    assert db.session.query(Topic).count() == 0


def test_news_of_it_goes_to_leads_of_this_course_alone(client, course, pair, asked):
    lead, _elsewhere = a_lead(course), a_lead(a_course())
    audience = told(pair[1], KINDS["topic"].reach(pair[1], asked))
    assert audience.number == 2
    assert audience.others == (lead.name,)
