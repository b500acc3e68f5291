"""What was said is handed on to whoever follows it, once, and to nobody who has read it or wants no letters."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from plugin.courses.outline.queries import course_here
from plugin.database import db, transaction
from plugin.discussions.attention import handing_on
from plugin.discussions.attention.following import follow, heard_of
from plugin.discussions.attention.handing_on import hand_on, handed_on
from plugin.discussions.models import Thread
from plugin.discussions.reading.actions import seen_all
from plugin.discussions.taking_back import empty, take_back
from plugin.notices.models import Notice
from plugin.people.letters.models import Letter
from plugin.people.models import Enrolment, Person
from tests.factories import a_course, a_group, a_mentee, again
from tests.factories.discussions import a_post, a_reply, something_to_read
from tests.harness.statements import counted


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=2)


def written_to():
    return set(db.session.scalars(select(Letter.enrolment_id)))


def ids(*members):
    return {one.enrolment_id for one in members}


def test_whoever_follows_is_written_to_and_nobody_else(cohort, samir, resource):
    post = a_post(again(cohort.mentee), resource)  # their mentor follows what they begin
    a_reply(samir, post)

    assert hand_on() == (2, 2)

    assert written_to() == ids(cohort.mentor, cohort.mentee)
    assert hand_on() == (0, 0), "once"


def test_whoever_is_mentioned_is_written_to_whatever_they_follow(samir, aroha, resource):
    first = a_post(aroha, resource)
    follow(aroha, first.thread_id, 1, follows=False)
    heard_of(samir, a_post(samir, resource), [aroha.enrolment_id])

    hand_on()

    assert written_to() == ids(aroha)


def off(member):
    db.session.execute(update(Person).where(Person.id == member.person_id).values(mail="off"))


def gone(member):
    db.session.execute(update(Enrolment).where(Enrolment.id == member.enrolment_id).values(active=False))


def has_read(member):
    thread = db.session.scalars(select(Thread)).one()
    seen_all(thread.id, member.enrolment_id, thread.said)


def follows_no_more(member):
    follow(member, db.session.scalars(select(Thread.id)).one(), 2, follows=False)


@pytest.mark.parametrize("why", [off, gone, has_read, follows_no_more])
def test_whom_it_does_not_concern_any_more_gets_no_letter(samir, aroha, resource, why):
    a_reply(aroha, a_post(samir, resource))
    why(samir)

    assert hand_on() == (2, 0)


@pytest.mark.parametrize("away", [take_back, empty])
def test_what_is_not_there_any_more_is_handed_on_to_nobody(samir, aroha, resource, away):
    away(a_reply(aroha, a_post(samir, resource)))

    hand_on()

    assert written_to() == set()


def test_its_statements_do_not_grow_with_those_who_follow(course, samir, resource):
    post = a_post(samir, resource)
    hand_on()

    def handed_to(many):
        for _number in range(many):
            follow(a_mentee(course), post.thread_id, post.number, follows=True)
        a_reply(samir, post)
        with counted() as asked:
            assert hand_on() == (1, many)
        return len(asked)

    assert handed_to(3) == handed_to(60)


def test_the_job_hands_everything_on_and_does_it_once(real_app, monkeypatch):
    monkeypatch.setattr(handing_on, "AT_ONCE", 2)
    with real_app.app_context(), transaction():
        writer, reader = (a_mentee(course) for course in [a_course()] for _one in range(2))
        resource = something_to_read(course_here(writer))
        first = a_post(reader, resource)
        for _number in range(4):
            a_reply(writer, first)
    with real_app.app_context():
        told, again_told = handed_on(), handed_on()
        with transaction(writing=False):
            left = select(func.count(Notice.id)).where(Notice.delivered_at.is_(None))
            assert db.session.scalar(left) == 0
            assert written_to() == ids(reader)
    assert (told, again_told) == ("5 posts, 1 people to be written to", "0 posts, 0 people to be written to")
