"""What waits for a mentor's word: unanswered, waiting on them, the longest waiting first, and nothing of others'."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.discussions.attention.waiting import waiting_for
from plugin.discussions.taking_back import take_back
from plugin.discussions.topics.actions import between
from plugin.people.away.actions import say_away
from tests.factories import a_group, again
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, a_reply
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=2)


@pytest.fixture
def others(course):
    return a_group(course, mentees=1)


def waits(mentor, which="unanswered", hours=0):
    return [waiting.post_id for waiting in waiting_for(again(mentor), which, hours).posts]


def test_what_a_mentee_asked_waits_until_somebody_answers(cohort, others, resource):
    mentee, peer = cohort.mentees
    first, second = a_post(again(mentee), resource), a_post(again(peer), resource)
    a_post(again(others.mentee), resource)
    a_reply(again(mentee), first)
    assert waits(cohort.mentor) == [first.id, second.id]

    answer = a_reply(again(others.mentee), first)
    assert waits(cohort.mentor) == [second.id]
    take_back(answer)
    take_back(second)
    assert waits(cohort.mentor) == [first.id]


def test_what_answers_the_mentor_waits_on_them_until_they_say_something(cohort, resource):
    mentor, mentee = cohort.mentor, cohort.mentee
    reply = a_reply(again(mentee), a_post(again(mentor), resource))
    a_post(again(mentee), resource)
    assert waits(mentor, "me") == [reply.id]

    a_reply(again(mentor), reply)
    assert waits(mentor, "me") == []


def test_what_stands_between_the_two_waits_on_the_mentor(cohort, course):
    mentor, mentee = cohort.mentor, cohort.mentee
    on_a_goal = a_post(again(mentee), a_goal(again(mentee)))
    alone = a_post(again(mentee), between(again(mentor), course.id, place_of(mentee)))

    assert waits(mentor, "me") == [on_a_goal.id, alone.id]


def test_a_mention_waits_on_whom_it_calls(client, cohort, resource):
    visit_as(client, cohort.mentee).post(
        f"/discussions/on/resource/{resource.id}", {"words": f"@{cohort.mentor.name}, how?"}
    )
    assert len(waits(cohort.mentor, "me")) == 1


def test_the_filter_says_how_long(client, cohort, resource):
    with clock.at(clock.now() - timedelta(days=4)):
        old = a_post(again(cohort.mentee), resource)
    new = a_post(again(cohort.mentee), resource)

    assert waits(cohort.mentor) == [old.id, new.id]
    assert waits(cohort.mentor, hours=72) == [old.id]
    assert waits(cohort.mentor, hours=168) == []
    page = visit_as(client, cohort.mentor).get("/discussions/waiting?which=unanswered&hours=72").text
    assert str(old.id) in page
    assert str(new.id) not in page
    for nonsense in ("?which=x&hours=5", "?hours=x&page=-1"):
        assert visit_as(client, cohort.mentor).get(f"/discussions/waiting{nonsense}").status_code == 200


def test_another_mentor_sees_nothing_of_it_and_mentees_have_no_such_page(client, cohort, others, resource):
    a_post(again(cohort.mentee), resource, "<p>a canary</p>")

    assert waits(others.mentor) == []
    assert "canary" not in visit_as(client, others.mentor).get("/discussions/waiting?which=unanswered").text
    assert visit_as(client, cohort.mentee).get("/discussions/waiting").status_code == 403


def test_it_is_two_statements_however_much_waits(cohort, resource):
    for number in range(60):
        a_post(again(cohort.mentee), resource, f"<p>{number}</p>")
    mentor = again(cohort.mentor)
    for which in ("me", "unanswered"):
        with counted() as asked:
            found = waiting_for(mentor, which)
        assert len(asked) <= 2  # and the days on which the mentor was away
    assert (len(found.posts), found.more) == (50, True)


def test_days_on_which_the_mentor_was_away_do_not_count(client, cohort, course, resource):
    course.reply_days = 3
    post = a_post(again(cohort.mentee), resource)
    post.made_at = clock.now() - timedelta(days=5)
    at = visit_as(client, cohort.mentor)
    page = "/discussions/waiting?which=unanswered"
    assert "longer than agreed" in at.get(page).text

    today = clock.today("UTC")
    say_away(again(cohort.mentor), today - timedelta(days=3), today)
    assert [one.days for one in waiting_for(again(cohort.mentor), "unanswered").posts] == [1]
    assert "longer than agreed" not in at.get(page).text
