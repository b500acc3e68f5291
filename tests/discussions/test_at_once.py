"""Many people at once, on a database that really commits: nobody gets another's place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from plugin.courses.resources.models import Resource
from plugin.database import db, transaction
from plugin.discussions.actions import edit_post, reply
from plugin.discussions.models import Post, Thread
from plugin.errors import Conflict
from tests.factories import a_course, a_mentee
from tests.factories.discussions import a_post, something_to_read

TOGETHER = 20


@pytest.fixture
def scene(real_app):
    """An application, somebody in a course, and the id of something to talk about."""
    with real_app.app_context(), transaction():
        course = a_course()
        return real_app, a_mentee(course), something_to_read(course).id


def at_once(app, what):
    """Call `what(number)` in twenty transactions of their own, all at the same time."""

    def one(number):
        with app.app_context(), transaction():
            return what(number)

    with ThreadPoolExecutor(TOGETHER) as people:
        return list(people.map(one, range(TOGETHER)))


def all_posts(app):
    with app.app_context(), transaction(writing=False):
        return db.session.execute(select(Post.path, Post.parent_id).order_by(Post.path)).all()


def counters(app):
    with app.app_context(), transaction(writing=False):
        return db.session.execute(select(Thread.posts, Thread.branches)).one()


def test_first_posts_at_once_make_one_thread(scene):
    app, author, resource_id = scene

    at_once(app, lambda n: a_post(author, db.session.get_one(Resource, resource_id), f"<p>{n}</p>").id)

    assert [post.path for post in all_posts(app)] == [f"{n:05}" for n in range(1, TOGETHER + 1)]
    assert counters(app) == (TOGETHER, TOGETHER)


def test_replies_at_once_get_a_path_each(scene):
    app, author, resource_id = scene
    with app.app_context(), transaction():
        top = a_post(author, db.session.get_one(Resource, resource_id)).id

    at_once(app, lambda n: reply(author, db.session.get_one(Post, top), f"<p>{n}</p>").id)

    assert [p.path for p in all_posts(app)] == ["00001", *(f"00001{n:05}" for n in range(1, TOGETHER + 1))]
    assert counters(app) == (TOGETHER + 1, 1)


def test_of_edits_at_once_one_is_kept_and_the_rest_see_it(scene):
    app, author, resource_id = scene
    with app.app_context(), transaction():
        post = a_post(author, db.session.get_one(Resource, resource_id)).id

    def edit(number):
        try:
            edit_post(author, db.session.get_one(Post, post), 1, f"<p>{number}</p>")
        except Conflict as clash:
            return clash.theirs["words"]
        return None

    said = at_once(app, edit)

    assert said.count(None) == 1
    assert set(said) - {None} == {f"<p>{said.index(None)}</p>"}
