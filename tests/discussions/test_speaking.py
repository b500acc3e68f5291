"""Too much at once waits, the same twice is asked about; what was typed comes back each time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from plugin import clock
from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.speaking import PACE, THE_SAME
from tests.factories.discussions import a_post, something_to_read
from tests.factories.visits import visit_as


def posts():
    return db.session.scalar(select(func.count(Post.id)))


def test_a_flood_is_slowed_down_and_nothing_typed_is_lost(client, samir, aroha, resource):
    within, most = PACE[0]
    for number in range(most):
        a_post(samir, resource, f"<p>{number}</p>")
    at, path = visit_as(client, samir), f"/discussions/on/resource/{resource.id}"

    answer = at.post(path, {"words": "One more."})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= within.total_seconds()
    assert "One more." in answer.text
    assert "Please wait a little" in answer.text
    assert posts() == most
    assert visit_as(client, aroha).post(path, {"words": "Not mine."}).status_code == 303
    with clock.at(clock.now() + timedelta(seconds=int(answer.headers["Retry-After"]))):
        assert visit_as(client, samir).post(path, {"words": "One more."}).status_code == 303


def test_a_slow_flood_is_slowed_down_too(client, samir, resource):
    _within, most = PACE[1]
    begun = clock.now()
    for number in range(most):
        with clock.at(begun + timedelta(seconds=30 * number)):
            a_post(samir, resource, f"<p>{number}</p>")
    with clock.at(begun + timedelta(minutes=55)):
        post = db.session.scalars(select(Post)).first()
        for path in (f"/discussions/posts/{post.id}", f"/discussions/posts/{post.id}/edit"):
            status = visit_as(client, samir).post(path, {"words": "And on.", "version": "1"}).status_code
            assert status == (303 if "edit" in path else 429), path


def test_the_same_words_twice_are_asked_about(client, samir, aroha, resource):
    at, path = visit_as(client, samir), f"/discussions/on/resource/{resource.id}"
    at.post(path, {"words": "Has anybody tried it?"})

    answer = at.post(path, {"words": "Has anybody tried it?"})
    assert answer.status_code == 422
    assert "You said exactly this a moment ago." in answer.text
    assert "Has anybody tried it?" in answer.text
    assert 'name="again"' in answer.text
    assert posts() == 1

    assert visit_as(client, aroha).post(path, {"words": "Has anybody tried it?"}).status_code == 303
    assert at.post(path, {"words": "Has anybody tried it?", "again": "yes"}).status_code == 303
    with clock.at(clock.now() + THE_SAME + timedelta(seconds=1)):
        assert visit_as(client, samir).post(path, {"words": "Has anybody tried it?"}).status_code == 303


def test_a_thank_you_elsewhere_is_not_the_same(client, course, samir, resource):
    at = visit_as(client, samir)
    for thing in (resource, something_to_read(course)):
        assert at.post(f"/discussions/on/resource/{thing.id}", {"words": "Thank you."}).status_code == 303
