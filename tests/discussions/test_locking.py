"""A discussion that rests: read by everybody, written in by nobody, until it is opened again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.resources.models import Resource
from plugin.database import db, transaction
from plugin.discussions.actions import reply
from plugin.discussions.care.actions import lock, open_again
from plugin.discussions.care.models import Moderation
from plugin.discussions.care.policy import can_lock
from plugin.discussions.care.queries import done_in
from plugin.discussions.models import Post, Thread
from plugin.discussions.queries import discussion_of
from plugin.errors import Invalid
from tests.discussions.test_at_once import TOGETHER, at_once, scene  # noqa: F401
from tests.factories import a_lead, a_pair
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post
from tests.factories.places import a_section
from tests.factories.visits import visit_as
from tests.harness.statements import counted

WHY = "We go on when everybody has met."
CLOSED = "This discussion is closed for now"
REFUSED = "This discussion was closed, so nothing can be added to it now. Your words are kept here."


@pytest.fixture
def lead(course):
    return a_lead(course, "Olena Bondar")


def logged():
    return db.session.execute(select(Moderation.what, Moderation.why).order_by(Moderation.at)).all()


def test_a_lead_closes_it_with_a_reason_and_opens_it_again(client, lead, samir, resource):
    post = a_post(samir, resource)
    leads = visit_as(client, lead)
    assert "Close this discussion" in leads.get(f"/resources/{resource.id}").text
    assert leads.get(f"/discussions/on/resource/{resource.id}/lock").status_code == 200

    assert leads.post(f"/discussions/on/resource/{resource.id}/lock", {"why": WHY}).status_code == 303

    theirs = visit_as(client, samir)
    for path in (f"/resources/{resource.id}", f"/discussions/posts/{post.id}"):
        page = theirs.get(path).text
        assert CLOSED in page
        assert WHY in page
        assert "Closed by Olena Bondar" in page
        assert "I tried it." in page
        assert 'name="words"' not in page
        assert "Open it again" not in page

    visit_as(client, lead).post(f"/discussions/on/resource/{resource.id}/open")
    page = visit_as(client, samir).get(f"/resources/{resource.id}").text
    assert CLOSED not in page
    assert 'name="words"' in page
    assert logged() == [("locked", WHY), ("opened", "")]


def test_what_comes_after_the_lock_is_given_back_with_words(client, lead, samir, resource):
    post = a_post(samir, resource)
    lock(lead, post.thread_id, WHY)
    theirs = visit_as(client, samir)
    said = {"words": "Nothing I typed is lost.", "version": "1"}

    for path in (
        f"/discussions/on/resource/{resource.id}",
        f"/discussions/posts/{post.id}",
        f"/discussions/posts/{post.id}/edit",
    ):
        answer = theirs.post(path, said)
        assert answer.status_code == 422, path
        assert REFUSED in answer.text
        assert "Nothing I typed is lost." in answer.text

    db.session.expire_all()
    (kept,) = db.session.scalars(select(Post)).all()
    assert (kept.words, kept.version, kept.branches) == ("<p>I tried it.</p>", 1, 0)


def test_ones_own_words_can_still_be_taken_back(client, lead, samir, resource):
    post = a_post(samir, resource)
    lock(lead, post.thread_id, WHY)
    theirs = visit_as(client, samir)

    page = theirs.get(f"/discussions/posts/{post.id}/edit").text
    assert CLOSED in page
    assert "Save the change" not in page
    assert theirs.post(f"/discussions/posts/{post.id}/take-back").status_code == 303


def test_without_a_reason_it_is_given_back_and_nothing_is_closed(client, lead, samir, resource):
    a_post(samir, resource)

    answer = visit_as(client, lead).post(f"/discussions/on/resource/{resource.id}/lock", {"why": " "})

    assert answer.status_code == 422
    assert "Please say why, for those who read it." in answer.text
    assert discussion_of(samir, "resource", resource.id).locked_at is None


def test_closed_twice_the_first_reason_stands_and_the_log_says_it_once(lead, samir, resource):
    thread_id = a_post(samir, resource).thread_id
    for why in (WHY, "Something else."):
        lock(lead, thread_id, why)
    assert discussion_of(samir, "resource", resource.id).locked_why == WHY
    for _twice in range(2):
        open_again(lead, thread_id)
    assert logged() == [("locked", WHY), ("opened", "")]


def test_mentors_look_after_their_mentees_own_section_and_nothing_else(client, course, lead, resource):
    mentor, mentee = a_pair(course)
    own = a_resource(a_section(course, mentee_id=mentee.enrolment_id))
    for where in (own, resource):
        a_post(mentee, where)

    assert can_lock(mentor, discussion_of(mentor, "resource", own.id))
    assert not can_lock(mentee, discussion_of(mentee, "resource", own.id))
    assert not can_lock(mentor, discussion_of(mentor, "resource", resource.id))
    path = f"/discussions/on/resource/{own.id}/lock"
    assert visit_as(client, lead).post(path, {"why": WHY}).status_code == 404
    assert visit_as(client, mentee).post(path, {"why": WHY}).status_code == 403
    assert visit_as(client, mentor).post(path, {"why": WHY}).status_code == 303


def test_the_log_says_who_and_why_and_nothing_of_what_a_lead_cannot_see(client, course, lead, resource):
    mentor, mentee = a_pair(course)
    own = a_resource(a_section(course, mentee_id=mentee.enrolment_id), title="Between the two of us")
    lock(mentor, a_post(mentee, own).thread_id, "Ours alone.")
    lock(lead, a_post(mentee, resource).thread_id, WHY)

    page = visit_as(client, lead).get("/discussions/done").text

    assert "The discussion on “Feedback that lands” was closed" in page
    assert WHY in page
    assert "Olena Bondar" in page
    assert "Between the two of us" not in page
    assert "Ours alone." not in page
    assert visit_as(client, mentor).get("/discussions/done").status_code == 403


def test_the_log_has_pages_of_fifty_and_asks_once_for_each(lead, course, samir, resource):
    thread_id = a_post(samir, resource).thread_id
    for _time in range(26):
        lock(lead, thread_id, WHY)
        open_again(lead, thread_id)
    db.session.refresh(course)

    with counted() as asked:
        first, second = done_in(lead, course), done_in(lead, course, 2)

    assert (len(first.entries), first.more) == (50, True)
    assert (len(second.entries), second.more) == (2, False)
    assert len(asked) == 2


def test_nothing_said_is_nothing_to_close(lead, resource):
    assert not can_lock(lead, discussion_of(lead, "resource", resource.id))


def test_the_page_asks_no_more_for_a_closed_discussion(client, lead, samir, resource):
    thread_id = a_post(samir, resource).thread_id
    place, path = visit_as(client, samir), f"/resources/{resource.id}"
    with counted() as before:
        place.get(path)
    lock(lead, thread_id, WHY)
    with counted() as after:
        place.get(path)
    assert len(after) <= len(before)


def test_at_once_a_post_stands_before_the_lock_or_is_refused(scene):  # noqa: F811
    app, author, resource_id = scene
    with app.app_context(), transaction():
        top = a_post(author, db.session.get_one(Resource, resource_id))
        top_id, thread_id = top.id, top.thread_id

    def one(number):
        if number == TOGETHER // 2:
            lock(author, thread_id, WHY)
            return "locked"
        try:
            if number % 2:
                reply(author, db.session.get_one(Post, top_id), f"<p>{number}</p>")
            else:
                a_post(author, db.session.get_one(Resource, resource_id), f"<p>{number}</p>")
        except Invalid:
            return "refused"
        return "stands"

    came = at_once(app, one)

    with app.app_context(), transaction(writing=False):
        thread = db.session.get_one(Thread, thread_id)
        numbers = db.session.scalars(select(Post.number).order_by(Post.number)).all()
        below = select(Post.path).where(Post.parent_id == top_id)
        assert thread.locked_at is not None
        assert thread.posts == thread.said == 1 + came.count("stands")
        assert numbers == list(range(1, thread.said + 1))
        assert db.session.get_one(Post, top_id).branches == len(db.session.scalars(below).all())


def test_a_closed_discussion_calls_nobody_to_write(client, lead, samir, resource):
    a_post(samir, resource)
    theirs = visit_as(client, samir)
    assert "#say" in theirs.get(f"/resources/{resource.id}").text

    visit_as(client, lead).post(f"/discussions/on/resource/{resource.id}/lock", {"why": WHY})

    assert "#say" not in theirs.get(f"/resources/{resource.id}").text
