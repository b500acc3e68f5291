"""What happens in a discussion: paths in reading order, counters, depth, one's own words put right."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin.database import db
from plugin.discussions.actions import edit_post, reply
from plugin.discussions.models import DEEPEST, Post, Thread
from plugin.errors import Conflict, Invalid
from tests.factories import a_mentee
from tests.factories.discussions import a_line, a_post, a_reply


@pytest.fixture
def author(course):
    return a_mentee(course)


def the_thread():
    return db.session.scalars(select(Thread).execution_options(populate_existing=True)).one()


def test_the_thread_is_made_with_the_first_post(author, resource, course):
    first, second = a_post(author, resource), a_post(author, resource)

    assert first.thread_id == second.thread_id == the_thread().id
    assert the_thread().course_id == course.id


def test_what_stands_still_makes_no_thread(resource):
    assert db.session.scalar(select(func.count()).select_from(Thread)) == 0


def test_replies_hang_behind_each_other(author, resource):
    first, second = a_post(author, resource), a_post(author, resource)
    answers = [a_reply(author, first) for _ in range(2)]
    deeper = a_reply(author, answers[0])

    paths = [first.path, answers[0].path, deeper.path, answers[1].path, second.path]
    assert paths == sorted(paths)
    assert [p.depth for p in (first, answers[1], deeper)] == [1, 2, 3]
    assert deeper.parent_id == answers[0].id


def test_counters_move_with_each_post(author, resource):
    first = a_post(author, resource)
    latest = a_reply(author, first)

    thread = the_thread()
    assert (thread.posts, thread.branches, thread.last_at) == (2, 1, latest.made_at)


def test_paths_stay_in_order_across_nine_and_ninety_nine(author, resource):
    top = a_post(author, resource)

    paths = [a_reply(author, top).path for _ in range(101)]

    assert paths == sorted(paths)
    assert len(set(paths)) == 101


def test_a_reply_too_deep_is_refused_with_words_and_changes_nothing(author, resource):
    deepest = a_line(author, resource, DEEPEST)[-1]

    with pytest.raises(Invalid, match="start a new post"):
        reply(author, deepest, "<p>And then</p>")
    assert the_thread().posts == DEEPEST


def test_a_place_without_room_is_refused_with_words(author, resource):
    a_post(author, resource)
    the_thread().branches = 99_999

    with pytest.raises(Invalid, match="no room"):
        a_post(author, resource, "<p>One more</p>")


def test_an_author_puts_their_words_right(author, resource):
    post = a_post(author, resource)

    edit_post(author, post, 1, "<p>I meant this.</p>")

    assert post.words == "<p>I meant this.</p>"
    assert post.version == 2
    assert post.edited_at is not None


def test_two_edits_at_once_lose_neither_text(author, resource):
    post = a_post(author, resource)
    edit_post(author, post, 1, "<p>First</p>")

    with pytest.raises(Conflict) as clash:
        edit_post(author, post, 1, "<p>Second</p>")

    assert clash.value.theirs == {"words": "<p>First</p>"}
    assert clash.value.version == 2


def test_nobody_else_puts_words_into_a_mouth(author, resource, course):
    post = a_post(author, resource)

    with pytest.raises(Conflict):
        edit_post(a_mentee(course), post, 1, "<p>They never said this.</p>")
    assert db.session.get_one(Post, post.id).words == "<p>I tried it.</p>"


def test_words_are_kept_clean(author, resource):
    post = a_post(author, resource, "<p onclick=x>Hello<script>alert(1)</script></p>")

    db.session.refresh(post)
    assert post.words == "<p>Hello</p>"
