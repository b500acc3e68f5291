"""A picture with a post: it tells nothing but what is to be seen, and is seen by whoever reads the post."""

from __future__ import annotations

import io
import re

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
from plugin.discussions.pictures.actions import MOST
from plugin.discussions.pictures.drawing import SIDE
from plugin.discussions.pictures.models import PostPicture
from tests.factories import a_course, a_lead, a_mentee
from tests.factories.discussions import a_post, a_reply, pictured, something_to_read
from tests.factories.files import GOOD, photograph, picture, sent
from tests.factories.visits import visit_as
from tests.harness.statements import counted

SHOWS = "A board with three notes"


def bytes_of(answer):
    return Image.open(io.BytesIO(answer.data))


@pytest.fixture
def post(samir, resource):
    return a_post(samir, resource, "<p>This is our board.</p>")


def path_of(post):
    return f"/discussions/posts/{post.id}/picture"


def file_of(post, number=1):
    wanted = select(PostPicture.id).where(PostPicture.post_id == post.id, PostPicture.number == number)
    return f"{path_of(post)}/{db.session.scalars(wanted).one()}"


def test_a_photograph_comes_with_its_words_and_without_what_a_camera_writes(
    client, samir, aroha, post, resource
):
    author = visit_as(client, samir)
    assert path_of(post) in author.get(f"/discussions/posts/{post.id}").text

    answer = author.post(path_of(post), sent("board.jpg", photograph((4000, 3000)), shows=SHOWS))

    assert answer.headers["Location"].endswith(f"/resources/{resource.id}#post-{post.id}")
    reader = visit_as(client, aroha)
    page = reader.get(f"/resources/{resource.id}").text
    assert f'alt="{SHOWS}" width="288" height="384" loading="lazy"' in page
    shown = reader.get(file_of(post))
    assert (shown.mimetype, bytes_of(shown).size) == ("image/webp", (1200, SIDE)), "turned as it was held"
    assert not bytes_of(shown).getexif()
    assert b"canary" not in shown.data
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "JPEG"])
def test_each_kind_of_picture_comes(client, samir, post, kind):
    name = f"board.{kind.lower()}"

    assert (
        visit_as(client, samir).post(path_of(post), sent(name, picture(kind), shows=SHOWS)).status_code == 303
    )
    assert bytes_of(visit_as(client, samir).get(file_of(post))).size == (6, 4)


def test_what_can_be_seen_through_stays_so(client, samir, post):
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")

    visit_as(client, samir).post(path_of(post), sent("board.png", out.getvalue(), shows=SHOWS))

    assert bytes_of(visit_as(client, samir).get(file_of(post))).getpixel((0, 0))[3] == 0


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
    answer = visit_as(client, samir).post(path_of(post), sent(name, content, shows="My own words"))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "My own words" in answer.text
    assert db.session.get_one(Post, post.id).pictures == 0


