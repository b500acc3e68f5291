"""Planned sessions in calendars: what a file and an address say, and to whom."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from icalendar import Calendar

from plugin import clock
from plugin.courses.sessions.calendar import feeds
from plugin.courses.sessions.calendar.models import CalendarFeed
from plugin.courses.sessions.plans import actions
from plugin.courses.sessions.plans.queries import plan_for
from plugin.database import db
from plugin.logs import _without_visits
from plugin.people.models import Enrolment, Mentorship
from tests.factories import a_group, a_pair
from tests.factories.plans import a_plan, in_days, plans
from tests.factories.visits import visit_as
from tests.harness.statements import counted

SECRET = "Canary-of-an-agenda"


@pytest.fixture
def plan(pair):
    said = {"agenda": f"<p>{SECRET}</p>", "place": "Room 4; first floor, left"}
    return a_plan(pair[0], "mentee", pair[1].enrolment_id, **said)


def address(client, owner, *, words=False):
    """Made on the page, read from it."""
    sent = {"words": "yes"} if words else {}
    page = visit_as(client, owner).post("/sessions/calendar", sent, follow_redirects=True)
    return re.search(r"/calendar/[\w-]{43}\.ics", page.text)[0]


def events(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_an_address_says_when_and_where_and_no_words(client, pair, plan):
    answer = client.get(address(client, pair[1]))
    [event] = events(answer)

    assert event.decoded("dtstart") == plan.at.astimezone(UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert str(event["location"]) == "Room 4; first floor, left"
    assert str(event["summary"]) == "Mentoring session"
    assert str(event["url"]).endswith(f"/go/plan/{plan.id}")
    assert [str(one) for one in event["categories"].cats] == ["Video"]
    for hidden in (SECRET, pair[0].name, pair[1].name):
        assert hidden not in answer.text


def test_with_words_where_its_owner_wants_them(client, pair, plan):
    [event] = events(client.get(address(client, pair[1], words=True)))

    assert str(event["summary"]) == f"Mentoring: {pair[0].name}"
    assert str(event["description"]) == SECRET


def test_it_says_so_in_its_owners_language(client, pair, plan):
    visit_as(client, pair[1])
    db.session.get_one(Enrolment, pair[1].enrolment_id).person.locale = "de"
    db.session.flush()
    there = client.get(address(client, pair[1]), headers={"Accept-Language": "ar"})
    [event] = events(there)

    assert str(event["summary"]) == "Mentoring-Treffen"


def test_what_moves_moves_there_and_what_is_called_off_is_cancelled(client, pair, plan):
    there = address(client, pair[1])
    [before] = events(client.get(there))
    said = {"minutes": 30, "mode": "call", "place": "", "agenda": ""}
    actions.change_plan(pair[0], plan, 1, at=plan.at + timedelta(days=1), **said)
    [moved] = events(client.get(there))
    actions.call_off(pair[0], plan_for(pair[0], plan.id), "Ill")
    [gone] = events(client.get(there))

    assert before["uid"] == moved["uid"] == gone["uid"]
    assert [int(one["sequence"]) for one in (before, moved, gone)] == [0, 1, 2]
    assert moved.decoded("dtstart") == before.decoded("dtstart") + timedelta(days=1)
    assert [str(one["status"]) for one in (before, moved, gone)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "Ill" not in client.get(there).text


def test_of_a_group_everybody_has_it(client, course):
    group = a_group(course, mentees=2)
    plans(group.mentor, "group", group.id, every_weeks=2, times=3)

    for one in (group.mentor, *group.mentees):
        assert len(events(client.get(address(client, one)))) == 3


def test_others_have_nothing_of_it(client, course, plan):
    other = a_pair(course)

    assert events(client.get(address(client, other[0]))) == []


def test_a_new_address_kills_the_one_before(client, pair, plan):
    first = address(client, pair[1])
    second = address(client, pair[1])

    assert first != second
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_taken_back_it_is_dead(client, pair, plan):
    there = address(client, pair[1])
    visit_as(client, pair[1]).post("/sessions/calendar/end", {})

    assert client.get(there).status_code == 404


def test_it_is_dead_with_its_owners_enrolment(client, pair, plan):
    there = address(client, pair[1])
    db.session.get_one(Enrolment, pair[1].enrolment_id).active = False
    db.session.flush()

    assert client.get(there).status_code == 404


def test_it_is_empty_when_the_mentorship_has_ended(client, pair, plan):
    theirs = [address(client, one) for one in pair]
    db.session.query(Mentorship).update({"until": clock.now()})

    assert [events(client.get(there)) for there in theirs] == [[], []]


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 42 + "%00", "../v", "a" * 5000])
def test_a_made_up_address_is_nobodys(client, pair, plan, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_only_a_digest_is_kept_and_no_log_holds_it(client, pair, plan):
    there = address(client, pair[1])
    token = there.removeprefix("/calendar/").removesuffix(".ics")
    kept = db.session.query(CalendarFeed).one()

    assert token.encode() not in kept.token_hash
    assert len(kept.token_hash) == 32
    assert token not in _without_visits(None, "", {"path": f"GET {there} 200"})["path"]


def test_an_address_whose_key_is_gone_is_answered_and_no_longer_shown(client, pair, plan, monkeypatch):
    there = address(client, pair[1])
    monkeypatch.setattr(feeds, "_token", lambda _key, _id: "of another key")

    assert client.get(there).status_code == 200
    assert "can no longer be shown" in visit_as(client, pair[1]).get("/sessions/calendar").text


def test_a_file_of_one_says_no_words_and_has_a_name(client, pair, plan):
    answer = visit_as(client, pair[1]).get(f"/sessions/plans/{plan.id}.ics")
    [event] = events(answer)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="mentoring.ics"'
    assert str(event["uid"]) == f"{plan.id}@tandem"
    assert SECRET not in answer.text


def test_it_costs_the_same_however_many_there_are(client, pair):
    plans(pair[0], "mentee", pair[1].enrolment_id, times=1)
    there = address(client, pair[1])
    with counted() as few:
        client.get(there)
    plans(pair[1], "mentor", pair[0].enrolment_id, at=in_days(pair[1], 11), every_weeks=1, times=25)
    with counted() as many:
        client.get(there)

    assert len(few) == len(many)
