"""What readers say of a post without words: that it helped them, and which reply is the answer."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin.courses.outline.models import Course
from plugin.courses.resources.models import Resource
from plugin.database import db, transaction
from plugin.discussions.marks import actions
from plugin.discussions.models import Helped, Post, Thread
from plugin.discussions.queries import page_of
from plugin.discussions.taking_back import empty, put_back, take_back
from tests.discussions.test_at_once import at_once, scene  # noqa: F401
from tests.factories import a_course, a_lead, a_mentee, a_mentor, again
from tests.factories.discussions import a_post, a_reply, something_to_read
from tests.factories.visits import visit_as


@pytest.fixture
def asked(samir, resource):
    return a_post(samir, resource, "<p>How do you begin?</p>")


@pytest.fixture
def reply(aroha, asked):
    return a_reply(aroha, asked, "<p>With a question.</p>")


def as_read_by(viewer, post):
    """The post as they are told of it."""
    return next(said for said in page_of(viewer, post.thread_id).posts if said.id == post.id)


def discussion_id(post):
    return db.session.get_one(Thread, post.thread_id).resource_id


def rows() -> int:
    return db.session.scalar(select(func.count(Helped.id))) or 0


def test_it_helped_is_said_once_and_taken_back(client, samir, aroha, reply):
    at = visit_as(client, samir)
    for _press in range(3):
        assert at.post(f"/discussions/posts/{reply.id}/helped").status_code == 303

    assert rows() == 1
    assert as_read_by(samir, reply).helped == 1
    assert as_read_by(samir, reply).helped_me
    assert not as_read_by(aroha, reply).helped_me

    for _press in range(2):
        assert at.post(f"/discussions/posts/{reply.id}/helped-not").status_code == 303
    assert rows() == 0


def test_the_page_says_how_many_it_helped_and_asks_nobody_of_their_own(client, course, samir, aroha, reply):
    for reader in (samir, a_mentor(course), a_lead(course)):
        actions.helped(reader, reply)
    resource_id = discussion_id(reply)

    page = visit_as(client, aroha).get(f"/resources/{resource_id}").text
    assert "It helped 3 people." in page
    assert f"/posts/{reply.id}/helped" not in page
    assert f"/posts/{reply.id}/helped-not" in visit_as(client, samir).get(f"/resources/{resource_id}").text
    assert visit_as(client, aroha).post(f"/discussions/posts/{reply.id}/helped").status_code == 403


def test_whoever_asked_says_which_reply_is_the_answer_and_it_moves(client, samir, aroha, asked, reply):
    other, at = a_reply(aroha, asked, "<p>Or with silence.</p>"), visit_as(client, samir)

    at.post(f"/discussions/posts/{reply.id}/answers")
    assert as_read_by(aroha, reply).answers
    assert as_read_by(aroha, asked).answer_id == reply.id
    at.post(f"/discussions/posts/{other.id}/answers")
    assert as_read_by(aroha, asked).answer_id == other.id
    assert not as_read_by(aroha, reply).answers

    page = visit_as(client, aroha).get(f"/resources/{discussion_id(asked)}").text
    assert f'/discussions/posts/{other.id}">Answered' in page
    assert "This is the answer" not in page

    at.post(f"/discussions/posts/{reply.id}/answers-not")
    assert as_read_by(aroha, asked).answer_id == other.id
    at.post(f"/discussions/posts/{other.id}/answers-not")
    assert as_read_by(aroha, asked).answer_id is None


def test_another_mentee_marks_no_answer_a_mentor_and_a_lead_do(client, course, aroha, reply):
    assert visit_as(client, aroha).post(f"/discussions/posts/{reply.id}/answers").status_code == 403
    for reader in (a_mentor(course, of=a_mentee(course)), a_lead(course)):
        assert visit_as(client, reader).post(f"/discussions/posts/{reply.id}/answers").status_code == 303


def test_what_was_asked_is_no_answer_to_itself(client, samir, asked):
    assert visit_as(client, samir).post(f"/discussions/posts/{asked.id}/answers").status_code == 403


def test_an_answer_that_is_taken_back_answers_nothing_until_it_stands_again(
    client, samir, aroha, asked, reply
):
    actions.answers(samir, reply)
    take_back(reply)
    assert as_read_by(samir, asked).answer_id is None
    assert visit_as(client, samir).post(f"/discussions/posts/{reply.id}/helped").status_code == 403

    put_back(reply)
    assert as_read_by(samir, asked).answer_id == reply.id
    empty(reply)
    assert as_read_by(samir, asked).answer_id is None


def test_of_words_that_are_gone_nobody_reads_how_many_they_helped(client, samir, aroha, reply):
    actions.helped(samir, reply)
    resource_id = discussion_id(reply)
    assert (
        "It helped one person."
        in visit_as(client, aroha).get(f"/resources/{resource_id}").text.split("Discussion", 1)[1]
    )
    empty(reply)

    assert "It helped one person." not in visit_as(client, aroha).get(f"/resources/{resource_id}").text


def test_an_asker_without_a_name_stays_without_one(client, app):
    course = a_course(anonymous=True)
    resource, mentor = something_to_read(course), a_mentor(course, "Ravi Menon")
    samir, aroha = a_mentee(course, "Samir Haddad", mentor=mentor), a_mentee(course, "Aroha Ngata")
    visit_as(client, samir).post(
        f"/discussions/on/resource/{resource.id}", {"words": "Only me?", "unnamed": "yes"}
    )
    asked = db.session.scalars(select(Post)).one()
    answer = a_reply(again(aroha), asked)
    visit_as(client, samir).post(f"/discussions/posts/{answer.id}/answers")

    page = visit_as(client, aroha).get(f"/resources/{resource.id}").text
    assert ">Answered</a>" in page
    assert "Samir" not in page
    assert samir.enrolment_id.hex not in page.replace("-", "")


def test_twenty_presses_at_once_count_once(scene):  # noqa: F811
    app, reader, resource_id = scene
    with app.app_context(), transaction():
        resource = db.session.get_one(Resource, resource_id)
        post_id = a_post(a_mentee(db.session.get_one(Course, resource.course_id)), resource).id

    at_once(app, lambda _number: actions.helped(reader, db.session.get_one(Post, post_id)))

    with app.app_context(), transaction(writing=False):
        assert rows() == 1
