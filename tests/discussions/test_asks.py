"""Asking for advice, and what becomes of it: whoever asked says, whoever answered reads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.database import db
from plugin.discussions.asks import queries
from plugin.discussions.asks.actions import take
from plugin.discussions.asks.models import TakenAdvice
from plugin.discussions.taking_back import take_back
from tests.factories import a_mentor, a_pair, again
from tests.factories.discussions import a_post, a_reply
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def asked(samir, resource):
    return a_post(samir, resource, "<p>How do you begin a hard talk?</p>", asks=True)


@pytest.fixture
def answer(aroha, asked):
    return a_reply(aroha, asked, "<p>With a question.</p>")


@pytest.fixture
def pair(course):
    return a_pair(course)


def as_seen(viewer, **which):
    return queries.asks_for(viewer, **which).listed


def test_a_box_makes_a_post_one_that_asks_and_it_stands_among_those(client, samir, aroha, resource):
    at = visit_as(client, samir)
    words = {"words": "What did you try?"}
    assert at.post(f"/discussions/on/resource/{resource.id}", {**words, "asks": "yes"}).status_code == 303
    assert at.post(f"/discussions/on/resource/{resource.id}", {"words": "Good."}).status_code == 303

    assert [one.said.words for one in as_seen(aroha)] == ["<p>What did you try?</p>"]
    page = visit_as(client, aroha).get("/discussions/asks").text
    assert "What did you try?" in page
    assert "nobody has answered yet" in page
    assert "asks for advice" in visit_as(client, aroha).get(f"/resources/{resource.id}").text


def test_a_topic_can_ask_from_its_first_words(client, samir):
    at = visit_as(client, samir)
    assert "checked" in at.get("/topics/new?asks=yes").text
    sent = {"title": "Night shifts", "words": "Who has done them?", "asks": "yes"}
    assert at.post("/topics/new", sent).status_code == 303
    assert [one.state for one in as_seen(samir, mine=True)] == ["asked"]


def test_it_is_asked_answered_tried(samir, aroha, asked):
    assert [one.state for one in as_seen(aroha)] == ["asked"]
    mine = a_reply(samir, asked, "<p>To say more: it is about money.</p>")
    assert [one.state for one in as_seen(aroha)] == ["asked"]
    answer = a_reply(aroha, asked, "<p>With a question.</p>")
    assert [(one.state, one.answers) for one in as_seen(aroha)] == [("answered", 1)]
    take(samir, answer, "park", "Too early")
    assert [one.state for one in as_seen(aroha)] == ["answered"]
    take(samir, answer, "try", "On Monday")
    assert [one.state for one in as_seen(aroha)] == ["tried"]
    assert mine.depth == 2


def test_whoever_asked_says_what_they_do_with_it_and_whoever_answered_reads_why(client, samir, aroha, answer):
    at = visit_as(client, samir)
    form = at.get(f"/discussions/posts/{answer.id}/taken")
    assert form.status_code == 200
    assert "With a question." in form.text

    said = {"taken": "try", "taken_why": "With Ravi, on Monday"}
    assert at.post(f"/discussions/posts/{answer.id}/taken", said).status_code == 303
    giver = visit_as(client, aroha)
    page = giver.get("/discussions/asks?which=given").text
    assert "is being tried" in page
    assert "With Ravi, on Monday" in page

    clock_before = clock.now()
    said = {"taken": "adopt", "taken_why": "He told me everything"}
    assert at.post(f"/discussions/posts/{answer.id}/taken", said).status_code == 303
    row = db.session.query(TakenAdvice).one()
    assert (row.what, row.why) == ("adopt", "He told me everything")
    assert row.trying_since is not None
    assert row.trying_since <= clock_before + timedelta(minutes=1)
    page = giver.get(f"/discussions/posts/{answer.id}").text
    assert "He told me everything" in page
    assert "tried since" in page


@pytest.mark.parametrize(
    "sent", [{}, {"taken": "burn", "taken_why": "x"}, {"taken": "try"}, {"taken": "try", "taken_why": " "}]
)
def test_without_one_of_the_three_and_a_reason_it_comes_back(client, samir, answer, sent):
    back = visit_as(client, samir).post(f"/discussions/posts/{answer.id}/taken", sent)
    assert back.status_code == 422
    assert sent.get("taken_why", "").strip() in back.text
    assert db.session.query(TakenAdvice).count() == 0


def test_nobody_says_it_for_another_nor_of_their_own_words_nor_where_nobody_asked(
    client, course, samir, aroha, resource, asked, answer
):
    own = a_reply(samir, asked, "<p>I found it myself.</p>")
    plain = a_reply(aroha, a_post(samir, resource, "<p>Well said.</p>"), "<p>Thank you.</p>")
    said = {"taken": "adopt", "taken_why": "why"}
    for who, post in (
        (aroha, answer),
        (a_mentor(course), answer),
        (samir, own),
        (samir, plain),
        (samir, asked),
    ):
        assert visit_as(client, who).post(f"/discussions/posts/{post.id}/taken", said).status_code == 403
    take_back(answer)
    assert visit_as(client, samir).post(f"/discussions/posts/{answer.id}/taken", said).status_code == 403


def test_an_answer_that_is_taken_back_takes_with_it_what_was_done_with_it(client, samir, aroha, answer):
    take(samir, answer, "adopt", "It worked with the night shift")
    take_back(answer)
    assert queries.given_by(aroha).listed == ()
    assert as_seen(samir)[0].state == "asked"
    page = visit_as(client, samir).get(f"/discussions/posts/{answer.parent_id}").text
    assert "night shift" not in page


def test_what_waits_for_whoever_asked_and_what_came_of_it_for_whoever_answered(client, pair, resource):
    mentor, mentee = pair
    asked = a_post(mentee, resource, "<p>How do you begin?</p>", asks=True)
    assert queries.answered(mentee) == []
    answer = a_reply(mentor, asked, "<p>With a question.</p>")
    assert [one.post_id for one in queries.answered(mentee)] == [asked.id]
    assert "Answered: what do you do with it?" in visit_as(client, mentee).get("/course/").text

    take(mentee, answer, "try", "On Monday")
    assert queries.answered(mentee) == []
    assert [one.post_id for one in queries.taken_lately(mentor)] == [answer.id]
    assert "What came of your advice" in visit_as(client, mentor).get("/course/").text


def test_what_was_answered_once_is_at_hand_again_for_a_mentor_alone(client, pair, resource, samir):
    mentor, mentee = pair
    first = a_post(mentee, resource, "<p>How do you begin?</p>", asks=True)
    other = a_post(samir, resource, "<p>And how do you end?</p>", asks=True)
    a_reply(mentor, first, "<p>With a question, and a walk.</p>")
    a_reply(mentor, a_post(samir, resource, "<p>No ask.</p>"), "<p>Only talk.</p>")

    at = visit_as(client, again(mentor))
    assert "What I answered to others" in at.get(f"/discussions/posts/{other.id}").text
    page = at.get(f"/discussions/posts/{other.id}/again").text
    assert "With a question, and a walk." in page
    assert "Only talk." not in page
    assert "With a question" not in at.get(f"/discussions/posts/{first.id}/again").text.split("<details")[-1]
    theirs = visit_as(client, mentee)
    assert "What I answered to others" not in theirs.get(f"/discussions/posts/{other.id}").text
    for post in (first, other):
        assert theirs.get(f"/discussions/posts/{post.id}/again").status_code == 403


def test_a_page_of_an_ask_costs_no_more_than_any_other(client, pair, resource):
    mentor, mentee = pair
    posts = [a_post(mentee, resource, asks=asks) for asks in (False, True)]
    at, taken = visit_as(client, again(mentor)), []
    for post in posts:
        a_reply(mentor, post)
        at.get(f"/discussions/posts/{post.id}")
        with counted() as asked:
            at.get(f"/discussions/posts/{post.id}")
        taken.append(len(asked))
    assert taken[0] == taken[1] <= 12


def test_the_list_costs_the_same_for_three_and_for_thirty(samir, aroha, resource):
    def fill(number):
        for at in range(number):
            a_reply(aroha, a_post(samir, resource, f"<p>How {at}?</p>", asks=True), "<p>So.</p>")

    fill(3)
    with counted() as few:
        queries.asks_for(aroha)
    fill(27)
    with counted() as many:
        assert len(queries.asks_for(aroha).listed) == 30
    assert len(many) == len(few) == 2
