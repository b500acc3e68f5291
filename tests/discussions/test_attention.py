"""The bell: what is new in talk that somebody follows or is mentioned in; its number is always true."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db
from plugin.discussions.attention.bell import how_much_is_new, news_for, read_all
from plugin.discussions.attention.following import follow
from plugin.discussions.attention.models import Subscription
from plugin.discussions.models import Thread
from plugin.notices.actions import KEPT, sweep
from plugin.notices.models import Notice
from plugin.people.models import Place
from tests.factories import a_course, a_group, a_lead, a_mentee, again
from tests.factories.discussions import a_post, a_reply, a_topic, something_to_read
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def cohort(course):
    return a_group(course, name="Spring cohort", mentees=2)


def bell(member):
    return db.session.scalar(select(how_much_is_new(again(member))))


def test_whoever_wrote_hears_of_what_comes_after(samir, aroha, resource):
    a_post(aroha, resource)
    a_post(samir, resource)
    assert (bell(samir), bell(aroha)) == (0, 1)

    a_reply(aroha, a_post(aroha, resource))
    assert (bell(samir), bell(aroha)) == (2, 1)


def test_a_mentor_hears_of_what_their_mentee_begins_and_nobody_else_does(cohort, course, resource):
    a_post(again(cohort.mentee), resource)

    assert bell(cohort.mentor) == 1
    assert (bell(cohort.mentees[1]), bell(a_lead(course))) == (0, 0)
    (news,) = news_for(again(cohort.mentor))
    assert (news.number, news.mentions, news.answers) == (1, False, False)


def test_a_mentee_hears_of_what_their_mentor_answers(client, cohort, resource):
    post = a_post(again(cohort.mentee), resource)
    answer = a_reply(again(cohort.mentor), post)

    page = visit_as(client, cohort.mentee).get("/discussions/news").text
    assert "answers you" in page
    assert f"/discussions/posts/{answer.id}" in page
    assert "News: 1 new post" in page


def test_reading_it_takes_it_off_the_bell(client, samir, aroha, resource):
    a_post(samir, resource)
    a_post(aroha, resource)
    at = visit_as(client, samir)
    assert "News: 1 new post" in at.get("/course/").text

    at.get(f"/resources/{resource.id}")
    at.get(f"/resources/{resource.id}")
    assert "News: 1 new post" not in at.get("/course/").text
    assert "You have read everything" in at.get("/discussions/news").text


def test_all_of_it_is_read_at_once(client, course, samir, aroha):
    for number in range(3):
        resource = something_to_read(course, title=f"Number {number}")
        a_post(samir, resource)
        a_post(aroha, resource)
    assert bell(samir) == 3

    visit_as(client, samir).post("/discussions/news/read")
    assert bell(samir) == 0
    assert bell(aroha) == 0
    reader = again(samir)
    with counted() as asked:
        read_all(reader)
    assert len(asked) == 1


def test_following_and_not_is_everybodys_own_word(client, samir, aroha, resource):
    a_post(samir, resource)
    at = visit_as(client, aroha)
    assert ">Follow" in at.get(f"/resources/{resource.id}").text.replace("</svg> ", ">")
    at.post(f"/discussions/on/resource/{resource.id}/follow")
    a_post(samir, resource)
    assert bell(aroha) == 1

    at.post(f"/discussions/on/resource/{resource.id}/follow-not")
    assert bell(aroha) == 0
    a_post(aroha, resource)
    a_post(samir, resource)
    assert bell(aroha) == 0, "writing does not make somebody follow again who said that they do not"


def test_nothing_said_is_nothing_to_follow(client, samir, resource):
    assert visit_as(client, samir).post(f"/discussions/on/resource/{resource.id}/follow").status_code == 403


def test_what_somebody_sees_no_longer_rings_no_more(cohort, course):
    topic = a_topic(again(cohort.mentee), group_id=cohort.id)
    a_post(again(cohort.mentees[1]), topic)
    a_post(again(cohort.mentor), topic)
    assert bell(cohort.mentees[1]) == 1

    place = db.session.scalars(select(Place).filter_by(enrolment_id=cohort.mentees[1].enrolment_id)).one()
    place.until = clock.now()
    db.session.flush()
    assert bell(cohort.mentees[1]) == 0
    assert news_for(again(cohort.mentees[1])) == []


def test_a_post_costs_the_same_statements_for_ten_and_for_many(course, samir, resource):
    def cost():
        with counted() as asked:
            a_post(samir, resource)
        return len(asked)

    a_post(samir, resource)
    few = cost()
    for _number in range(30):
        follow(again(a_mentee(course)), db.session.scalars(select(Thread.id)).one(), 0, follows=True)
    assert cost() == few


def test_a_post_writes_one_notice_and_old_ones_go(samir, aroha, resource):
    post = a_post(samir, resource)
    a_reply(aroha, post)
    notices = db.session.scalars(select(Notice).order_by(Notice.at, Notice.id)).all()
    assert post.id in {notice.thing_id for notice in notices}
    assert len(notices) == 2
    assert {notice.context_id for notice in notices} == {samir.context_id}

    assert sweep(clock.now()) == 0
    assert sweep(clock.now() + KEPT * 2) == 2


def test_a_strangers_bell_hears_nothing_of_here(samir, resource):
    stranger = a_mentee(a_course())
    thread_id = a_post(samir, resource).thread_id
    follow(again(stranger), thread_id, 0, follows=True)

    assert bell(stranger) == 0
    assert news_for(again(stranger)) == []
    assert db.session.scalar(select(func.count(Subscription.id))) == 2
