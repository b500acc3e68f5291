"""When somebody is written to: as often as they chose, in their own morning, across clocks that change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db
from plugin.people.letters.actions import KEPT, due_at, sweep, write_to
from plugin.people.letters.models import Letter
from plugin.people.models import Enrolment, Person
from tests.factories import a_course, a_mentee, again
from tests.factories.visits import visit_as

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "UTC",
)


@pytest.mark.parametrize(
    ("often", "now", "due"),
    [
        ("immediate", "2026-11-26T13:00+01:00", "2026-11-26T13:00+01:00"),
        ("daily", "2026-11-26T07:59+01:00", "2026-11-26T08:00+01:00"),
        ("daily", "2026-11-26T08:00+01:00", "2026-11-27T08:00+01:00"),
        ("daily", "2026-03-28T09:00+01:00", "2026-03-29T08:00+02:00"),
        ("daily", "2026-10-24T09:00+02:00", "2026-10-25T08:00+01:00"),
        ("weekly", "2026-11-26T13:00+01:00", "2026-11-30T08:00+01:00"),
        ("weekly", "2026-11-30T07:59+01:00", "2026-11-30T08:00+01:00"),
        ("weekly", "2026-11-30T08:00+01:00", "2026-12-07T08:00+01:00"),
        ("weekly", "2026-10-24T09:00+02:00", "2026-10-26T08:00+01:00"),
    ],
)
def test_letters_come_in_the_morning_of_whoever_reads_them(often, now, due):
    found = due_at(often, "Europe/Berlin", datetime.fromisoformat(now).astimezone(UTC))

    assert found == datetime.fromisoformat(due)


@given(
    st.sampled_from(["daily", "weekly"]),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
)
def test_the_next_letter_is_the_next_and_no_later(often, zone, now):
    due = due_at(often, zone, now)
    here = due.astimezone(ZoneInfo(zone))

    assert timedelta() < due - now <= timedelta(days=1 if often == "daily" else 7, hours=1)
    assert (here.hour, here.minute) == (8, 0)
    assert often == "daily" or here.weekday() == 0


@pytest.fixture
def course(app):
    return a_course()


def waits_for(member):
    return db.session.scalar(select(Letter.due_at).where(Letter.enrolment_id == member.enrolment_id))


def let_write_to(member):
    asked = select(Enrolment.id, Person.mail, Person.zone).join(Person, Person.id == Enrolment.person_id)
    return write_to(db.session.execute(asked.where(Enrolment.id == member.enrolment_id)), clock.now())


def chosen(client, member, **said):
    person = db.session.get_one(Person, member.person_id)
    about = {"zone": person.zone, "theme": person.theme, "version": str(person.version), "mail": person.mail}
    return visit_as(client, member).post("/me", {**about, **said})


def test_one_letter_waits_however_much_there_is_to_tell(course):
    member = a_mentee(course)

    let_write_to(member)
    first = waits_for(member)
    let_write_to(member)

    assert first is not None
    assert waits_for(member) == first
    assert db.session.scalar(select(func.count(Letter.id))) == 1


def test_whoever_chooses_anew_is_written_to_as_they_chose(client, course):
    member = a_mentee(course)
    let_write_to(member)
    page = visit_as(client, member).get("/me").text
    assert "Tandem does not send e-mail yet" in page
    daily = waits_for(member)

    assert chosen(client, member, mail="immediate").status_code == 303
    assert waits_for(member) <= clock.now()
    assert chosen(client, member, mail="daily").status_code == 303
    assert waits_for(member) == daily
    assert chosen(client, member, mail="daily", theme="dark").status_code == 303
    assert waits_for(member) == daily, "what has nothing to do with it moves nothing"
    assert chosen(client, member, mail="off").status_code == 303
    assert waits_for(member) is None
    assert let_write_to(again(member)) == 0


def test_what_is_no_choice_is_refused(client, course):
    member = a_mentee(course)

    assert chosen(client, member, mail="hourly").status_code == 422
    assert db.session.get_one(Person, member.person_id).mail == "daily"


def test_old_news_is_not_told(course):
    member = a_mentee(course)
    let_write_to(member)
    due = waits_for(member)

    assert sweep(due + KEPT) == 0
    assert sweep(due + KEPT + timedelta(seconds=1)) == 1
    assert waits_for(member) is None
