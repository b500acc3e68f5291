"""Finding what was said: in what one may read, however it is written, and nothing that is gone."""

from __future__ import annotations

import re

import pytest

from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.discussions import taking_back
from plugin.discussions.actions import edit_post
from plugin.discussions.finding.queries import PAGE, found_by
from plugin.discussions.models import Post
from plugin.discussions.topics.actions import between, rename
from plugin.search import AROUND, excerpt
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, again, mentors
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, a_reply, a_topic
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as
from tests.harness.statements import counted

MARKED = re.compile(r"<mark>(.*?)</mark>")


def found(viewer, asked, page=1):
    """The ids of what somebody finds, the latest first."""
    return [one.said.id for one in found_by(viewer, course_here(viewer), asked, page).posts]


@pytest.mark.parametrize("asked", ["Rückmeldung", "ruckmeld", "RÜCK geben", "geben rück", " rück, "])
def test_words_are_found_however_they_are_written(samir, aroha, resource, asked):
    post = a_post(samir, resource, "<p>Wie kann ich <b>Rückmeldungen</b> geben?</p>")
    a_post(samir, resource, "<p>Etwas anderes.</p>")

    assert found(aroha, asked) == [post.id]


@pytest.mark.parametrize(
    "asked", ["", " ", "!", "meldung", "rück nehmen", '" OR words:', "rück*) OR (a", "'|&!:*"]
)
def test_what_it_does_not_say_is_not_found(samir, aroha, resource, asked):
    a_post(samir, resource, "<p>Wie kann ich Rückmeldungen geben?</p>")

    assert found(aroha, asked) == []


def test_the_page_says_by_whom_where_and_what(client, samir, aroha, resource):
    post = a_post(samir, resource, "<p>one two three</p><p>before <i>Feedback</i> &amp; after &lt;b&gt;</p>")

    page = visit_as(client, aroha).get("/discussions/find?words=feedback").text

    assert MARKED.findall(page) == ["Feedback"]
    assert "after &lt;b&gt;" in page
    assert f"/discussions/posts/{post.id}" in page
    assert "Samir Haddad" in page
    assert resource.title in page


def test_nothing_found_says_so_and_keeps_what_was_asked(client, aroha, resource):
    page = visit_as(client, aroha).get("/discussions/find?words=%3Cb%3Enowhere").text

    assert "Nothing that you may read says that" in page
    assert 'value="&lt;b&gt;nowhere"' in page


def test_topics_are_found_by_what_they_are_called(client, samir, aroha):
    topic = a_topic(samir, "Ein Tag für alle")
    rename(topic, "Ein Abend für alle")

    assert [title for _id, title in found_by(aroha, course_here(aroha), "abend").topics] == [
        "Ein Abend für alle"
    ]
    assert found_by(aroha, course_here(aroha), "tag").topics == ()
    assert f"/topics/{topic.id}" in visit_as(client, aroha).get("/discussions/find?words=abend").text


def test_a_passage_finds_the_post_about_it(client, aroha, samir, resource):
    path = f"/discussions/on/resource/{resource.id}"
    visit_as(client, samir).post(path, {"words": "What does this mean?", "quote": "the pillar of trust"})

    page = visit_as(client, aroha).get("/discussions/find?words=pillar").text

    assert MARKED.findall(page) == ["pillar"]


def test_changed_words_are_found_and_the_earlier_ones_no_more(samir, aroha, resource):
    post = a_post(samir, resource, "<p>apples</p>")

    edit_post(samir, post, 1, "<p>pears</p>")

    assert (found(aroha, "apples"), found(aroha, "pears")) == ([], [post.id])


def hidden(post):
    db.session.execute(Post.__table__.update().where(Post.id == post.id).values(hidden="flagged"))


@pytest.mark.parametrize("gone", [taking_back.take_back, taking_back.empty, hidden])
def test_what_is_not_there_is_found_by_nobody(client, course, samir, aroha, resource, gone):
    post = a_post(samir, resource, "<p>canary</p>")
    a_reply(aroha, post, "<p>answer</p>")

    gone(post)

    for somebody in (samir, aroha, a_lead(course)):
        assert found(somebody, "canary") == []
        assert "canary</mark>" not in visit_as(client, somebody).get("/discussions/find?words=canary").text
    taken_back = db.session.get_one(Post, post.id).taken_back_at is not None
    if taken_back:
        taking_back.put_back(post)
        assert found(aroha, "canary") == [post.id]


def test_each_finds_what_they_may_read_and_nothing_else(course, samir, aroha, resource):
    """Five kinds of audience, each with a word of its own; whoever reads it finds it."""
    mentor, lead, elsewhere = a_mentor(course), a_lead(course), a_mentee(a_course())
    mentors(mentor, samir)
    group = a_group(course, mentees=1)
    samir, mentor = again(samir), again(mentor)
    in_group = group.mentees[0]
    a_post(samir, resource, "<p>canary everybody</p>")
    a_post(samir, a_goal(samir), "<p>canary goal</p>")
    a_post(in_group, a_topic(in_group, group_id=group.id), "<p>canary group</p>")
    a_post(samir, between(samir, course.id, place_of(mentor)), "<p>canary pair</p>")
    read = {
        person: {word for word in ("everybody", "goal", "group", "pair") if found(member, f"canary {word}")}
        for person, member in {
            "samir": samir,
            "mentor": mentor,
            "aroha": aroha,
            "lead": lead,
            "in_group": in_group,
            "elsewhere": elsewhere,
        }.items()
    }

    assert read == {
        "samir": {"everybody", "goal", "pair"},
        "mentor": {"everybody", "goal", "pair"},
        "aroha": {"everybody"},
        "lead": {"everybody"},
        "in_group": {"everybody", "group"},
        "elsewhere": set(),
    }
    assert len(found(aroha, "canary")) == 1, "nor does the number tell of more"


def test_a_name_that_was_left_out_is_in_no_finding(client, course, samir, aroha, resource):
    course.anonymous = True
    path = f"/discussions/on/resource/{resource.id}"
    visit_as(client, samir).post(path, {"words": "I feel lost here", "unnamed": "on"})

    page = visit_as(client, aroha).get("/discussions/find?words=lost").text

    assert "A mentee, without a name" in page
    assert "Samir" not in page
    assert str(samir.enrolment_id) not in page
    assert found(aroha, "samir") == []


def test_pages_go_on_and_take_no_statement_more(client, samir, aroha, resource):
    posts = [a_post(samir, resource, f"<p>word number {n}</p>") for n in range(PAGE + 5)]

    first, second = found(aroha, "word", 1), found(aroha, "word", 2)

    assert first + second == [post.id for post in reversed(posts)]
    reader = visit_as(client, aroha)
    with counted() as many:
        assert reader.get("/discussions/find?words=word").status_code == 200
    with counted() as one:
        assert reader.get("/discussions/find?words=number+3").status_code == 200
    assert len(many) == len(one)


def test_an_excerpt_stands_around_what_was_found():
    words = [f"w{n}" for n in range(100)]

    around = excerpt(" ".join(words), ["w50"])

    assert (around.cut_before, around.cut_behind) == (True, True)
    assert [piece for piece, hit in around.pieces if hit] == ["w50"]
    assert len(" ".join(piece for piece, _hit in around.pieces).split()) == AROUND
