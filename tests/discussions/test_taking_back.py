"""Taking one's own words back, putting them back, and taking them away for good."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.discussions import taking_back
from plugin.discussions.actions import reply
from plugin.discussions.models import Post, PostVersion, Thread
from plugin.discussions.queries import page_of
from plugin.errors import Invalid
from tests.discussions.test_reading import all_pages, grown, preorder
from tests.factories import a_lead
from tests.factories.discussions import a_post, a_reply
from tests.factories.visits import visit_as
from tests.harness.effort import scaled

GONE = "This was taken back by whoever wrote it"


def stands_as(post):
    db.session.refresh(post)
    return {name: getattr(post, name) for name in ("words", "version", "edited_at", "path", "branches")}


def test_taken_back_it_is_read_by_its_author_alone_and_put_back_it_is_as_it_was(
    client, samir, aroha, resource
):
    post = a_post(samir, resource, "<p>I was <b>angry</b>.</p>")
    before = stands_as(post)
    path = f"/discussions/posts/{post.id}"

    assert visit_as(client, samir).post(f"{path}/take-back").status_code == 303
    others = visit_as(client, aroha)
    assert others.get(path).status_code == 410
    assert "angry" not in others.get(f"/resources/{resource.id}").text
    assert "I was <b>angry</b>." in visit_as(client, samir).get(path).text
    back = visit_as(client, samir).post(f"{path}/put-back")

    assert back.headers["Location"].endswith(f"/resources/{resource.id}#post-{post.id}")
    assert stands_as(post) == before
    assert "I was <b>angry</b>." in visit_as(client, aroha).get(f"/resources/{resource.id}").text


def test_where_something_was_answered_an_empty_place_stays(client, samir, aroha, resource):
    post = a_post(samir, resource, "<p>canary</p>")
    answer = a_reply(aroha, post, "<p>Do not worry.</p>")
    taking_back.take_back(post)

    reader = visit_as(client, aroha)
    for path in (
        f"/resources/{resource.id}",
        f"/discussions/posts/{post.id}",
        f"/discussions/posts/{answer.id}",
    ):
        page = reader.get(path)
        assert page.status_code == 200
        assert "Do not worry." in page.text
        assert GONE in page.text
        assert "canary" not in page.text
        assert "Samir" not in page.text


def test_an_empty_place_goes_with_the_last_answer_to_it(samir, aroha, resource):
    post = a_post(samir, resource)
    answer = a_reply(samir, a_reply(samir, post))
    for one in (post, db.session.get_one(Post, answer.parent_id)):
        taking_back.take_back(one)
    assert [one.id for one in page_of(aroha, post.thread_id).posts] == [post.id, answer.parent_id, answer.id]

    taking_back.take_back(answer)

    assert page_of(aroha, post.thread_id).posts == ()


def test_the_number_of_posts_follows_and_twice_is_once(samir, resource):
    post = a_post(samir, resource)
    a_reply(samir, post)
    thread = db.session.get_one(Thread, post.thread_id)

    def counted(do):
        for _each in range(2):
            do(post)
            db.session.refresh(thread)
        return thread.posts

    assert counted(taking_back.take_back) == 1
    taking_back.put_back(post)
    db.session.refresh(thread)
    assert thread.posts == 2


def test_nothing_is_said_to_what_was_taken_back_and_no_word_is_lost(client, samir, aroha, resource):
    post = a_post(samir, resource)
    taking_back.take_back(post)

    answer = visit_as(client, aroha).post(f"/discussions/posts/{post.id}", {"words": "Wait, I can help"})

    assert answer.status_code == 422
    assert "Wait, I can help" in answer.text
    assert "This was taken away meanwhile" in answer.text
    with pytest.raises(Invalid):
        reply(aroha, post, "More")
    assert db.session.scalars(select(Post).where(Post.parent_id == post.id)).all() == []


def test_its_author_reads_what_stood_there_before_and_nobody_else(client, course, samir, resource):
    post = a_post(samir, resource, "<p>First words</p>")
    place = visit_as(client, samir)
    for version, words in ((1, "Second words"), (2, "Third words")):
        place.post(f"/discussions/posts/{post.id}/edit", {"words": words, "version": str(version)})

    page = place.get(f"/discussions/posts/{post.id}/edit").text
    assert page.index("Second words") < page.index("First words")
    for path in (f"/discussions/posts/{post.id}", f"/discussions/posts/{post.id}/edit"):
        assert "First words" not in visit_as(client, a_lead(course)).get(path).text


def test_words_taken_away_are_gone_from_every_version(client, samir, aroha, resource):
    post = a_post(samir, resource, "<p>canary one</p>")
    place = visit_as(client, samir)
    place.post(f"/discussions/posts/{post.id}/edit", {"words": "canary two", "version": "1"})
    a_reply(aroha, post, "<p>I see.</p>")

    asked = place.post(f"/discussions/posts/{post.id}/empty")
    assert asked.status_code == 422
    assert "Please tick this first" in asked.text
    assert "canary two" in asked.text
    place.post(f"/discussions/posts/{post.id}/empty", {"sure": "yes"})

    assert db.session.scalars(select(PostVersion)).all() == []
    assert stands_as(post)["words"] == ""
    shown = visit_as(client, aroha).get(f"/resources/{resource.id}").text
    assert "These words were taken away by whoever wrote them." in shown
    assert "I see." in shown
    assert visit_as(client, samir).get(f"/discussions/posts/{post.id}/edit").status_code == 403


def test_after_thirty_days_what_was_taken_back_is_forgotten(client, samir, aroha, resource):
    post, stays = a_post(samir, resource, "<p>canary</p>"), a_post(samir, resource, "<p>Here</p>")
    taking_back.take_back(post)
    assert taking_back.sweep(clock.now() + timedelta(days=29)) == 0

    assert taking_back.sweep(clock.now() + timedelta(days=31)) == 1

    assert stands_as(post)["words"] == ""
    assert stands_as(stays)["words"] == "<p>Here</p>"
    assert [one.id for one in page_of(samir, post.thread_id).posts] == [stays.id]
    post.taken_back_at = clock.now() - timedelta(days=31)
    with pytest.raises(Invalid, match="thirty days"):
        taking_back.put_back(post)


def test_whatever_was_taken_back_a_tree_reads_whole_and_its_number_is_right(samir, aroha, resource):
    dice = random.Random(11)
    thread_id, children = grown(
        samir, resource, [dice.randrange(10**6) for _ in range(scaled(1_500, least=150))]
    )
    posts = db.session.scalars(select(Post).where(Post.thread_id == thread_id)).all()
    gone = {post.id for post in posts if dice.random() < 0.6}
    for post in posts:
        if post.id in gone:
            taking_back.take_back(post)

    def stands(post_id):
        return post_id not in gone or any(stands(one) for one in children.get(post_id, ()))

    read = [post for page in all_pages(aroha, thread_id, 7) for post in page.posts]

    assert [post.id for post in read] == [one for one in preorder(children) if stands(one)]
    assert {post.id for post in read if post.taken_back} == {post.id for post in read} & gone
    assert db.session.get_one(Thread, thread_id, populate_existing=True).posts == len(posts) - len(gone)
