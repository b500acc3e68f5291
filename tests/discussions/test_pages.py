"""A discussion as people meet it: beside its resource, by itself, in forms that lose nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.outline.models import Section
from plugin.database import db
from plugin.discussions import policy
from plugin.discussions.models import DEEPEST, Post
from tests.factories import a_course, a_lead, a_mentee, a_pair
from tests.factories.discussions import a_line, a_post, a_reply, something_to_read
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def place(client, course):
    return visit_as(client, a_mentee(course, "Samir Haddad"))


def posts():
    return db.session.scalars(select(Post).order_by(Post.path)).all()


def test_a_question_and_an_answer_stand_beside_the_resource(client, course, resource, place):
    asked = place.post(f"/discussions/on/resource/{resource.id}", {"words": "What if they noticed nothing?"})
    (question,) = posts()
    assert asked.headers["Location"].endswith(f"/resources/{resource.id}#post-{question.id}")

    visit_as(client, a_lead(course)).post(f"/discussions/posts/{question.id}", {"words": "Ask again."})

    page = place.get(f"/resources/{resource.id}").text
    assert "What if they noticed nothing?" in page
    assert "Ask again." in page
    assert "Seen by everybody in this course (2 people)" in page


def test_an_empty_thread_says_what_it_is_for(place, resource):
    assert "Nobody has said anything here yet." in place.get(f"/resources/{resource.id}").text


def test_nothing_said_is_given_back(place, resource):
    answer = place.post(f"/discussions/on/resource/{resource.id}", {"words": " "})

    assert answer.status_code == 422
    assert posts() == []


def test_an_empty_reply_is_given_back_on_the_posts_own_page(client, course, resource, place):
    post = a_post(a_mentee(course), resource)

    answer = place.post(f"/discussions/posts/{post.id}", {"words": ""})

    assert answer.status_code == 422
    assert "I tried it." in answer.text


def test_a_reply_too_deep_gives_the_words_back(course, resource, place):
    deepest = a_line(a_mentee(course), resource, DEEPEST)[-1]

    answer = place.post(f"/discussions/posts/{deepest.id}", {"words": "One more thought"})

    assert answer.status_code == 422
    assert len(posts()) == DEEPEST


def test_the_deepest_post_offers_no_reply(course, resource, place):
    deepest = a_line(a_mentee(course), resource, DEEPEST)[-1]

    page = place.get(f"/discussions/posts/{deepest.id}").text

    assert "as deep as a page can show" in page
    assert 'id="reply"' not in page


def test_the_same_form_twice_is_one_post(place, resource):
    sent = {"words": "Once", "once": "the-same-key-both-times"}

    first, second = (place.post(f"/discussions/on/resource/{resource.id}", sent) for _ in range(2))

    assert len(posts()) == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_two_edits_of_one_post_lose_neither_text(place, course, resource):
    post = a_post(place.member, resource)
    path = f"/discussions/posts/{post.id}/edit"
    place.post(path, {"words": "Mine from the train", "version": "1"})

    clash = place.post(path, {"words": "Mine from my desk", "version": "1"})

    assert clash.status_code == 409
    assert "Mine from the train" in clash.text
    assert "Mine from my desk" in clash.text
    assert 'name="version" value="2"' in clash.text


def test_an_edit_begins_with_what_stands_there(place, resource):
    post = a_post(place.member, resource, "<p>As it was</p>")

    page = place.get(f"/discussions/posts/{post.id}/edit").text

    assert "As it was" in page
    assert 'name="version" value="1"' in page


def test_an_edit_without_words_or_version_changes_nothing(place, resource):
    post = a_post(place.member, resource)
    path = f"/discussions/posts/{post.id}/edit"

    assert place.post(path, {"words": "", "version": "1"}).status_code == 422
    assert place.post(path, {"words": "Without a version"}).status_code == 409
    assert posts()[0].version == 1


def test_somebody_elses_post_is_not_mine_to_change(course, resource):
    author, other = a_pair(course)
    post = a_post(author, resource)

    assert policy.can_edit_post(author, post)
    assert not policy.can_edit_post(other, post)
    assert not policy.can_edit_post(a_lead(course), post)


def test_a_post_whose_author_is_gone_is_nobodys(course, resource):
    author = a_mentee(course)
    post = a_post(author, resource)
    post.author_id = None

    assert not policy.can_edit_post(author, post)


def test_a_script_that_somebody_typed_stays_words(place, resource):
    place.post(f"/discussions/on/resource/{resource.id}", {"words": "<script>alert(1)</script>"})

    page = place.get(f"/resources/{resource.id}").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_html_from_the_editor_is_cleaned(place, resource):
    said = {"words": "<div>So<strong onclick=x>bold</strong></div>", "words_format": "html"}

    place.post(f"/discussions/on/resource/{resource.id}", said)

    assert posts()[0].words == "<div>So<strong>bold</strong></div>"


def test_in_a_long_thread_a_new_post_is_read_by_itself(place, course, resource):
    author = a_mentee(course)
    for _ in range(50):
        a_post(author, resource)

    answer = place.post(f"/discussions/on/resource/{resource.id}", {"words": "The fifty-first"})

    assert answer.headers["Location"].endswith(f"/discussions/posts/{posts()[-1].id}")


def test_later_posts_are_one_link_away(place, course, resource):
    author = a_mentee(course)
    last = [a_post(author, resource, f"<p>Number {n}.</p>") for n in range(1, 53)][49]

    first = place.get(f"/resources/{resource.id}").text
    second = place.get(f"/resources/{resource.id}?after={last.id}").text

    assert f"after={last.id}" in first
    assert "Number 51." not in first
    assert "Number 51." in second
    assert "Number 50." not in second


def test_a_page_behind_nonsense_is_the_first_and_behind_a_stranger_is_not_here(place, course, resource):
    a_post(place.member, resource)
    elsewhere = a_course()
    foreign = a_post(a_mentee(elsewhere), something_to_read(elsewhere))

    assert place.get(f"/resources/{resource.id}?after=soon").status_code == 200
    assert place.get(f"/resources/{resource.id}?after={foreign.id}").status_code == 404
    assert place.get(f"/discussions/posts/{foreign.id}").status_code == 404


def cost(place, path):
    with counted() as said:
        assert place.get(path).status_code == 200
    return len(said)


@pytest.mark.parametrize("many", [3, 120])
def test_a_resource_with_its_thread_costs_at_most_twelve(place, course, resource, many):
    line = a_line(a_mentee(course), resource, 3)
    answers = [a_reply(place.member, line[1]).id for _ in range(many)]
    path = f"/resources/{resource.id}"
    place.get(path)  # the first request of a visit also notes that somebody was here

    costs = [
        cost(place, path),
        cost(place, f"{path}?after={answers[0]}"),
        cost(place, f"/discussions/posts/{answers[0]}"),
    ]

    assert costs == COSTS


# the resource, a later page of it, one post by itself: whatever the length of the thread
COSTS = [11, 11, 11]


def test_it_costs_a_mentor_no_more_where_few_can_see_it(client, course):
    mentor, mentee = a_pair(course)
    resource = something_to_read(course)
    section = db.session.get_one(Section, resource.section_id)
    section.mentee_id = mentee.enrolment_id
    line = a_line(mentee, resource, 3)
    place = visit_as(client, mentor)
    path = f"/resources/{resource.id}"
    place.get(path)

    assert [cost(place, path), cost(place, f"{path}?after={line[0].id}")] == [11, 12]
