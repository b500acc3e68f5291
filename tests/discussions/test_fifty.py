"""The same form, sent fifty times at once by one impatient finger: one post, and the same answer each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from plugin.courses.outline.queries import course_here
from plugin.database import db, transaction
from plugin.discussions.finding.models import SaidWords
from plugin.discussions.models import Post, Thread
from plugin.lti import cookies
from plugin.notices.models import Notice
from tests.factories import a_course, a_mentee
from tests.factories.discussions import a_post, something_to_read
from tests.factories.visits import visit_as

TIMES = 50


@pytest.fixture
def scene(real_app):
    """Somebody's visit, something to talk about, and a post on it."""
    client = real_app.test_client()
    with real_app.app_context():
        author = a_mentee(a_course())
        resource = something_to_read(course_here(author))
        post = a_post(author, resource)
        place = visit_as(client, author)
        ids = (resource.id, post.id)
        db.session.commit()
    return place, *ids


@pytest.mark.parametrize("what", ["a post", "a reply"])
def test_one_form_fifty_times_is_one_post(real_app, scene, what):
    place, resource_id, post_id = scene
    path = f"/discussions/on/resource/{resource_id}" if what == "a post" else f"/discussions/posts/{post_id}"
    form = {"csrf": place.token(), "once": "one-impatient-finger-1", "words": "Said once"}
    key = place.client.get_cookie(cookies.BROWSER)

    def send(_time):
        client = real_app.test_client()
        client.set_cookie(cookies.BROWSER, key.value)
        answer = client.post(place(path), data=form)
        return answer.status_code, answer.headers.get("Location")

    with ThreadPoolExecutor(TIMES) as fingers:
        answers = set(fingers.map(send, range(TIMES)))

    assert len(answers) == 1
    assert {status for status, _where in answers} == {303}
    with real_app.app_context(), transaction(writing=False):
        counts = [
            db.session.scalar(select(func.count()).select_from(table)) for table in (Post, SaidWords, Notice)
        ]
        assert counts == [2, 2, 2]
        assert db.session.scalars(select(Thread.posts)).one() == 2
