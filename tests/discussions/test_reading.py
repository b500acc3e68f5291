"""Reading a discussion: pages in reading order, whatever the tree, and how a page is laid out."""

from __future__ import annotations

import random
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from plugin.database import db
from plugin.discussions.branches import INDENTED, Branch, branches
from plugin.discussions.models import DEEPEST, Post
from plugin.discussions.queries import discussion_of, line_to, page_of, post_for
from plugin.errors import NotHere
from tests.factories import a_course, a_lead, a_mentee, a_pair
from tests.factories.discussions import a_line, a_post, a_reply, something_to_read
from tests.harness.effort import scaled
from tests.harness.isolation import rolled_back
from tests.harness.statements import counted


@pytest.fixture
def reader(course):
    return a_mentee(course)


def all_pages(reader, thread_id, size, under=None):
    pages = [page_of(reader, thread_id, None, under, size)]
    while pages[-1].more:
        pages.append(page_of(reader, thread_id, pages[-1].more, under, size))
    return pages


def preorder(children, parent=None):
    for post in children.get(parent, ()):
        yield post
        yield from preorder(children, post)


def grown(reader, resource, picks):
    """A tree: each number picks what the next post answers, among everything so far and 'nothing'."""
    posts: list[Post] = []
    children: dict[UUID | None, list[UUID]] = {}
    for pick in picks:
        able = [None, *(p for p in posts if p.depth < DEEPEST)]
        parent = able[pick % len(able)]
        post = a_reply(reader, parent) if parent else a_post(reader, resource)
        posts.append(post)
        children.setdefault(parent.id if parent else None, []).append(post.id)
    return posts[0].thread_id, children


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=40), st.integers(1, 12))
def test_pages_one_after_another_are_the_tree_in_reading_order(_app, picks, size):  # noqa: PT019 - each tree rolls back
    with rolled_back(_app):
        course = a_course()
        reader = a_mentee(course)
        thread_id, children = grown(reader, something_to_read(course), picks)

        pages = all_pages(reader, thread_id, size)

    assert [post.id for page in pages for post in page.posts] == list(preorder(children))


def test_a_big_tree_reads_whole(reader, resource):
    dice = random.Random(7)
    thread_id, children = grown(
        reader, resource, [dice.randrange(10**6) for _ in range(scaled(3_000, least=200))]
    )

    read = [post.id for page in all_pages(reader, thread_id, 50) for post in page.posts]

    assert read == list(preorder(children))


def test_who_reads_on_while_others_write_misses_nothing_that_stood(reader, resource):
    stood = [a_post(reader, resource) for _ in range(6)]
    first = page_of(reader, stood[0].thread_id, size=3)
    a_reply(reader, stood[1])
    a_reply(reader, stood[4])

    rest = page_of(reader, stood[0].thread_id, first.more)

    read = [post.id for post in (*first.posts, *rest.posts)]
    assert [i for i in read if i in {p.id for p in stood}] == [p.id for p in stood]


def test_a_later_page_says_under_what_it_goes_on(reader, resource):
    line = a_line(reader, resource, 3)

    page = page_of(reader, line[0].thread_id, line[1].id)

    assert [post.id for post in page.above] == [line[0].id, line[1].id]
    (top,) = branches(page)
    assert top.carried
    assert top.replies[0].carried
    assert not top.replies[0].replies[0].carried


def test_replies_alone_are_read_under_a_post(reader, resource):
    one, other = a_post(reader, resource), a_post(reader, resource)
    answers = [a_reply(reader, one) for _ in range(3)]
    a_reply(reader, other)

    pages = all_pages(reader, one.thread_id, 2, under=one)

    assert [post.id for page in pages for post in page.posts] == [post.id for post in answers]
    assert all(not page.above for page in pages)


def test_the_line_to_a_post_begins_at_the_top(reader, resource):
    line = a_line(reader, resource, 5)
    a_reply(reader, line[2])

    assert [said.id for said in line_to(reader, line[-1])] == [post.id for post in line]


@pytest.mark.parametrize("deep", [2, DEEPEST])
def test_the_line_to_a_post_is_one_statement_however_deep(reader, resource, deep):
    last = a_line(reader, resource, deep)[-1]

    with counted() as said:
        line_to(reader, last)

    assert len(said) == 1


@pytest.mark.parametrize("posts", [10, 300])
def test_a_page_costs_the_same_in_a_long_thread(reader, resource, posts):
    top = a_post(reader, resource)
    thread_id = top.thread_id
    answers = [a_reply(reader, top).id for _ in range(posts)]

    with counted() as first:
        page_of(reader, thread_id)
    with counted() as later:
        page_of(reader, thread_id, answers[4])

    assert (len(first), len(later)) == (1, 2)


def levels(laid: list[Branch]) -> int:
    return max((1 + levels(branch.replies) for branch in laid), default=0)


def test_four_levels_are_indented_and_deeper_ones_say_whom_they_answer(reader, resource):
    line = a_line(reader, resource, 7)

    laid = branches(page_of(reader, line[0].thread_id))

    assert levels(laid) == INDENTED
    fourth, *flat = laid[0].replies[0].replies[0].replies
    assert fourth.onward
    assert fourth.to is None
    assert [branch.to and branch.to.id for branch in flat] == [post.id for post in line[3:6]]


def test_a_mentor_and_a_lead_are_named_as_such(course, resource):
    mentor, mentee = a_pair(course)
    lead = a_lead(course)
    said = [a_post(who, resource) for who in (mentor, mentee, lead)]

    assert [post.part for post in page_of(mentee, said[0].thread_id).posts] == ["mentor", "", "lead"]


def test_a_post_outlives_its_author(course, resource, reader):
    post = a_post(a_mentee(course), resource)
    post.author_id, post.words = None, ""
    db.session.flush()

    (told,) = page_of(reader, post.thread_id).posts
    assert told.author_id is None
    assert not told.words


def test_a_stranger_finds_nothing(resource, reader):
    post = a_post(reader, resource)
    stranger = a_mentee(a_course())

    with pytest.raises(NotHere):
        post_for(stranger, post.id)
    with pytest.raises(NotHere):
        discussion_of(stranger, "resource", resource.id)
    assert page_of(stranger, post.thread_id).posts == ()
    with pytest.raises(NotHere):
        page_of(stranger, post.thread_id, post.id)


def test_a_page_behind_a_post_of_another_thread_is_not_here(course, resource, reader):
    here = a_post(reader, resource)
    elsewhere = a_post(reader, something_to_read(course))

    for after in (elsewhere.id, uuid4()):
        with pytest.raises(NotHere):
            page_of(reader, here.thread_id, after)


def test_before_the_course_is_open_its_lead_alone_reads(app):
    course = a_course(opened=False)
    lead, member = a_lead(course), a_mentee(course)
    resource = something_to_read(course)
    post = a_post(lead, resource)

    assert post_for(lead, post.id).id == post.id
    with pytest.raises(NotHere):
        post_for(member, post.id)


def test_the_composer_says_how_many_read(course, resource, reader):
    a_lead(course)

    assert discussion_of(reader, "resource", resource.id).audience.number == 2


def test_posts_of_the_same_thread_have_paths_of_their_own(reader, resource):
    for post in a_line(reader, resource, 3):
        a_reply(reader, post)

    paths = db.session.scalars(select(Post.path)).all()
    assert len(set(paths)) == len(paths)
