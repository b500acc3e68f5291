"""A picture with a post: it tells nothing but what is to be seen, and is seen by whoever reads the post."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.queries import course_here
from plugin.courses.resources.files import jobs
from plugin.courses.resources.files.jobs import UNHELD
from plugin.courses.resources.files.storage import store
from plugin.courses.resources.models import StoredFile
from plugin.database import db, transaction
from plugin.discussions import taking_back
from plugin.discussions.finding.queries import found_by
from plugin.discussions.models import Post
from plugin.discussions.pictures.drawing import SIDE
from plugin.discussions.pictures.models import PostPicture
from tests.factories import a_course, a_lead, a_mentee
from tests.factories.discussions import (
    a_post,
    a_reply,
    picture_at,
    pictured,
    pictures_at,
    something_to_read,
)
from tests.factories.files import GOOD, photograph, picture, sent
from tests.factories.visits import visit_as
from tests.harness.statements import counted

SHOWS = "A board with three notes"


def bytes_of(answer):
    return Image.open(io.BytesIO(answer.data))


@pytest.fixture
def post(samir, resource):
    return a_post(samir, resource, "<p>This is our board.</p>")


def test_a_photograph_comes_with_its_words_and_without_what_a_camera_writes(
    client, samir, aroha, post, resource
):
    author = visit_as(client, samir)
    assert pictures_at(post) in author.get(f"/discussions/posts/{post.id}").text

    answer = author.post(pictures_at(post), sent("board.jpg", photograph((4000, 3000)), shows=SHOWS))

    assert answer.headers["Location"].endswith(f"/resources/{resource.id}#post-{post.id}")
    reader = visit_as(client, aroha)
    page = reader.get(f"/resources/{resource.id}").text
    assert f'alt="{SHOWS}" width="288" height="384" loading="lazy"' in page
    shown = reader.get(picture_at(post))
    assert (shown.mimetype, bytes_of(shown).size) == ("image/webp", (1200, SIDE)), "turned as it was held"
    assert not bytes_of(shown).getexif()
    assert b"canary" not in shown.data
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "JPEG"])
def test_each_kind_of_picture_comes(client, samir, post, kind):
    name = f"board.{kind.lower()}"

    assert (
        visit_as(client, samir).post(pictures_at(post), sent(name, picture(kind), shows=SHOWS)).status_code
        == 303
    )
    assert bytes_of(visit_as(client, samir).get(picture_at(post))).size == (6, 4)


def test_what_can_be_seen_through_stays_so(client, samir, post):
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")

    visit_as(client, samir).post(pictures_at(post), sent("board.png", out.getvalue(), shows=SHOWS))

    assert bytes_of(visit_as(client, samir).get(picture_at(post))).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("handbook.pdf", None, "Please choose a picture: PNG, JPEG, GIF or WebP."),
        ("board.png", b"<svg onload=alert(1)>", "the file itself is something else"),
        ("board.svg", b"<svg/>", "Files of this kind are not taken"),
        ("board.png", GOOD["board.png"][:45], "This picture cannot be read"),
        ("board.gif", picture("GIF") + b"<script>alert(1)</script>", "two kinds at once"),
        ("board.png", b"", "This file is empty"),
    ],
)
def test_what_is_no_picture_is_said_and_no_word_is_lost(client, samir, post, name, content, sentence):
    answer = visit_as(client, samir).post(pictures_at(post), sent(name, content, shows="My own words"))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "My own words" in answer.text
    assert db.session.get_one(Post, post.id).pictures == 0


def test_too_many_pixels_are_refused_before_they_are_poured(client, samir, post):
    wide = io.BytesIO()
    Image.new("1", (7000, 5000)).save(wide, "PNG")

    answer = visit_as(client, samir).post(pictures_at(post), sent("board.png", wide.getvalue(), shows=SHOWS))

    assert "30 megapixels at most" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"shows": SHOWS}, "Please choose a picture."),
        (sent("board.png", shows=" "), "Please say in a few words what it shows"),
    ],
)
def test_both_are_needed(client, samir, post, fields, sentence):
    answer = visit_as(client, samir).post(pictures_at(post), fields)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_what_it_shows_is_words_and_nothing_else(client, samir, aroha, post, resource):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

    visit_as(client, samir).post(pictures_at(post), sent("board.png", shows=hostile))

    page = visit_as(client, aroha).get(f"/resources/{resource.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert found_by(aroha, course_here(aroha), "alert").posts[0].said.id == post.id


def test_nobody_else_puts_one_there_or_takes_it_away(client, course, samir, aroha, post):
    pictured(samir, post)

    for somebody in (aroha, a_lead(course)):
        visitor = visit_as(client, somebody)
        assert visitor.get(pictures_at(post)).status_code == 403
        assert visitor.post(pictures_at(post), sent("board.png", shows=SHOWS)).status_code == 403
        assert visitor.post(f"{picture_at(post)}/away").status_code == 403


def hidden(post):
    post.hidden = "flagged"
    db.session.flush()


@pytest.mark.parametrize(
    ("gone", "author_sees"), [(taking_back.take_back, 200), (hidden, 200), (taking_back.empty, 404)]
)
def test_it_goes_with_the_words(client, samir, aroha, post, resource, gone, author_sees):
    pictured(samir, post)
    a_reply(aroha, post)
    file = picture_at(post)
    gone(post)

    assert visit_as(client, samir).get(file).status_code == author_sees
    reader = visit_as(client, aroha)
    assert reader.get(file).status_code == 404
    page = reader.get(f"/resources/{resource.id}").text
    assert SHOWS not in page
    assert "/picture/file" not in page


def test_taken_away_it_is_seen_no_more(client, samir, aroha, post, resource):
    pictured(samir, post)
    author = visit_as(client, samir)
    assert "Take it away" in author.get(pictures_at(post)).text

    file = picture_at(post)
    assert author.post(f"{file}/away").status_code == 303

    assert visit_as(client, aroha).get(file).status_code == 404
    assert "/picture/file" not in visit_as(client, aroha).get(f"/resources/{resource.id}").text
    assert db.session.get_one(Post, post.id).edited_at is not None


def test_a_name_that_was_left_out_stands_in_no_answer(client, course, samir, aroha, resource):
    course.anonymous = True
    visit_as(client, samir).post(
        f"/discussions/on/resource/{resource.id}", {"words": "Our board", "unnamed": "on"}
    )
    post = db.session.scalars(select(Post)).one()
    visit_as(client, samir).post(pictures_at(post), sent("samir-haddad.png", GOOD["board.png"], shows=SHOWS))

    shown = visit_as(client, aroha).get(picture_at(post))

    assert shown.status_code == 200
    assert "samir" not in str(shown.headers).casefold()


def test_posting_leads_on_to_a_picture_where_the_button_says_so(client, samir, resource):
    author = visit_as(client, samir)

    answer = author.post(
        f"/discussions/on/resource/{resource.id}", {"words": "Look at this", "picture": "next"}
    )

    post = db.session.scalars(select(Post)).one()
    assert answer.headers["Location"].endswith(pictures_at(post))


def test_pictures_take_no_statement_more(client, samir, aroha, resource):
    posts = [a_post(samir, resource) for _number in range(5)]
    reader = visit_as(client, aroha)
    reader.get(f"/resources/{resource.id}")
    with counted() as bare:
        reader.get(f"/resources/{resource.id}")
    for post in posts:
        pictured(samir, post)
    with counted() as shown:
        reader.get(f"/resources/{resource.id}")

    assert len(shown) == len(bare)


def test_bytes_stay_while_a_post_holds_them_and_go_when_it_does_not(real_app):
    with real_app.app_context(), transaction():
        author = a_mentee(a_course())
        resource = something_to_read(course_here(author))
        kept = pictured(author, a_post(author, resource), "first").id
        gone = pictured(author, a_post(author, resource), "second").id
        taking_back.empty(db.session.get_one(Post, gone))
        long_ago = clock.now() - 2 * UNHELD
        db.session.query(StoredFile).update({"made_at": long_ago})
    with real_app.app_context():
        jobs.sweep()
        with transaction(writing=False):
            held = select(PostPicture.file_id).where(PostPicture.post_id == kept)
            assert db.session.scalars(select(StoredFile.id)).all() == db.session.scalars(held).all()
        assert len(list(store().blobs())) == 1
