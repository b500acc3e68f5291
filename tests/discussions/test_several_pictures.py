"""Several pictures with one post: in their order, no more than a few, each its own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.resources.models import StoredFile
from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.pictures.actions import MOST, WITH_THE_WORDS
from tests.factories.discussions import a_post, picture_at, pictured, pictures_at
from tests.factories.files import picture, sent
from tests.factories.visits import visit_as

SHOWS = "A board with three notes"


@pytest.fixture
def post(samir, resource):
    return a_post(samir, resource, "<p>This is our board.</p>")


def test_several_stand_in_the_order_in_which_they_came(client, samir, aroha, post, resource):
    author = visit_as(client, samir)
    for number in range(1, MOST + 1):
        told = sent("board.png", picture("PNG"), shows=f"Board {number}")
        answer = author.post(f"{pictures_at(post)}?picture=next", told)
        assert answer.headers["Location"].endswith(pictures_at(post)), "the button leads on to one more"
    assert author.post(f"{picture_at(post, 2)}/away").status_code == 303
    author.post(pictures_at(post), sent("board.png", picture("PNG"), shows="Board 7"))

    page = visit_as(client, aroha).get(f"/resources/{resource.id}").text

    assert re.findall(r'alt="Board (\d)"', page) == ["1", "3", "4", "5", "6", "7"]
    assert [visit_as(client, aroha).get(picture_at(post, one)).status_code for one in (1, 7)] == [200, 200]
    form = author.get(pictures_at(post)).text
    assert "No more than 6 pictures stand with one post." in form
    assert 'type="file"' not in form
    assert form.count("Take it away") == MOST


def test_a_picture_that_comes_later_is_a_change_that_readers_are_told(samir, post, time_machine):
    pictured(samir, pictured(samir, post))
    assert post.edited_at is None

    time_machine.move_to(clock.now() + WITH_THE_WORDS + timedelta(seconds=1))
    pictured(samir, post)

    assert post.edited_at is not None


def test_one_too_many_is_refused_and_leaves_nothing(client, samir, post):
    for _number in range(MOST):
        pictured(samir, post)
    kept = db.session.scalars(select(StoredFile.id)).all()

    answer = visit_as(client, samir).post(pictures_at(post), sent("board.png", picture("PNG"), shows=SHOWS))

    assert answer.status_code == 422
    assert "No more than 6 pictures stand with one post." in answer.text
    assert db.session.get_one(Post, post.id).pictures == MOST
    assert db.session.scalars(select(StoredFile.id)).all() == kept


def test_a_picture_of_one_post_is_none_of_another(client, samir, aroha, post, resource):
    other = pictured(samir, a_post(samir, resource))
    strange = picture_at(other).replace(str(other.id), str(post.id))

    assert visit_as(client, aroha).get(strange).status_code == 404
    assert visit_as(client, samir).post(f"{strange}/away").status_code == 404
    assert db.session.get_one(Post, other.id).pictures == 1


def test_what_is_found_by_a_picture_is_marked_in_what_it_shows(client, samir, aroha, post):
    pictured(samir, pictured(samir, post, "A kitchen"), "Three xylophones")

    page = visit_as(client, aroha).get("/discussions/find?words=xylo").text

    assert "Three <mark>xylophones</mark>" in page
