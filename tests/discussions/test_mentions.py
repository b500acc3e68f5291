"""Calling somebody by name: only those who read it, at most twenty-five, never again on an edit."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.discussions.attention.bell import how_much_is_new
from plugin.discussions.attention.following import follow
from plugin.discussions.attention.models import Mention
from plugin.discussions.models import Post
from tests.factories import a_group, a_mentee, again
from tests.factories.discussions import a_post, a_topic
from tests.factories.visits import visit_as


@pytest.fixture
def cohort(course):
    return a_group(course, name="Spring cohort", mentees=2)


def bell(member):
    return db.session.scalar(select(how_much_is_new(again(member))))


def say(client, member, resource, words, **more):
    return visit_as(client, member).post(f"/discussions/on/resource/{resource.id}", {"words": words, **more})


def mentioned():
    return set(db.session.scalars(select(Mention.enrolment_id)))


@pytest.mark.parametrize(
    "words",
    ["@Aroha Ngata, what did you do?", "Ask (@Aroha Ngata)!", "Thank you @Aroha Ngata", "@Aroha Ngata\nyes"],
)
def test_who_is_called_by_name_hears_of_it(client, samir, aroha, resource, words):
    assert say(client, samir, resource, words).status_code == 303

    assert mentioned() == {aroha.enrolment_id}
    assert bell(aroha) == 1
    assert "mentions you" in visit_as(client, aroha).get("/discussions/news").text


def test_who_follows_no_more_still_hears_when_they_are_called(client, samir, aroha, resource):
    thread_id = a_post(aroha, resource).thread_id
    follow(again(aroha), thread_id, 1, follows=False)
    say(client, samir, resource, "Nothing for you.")
    assert bell(aroha) == 0
    say(client, samir, resource, "But this, @Aroha Ngata")
    assert bell(aroha) == 1


@pytest.mark.parametrize("words", ["@Nobody Here, hello", "@Aroha", "Ask @Somebody please"])
def test_a_mention_of_nobody_is_given_back_with_the_words(client, samir, aroha, resource, words):
    answer = say(client, samir, resource, words)

    assert answer.status_code == 422
    assert "Nobody who reads this is called" in answer.text
    assert words.replace("@", "") in answer.text.replace("@", "")
    assert say(client, samir, resource, words, again="yes").status_code == 303
    assert mentioned() == set()


@pytest.mark.parametrize(
    "words", ["Write to me@example.org", "5 @ 3 euros", "an @ alone", "https://example.org/@x"]
)
def test_other_signs_call_nobody(client, samir, resource, words):
    assert say(client, samir, resource, words).status_code == 303
    assert mentioned() == set()


def test_only_those_who_read_it_can_be_called(client, course, cohort):
    a_mentee(course, "Priya Nair")
    topic = a_topic(again(cohort.mentee), group_id=cohort.id)
    at = visit_as(client, cohort.mentee)

    answer = at.post(f"/discussions/on/topic/{topic.id}", {"words": "@Priya Nair, come in"})
    assert answer.status_code == 422
    offered = at.get(f"/discussions/on/topic/{topic.id}/people?begins=").text
    assert cohort.mentor.name in offered
    assert cohort.mentee.name not in offered
    assert "Priya" not in offered


def test_names_are_offered_by_how_any_word_of_them_begins(client, course, samir, aroha, resource):
    a_mentee(course, "100% Sure")
    path = f"/discussions/on/resource/{resource.id}/people?begins="
    at = visit_as(client, samir)

    for begins, found in (
        ("ng", True),
        ("Aro", True),
        ("oha", False),
        ("%25", False),
        ("_", False),
        ("%00_%5C", False),
    ):
        assert ("Aroha Ngata" in at.get(path + begins).text) == found, begins


def test_more_than_twenty_five_are_not_called_at_once(client, course, samir, resource):
    names = [a_mentee(course, f"Reader Number {number}").name for number in range(26)]

    answer = say(client, samir, resource, "\n".join(f"@{name}" for name in names))

    assert answer.status_code == 422
    assert "No more than 25 people can be mentioned" in answer.text
    assert say(client, samir, resource, "\n".join(f"@{name}" for name in names[:25])).status_code == 303
    assert len(mentioned()) == 25


def test_an_edit_calls_nobody_again(client, samir, aroha, resource):
    say(client, samir, resource, "@Aroha Ngata, look")
    post = db.session.scalars(select(Post)).one()
    db.session.execute(Mention.__table__.delete())

    visit_as(client, samir).post(
        f"/discussions/posts/{post.id}/edit", {"words": "@Aroha Ngata, look again", "version": "1"}
    )
    assert mentioned() == set()
