"""Moving keeps the shape of talk: numbers, paths and counters, through random events and at the moment of a reply."""

from __future__ import annotations

import random

from sqlalchemy import func, select

from plugin.courses.outline.queries import course_here
from plugin.courses.resources.models import Resource
from plugin.database import db, transaction
from plugin.discussions import taking_back
from plugin.discussions.actions import reply
from plugin.discussions.anchors import anchor_of
from plugin.discussions.care.moves import move, move_of
from plugin.discussions.models import Post, Thread
from plugin.errors import Invalid
from tests.discussions.test_at_once import TOGETHER, at_once, scene  # noqa: F401
from tests.discussions.test_moving import WHY, moved
from tests.factories import a_lead
from tests.factories.discussions import a_post, a_reply, something_to_read
from tests.harness.effort import scaled
from tests.harness.statements import counted


def test_as_many_statements_for_many_replies_as_for_one(lead, samir, resource, elsewhere):
    small, large = a_post(samir, resource), a_post(samir, resource)
    a_reply(samir, small)
    for _number in range(20):
        a_reply(samir, large)
    for thing in (resource, elsewhere):
        a_post(samir, thing)

    a_post(samir, elsewhere)

    def counting(post):
        about = anchor_of(elsewhere)
        db.session.expire_all()
        with counted() as those:
            move(lead, move_of(lead, post.id, about.kind, about.id), WHY)
        return those

    few, many = counting(small), counting(large)

    assert len(few) == len(many)


def test_random_moves_keep_shape_numbers_and_counters(lead, samir, resource, elsewhere):
    dice, things = random.Random(11), (resource, elsewhere)
    for thing in things:
        a_post(samir, thing)
    for _event in range(scaled(300)):
        happens(dice, lead, samir, things)

    db.session.expire_all()
    for thread in db.session.scalars(select(Thread)):
        posts = list(db.session.scalars(select(Post).where(Post.thread_id == thread.id)))
        assert thread.posts == sum(post.taken_back_at is None for post in posts)
        assert thread.last_at == max((post.made_at for post in posts), default=None)
        assert len({post.number for post in posts}) == len(posts)
        assert all(post.number <= thread.said and len(post.path) == 5 * post.depth for post in posts)
        hang_together({post.id: post for post in posts})


def happens(dice, lead, samir, things):
    posts = list(db.session.scalars(select(Post).where(Post.taken_back_at.is_(None)).order_by(Post.id)))
    what = dice.choice(["say", "answer", "answer", "answer", "move", "take back"])
    if what == "say" or len(posts) < 8:
        a_post(samir, dice.choice(things))
    elif what == "answer":
        a_reply(samir, dice.choice([post for post in posts if post.depth < 9]))
    elif what == "take back":
        taking_back.take_back(dice.choice(posts))
    elif tops := [post for post in posts if post.depth == 1]:
        post = dice.choice(tops)
        thread = db.session.get_one(Thread, post.thread_id)
        moved(lead, post, next(thing for thing in things if thing.id != thread.resource_id))


def hang_together(posts):
    for post in posts.values():
        if post.parent_id:
            parent = posts[post.parent_id]
            assert post.path.startswith(parent.path)
            assert post.number > parent.number


def test_replies_at_the_moment_of_a_move_stand_with_it_or_come_back(scene):  # noqa: F811
    app, author, resource_id = scene
    with app.app_context(), transaction():
        course = course_here(author)
        lead, elsewhere_id = a_lead(course), something_to_read(course, title="Elsewhere").id
        post_id = a_post(author, db.session.get_one(Resource, resource_id)).id

    def one(number):
        post = db.session.get_one(Post, post_id)
        try:
            if number == TOGETHER // 2:
                return moved(lead, post, db.session.get_one(Resource, elsewhere_id))
            return bool(reply(author, post, f"<p>{number}</p>"))
        except Invalid:
            return False

    kept = [answer for answer in at_once(app, one) if answer]

    with app.app_context(), transaction(writing=False):
        rows = db.session.execute(
            select(Thread.resource_id, Thread.posts, func.count(Post.id)).outerjoin(Post).group_by(Thread.id)
        ).all()
        assert {row.resource_id: row.posts for row in rows} == {resource_id: 0, elsewhere_id: len(kept) + 1}
        assert all(row.posts == row[2] for row in rows)
        paths = list(db.session.scalars(select(Post.path).order_by(Post.path)))
        assert paths == ["00001", *(f"00001{n:05}" for n in range(1, len(kept) + 1))]
