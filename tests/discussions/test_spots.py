"""A post about one place: a passage, a page, a time; shown with it, taken away with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.resources.embedding import player_for
from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.spots import as_second, as_time, spot_in
from plugin.discussions.taking_back import empty, take_back
from tests.factories.discussions import a_reply, something_to_read
from tests.factories.visits import visit_as
from tests.harness.statements import counted

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"


@pytest.fixture
def video(course):
    return something_to_read(course, kind="video", title="A talk", url=YOUTUBE)


def said(client, member, resource, **told):
    visit_as(client, member).post(f"/discussions/on/resource/{resource.id}", {"words": "Here.", **told})
    return db.session.scalars(select(Post)).one()


def test_a_time_of_a_video_leads_into_it(client, samir, aroha, video):
    post = said(client, samir, video, second="12:34", quote=" the turning\n point ")
    assert (post.second, post.quote, post.page) == (754, "the turning point", None)

    page = visit_as(client, aroha).get(f"/resources/{video.id}").text
    assert "At 12:34" in page
    assert "the turning point" in page
    assert "play=1&amp;t=754" in page
    assert "start=754" in visit_as(client, aroha).get(f"/resources/{video.id}?play=1&t=754").text


def test_a_place_that_its_thing_does_not_have_is_let_go(client, samir, resource):
    post = said(client, samir, resource, second="12:34", page="3", quote="a line")

    assert (post.second, post.page, post.quote) == (None, None, "a line")


@pytest.mark.parametrize(
    ("field", "told", "words"),
    [
        ("second", "soon", "Please give a time like 12:34."),
        ("second", "12:99", "Please give a time like 12:34."),
        ("second", "999:00:00", "No video is as long as that."),
        ("page", "0", "Please give a page as a number"),
        ("page", "one", "Please give a page as a number"),
        ("quote", "a" * 501, "Please keep this to 500 characters."),
    ],
)
def test_what_is_no_place_is_given_back_with_the_words(client, samir, video, field, told, words):
    answer = visit_as(client, samir).post(
        f"/discussions/on/resource/{video.id}", {"words": "Nothing I typed is lost.", field: told}
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert "Nothing I typed is lost." in answer.text
    assert db.session.scalars(select(Post)).all() == []


def test_the_place_goes_with_the_words(client, samir, aroha, video):
    post = said(client, samir, video, second="1:02:03", quote="a canary")
    a_reply(aroha, post)

    take_back(post)
    page = visit_as(client, aroha).get(f"/resources/{video.id}").text
    assert "canary" not in page
    assert "1:02:03" not in page
    empty(post)
    assert (post.quote, post.page, post.second) == ("", None, None)


def test_the_composer_asks_for_the_places_that_its_thing_has(client, samir, video, resource):
    at = visit_as(client, samir)

    assert 'name="second"' in at.get(f"/resources/{video.id}").text
    page = at.get(f"/resources/{resource.id}").text
    assert 'name="quote"' in page
    assert 'name="second"' not in page
    assert 'name="page"' not in page


def test_files_have_pages():
    assert spot_in("file", page=12, second=3, quote="so").page == 12
    assert spot_in("video", page=12).page is None
    assert spot_in("", page=12, quote="so") == spot_in("item")


@pytest.mark.parametrize(("second", "time"), [(0, "0:00"), (59, "0:59"), (754, "12:34"), (3723, "1:02:03")])
def test_times_read_as_players_show_them(second, time):
    assert as_time(second) == time
    assert as_second(time) == second


def test_a_player_begins_where_its_host_knows_how():
    hosts = ["youtube.com", "vimeo.com", "tube.example.org"]
    assert player_for(YOUTUBE, hosts, 754).address.endswith("&start=754")
    assert player_for("https://vimeo.com/76979871", hosts, 754).address.endswith("#t=754s")
    assert player_for("https://tube.example.org/w/abcdef12", hosts, 754).address.endswith("&start=754")
    own = "https://tube.example.org/embed/x"
    assert player_for(own, hosts, 754) == player_for(own, hosts)


def test_a_page_about_places_asks_no_more(client, samir, video):
    at = visit_as(client, samir)
    asked = []
    for told in ({}, {"quote": "a line", "second": "1:00"}):
        at.post(f"/discussions/on/resource/{video.id}", {"words": "So.", **told})
        at.get(f"/resources/{video.id}")  # moves the mark of reading
        with counted() as said:
            at.get(f"/resources/{video.id}")
        asked.append(len(said))
    assert asked[1] <= asked[0]