def test_too_many_pixels_are_refused_before_they_are_poured(client, samir, post):
    wide = io.BytesIO()
    Image.new("1", (7000, 5000)).save(wide, "PNG")

    answer = visit_as(client, samir).post(path_of(post), sent("board.png", wide.getvalue(), shows=SHOWS))

    assert "30 megapixels at most" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"shows": SHOWS}, "Please choose a picture."),
        (sent("board.png", shows=" "), "Please say in a few words what it shows"),
    ],
)
def test_both_are_needed(client, samir, post, fields, sentence):
    answer = visit_as(client, samir).post(path_of(post), fields)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_what_it_shows_is_words_and_nothing_else(client, samir, aroha, post, resource):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

    visit_as(client, samir).post(path_of(post), sent("board.png", shows=hostile))

    page = visit_as(client, aroha).get(f"/resources/{resource.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert found_by(aroha, course_here(aroha), "alert").posts[0].said.id == post.id


def test_nobody_else_puts_one_there_or_takes_it_away(client, course, samir, aroha, post):
    pictured(samir, post)

    for somebody in (aroha, a_lead(course)):
        visitor = visit_as(client, somebody)
        assert visitor.get(path_of(post)).status_code == 403
        assert visitor.post(path_of(post), sent("board.png", shows=SHOWS)).status_code == 403
        assert visitor.post(f"{file_of(post)}/away").status_code == 403


def hidden(post):
    post.hidden = "flagged"
    db.session.flush()


@pytest.mark.parametrize(
    ("gone", "author_sees"), [(taking_back.take_back, 200), (hidden, 200), (taking_back.empty, 404)]
)
def test_it_goes_with_the_words(client, samir, aroha, post, resource, gone, author_sees):
    pictured(samir, post)
    a_reply(aroha, post)
    file = file_of(post)
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
    assert "Take this picture away" in author.get(path_of(post)).text

    file = file_of(post)
    assert author.post(f"{file}/away").status_code == 303

    assert visit_as(client, aroha).get(file).status_code == 404
    assert "/picture/file" not in visit_as(client, aroha).get(f"/resources/{resource.id}").text
    assert db.session.get_one(Post, post.id).edited_at is not None


def test_several_stand_in_the_order_in_which_they_came(client, samir, aroha, post, resource):
    author = visit_as(client, samir)
    for number in range(1, MOST + 1):
        told = {"shows": f"Board {number}", "picture": "next"}
        answer = author.post(path_of(post), sent("board.png", picture("PNG"), **told))
        assert answer.headers["Location"].endswith(path_of(post)), "the button leads on to one more"
    assert author.post(f"{file_of(post, 2)}/away").status_code == 303
    author.post(path_of(post), sent("board.png", picture("PNG"), shows="Board 7"))

    page = visit_as(client, aroha).get(f"/resources/{resource.id}").text

    assert re.findall(r'alt="Board (\d)"', page) == ["1", "3", "4", "5", "6", "7"]
    assert [visit_as(client, aroha).get(file_of(post, one)).status_code for one in (1, 7)] == [200, 200]
    form = author.get(path_of(post)).text
    assert "No more than 6 pictures stand with one post." in form
    assert 'type="file"' not in form
    assert form.count("Take this picture away") == MOST


def test_one_too_many_is_refused_and_leaves_nothing(client, samir, post):
    for _number in range(MOST):
        pictured(samir, post)
    kept = db.session.scalars(select(StoredFile.id)).all()

    answer = visit_as(client, samir).post(path_of(post), sent("board.png", picture("PNG"), shows=SHOWS))

    assert answer.status_code == 422
    assert "No more than 6 pictures stand with one post." in answer.text
    assert db.session.get_one(Post, post.id).pictures == MOST
    assert db.session.scalars(select(StoredFile.id)).all() == kept


def test_a_picture_of_one_post_is_none_of_another(client, samir, aroha, post, resource):
    other = pictured(samir, a_post(samir, resource))
    strange = file_of(other).replace(str(other.id), str(post.id))

    assert visit_as(client, aroha).get(strange).status_code == 404
    assert visit_as(client, samir).post(f"{strange}/away").status_code == 404
    assert db.session.get_one(Post, other.id).pictures == 1


def test_what_is_found_by_a_picture_is_marked_in_what_it_shows(client, samir, aroha, post):
    pictured(samir, pictured(samir, post, "A kitchen"), "Three xylophones")

    page = visit_as(client, aroha).get("/discussions/find?words=xylo").text

    assert "Three <mark>xylophones</mark>" in page


def test_a_name_that_was_left_out_stands_in_no_answer(client, course, samir, aroha, resource):
    course.anonymous = True
    visit_as(client, samir).post(
        f"/discussions/on/resource/{resource.id}", {"words": "Our board", "unnamed": "on"}
    )
    post = db.session.scalars(select(Post)).one()
    visit_as(client, samir).post(path_of(post), sent("samir-haddad.png", GOOD["board.png"], shows=SHOWS))

    shown = visit_as(client, aroha).get(file_of(post))

    assert shown.status_code == 200
    assert "samir" not in str(shown.headers).casefold()


def test_posting_leads_on_to_a_picture_where_the_button_says_so(client, samir, resource):
    author = visit_as(client, samir)

    answer = author.post(
        f"/discussions/on/resource/{resource.id}", {"words": "Look at this", "picture": "next"}
    )

    post = db.session.scalars(select(Post)).one()
    assert answer.headers["Location"].endswith(path_of(post))


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
