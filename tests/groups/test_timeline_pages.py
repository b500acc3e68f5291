"""Pages of a timeline: fifty at a time, each beginning where the one before ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from plugin import clock
from plugin.courses.sessions.promises.actions import finish_action
from plugin.database import db, new_id
from plugin.groups.timeline.queries import Place, place_said, timeline_of
from tests.factories import a_course, a_pair
from tests.factories.courses import place_of
from tests.factories.remembered import an_own_note
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as


@pytest.fixture
def pair(app):
    return a_pair(a_course())


def test_pages_of_fifty_meet_without_a_gap(pair):
    mentor, mentee = pair
    when = clock.now() - timedelta(days=3)
    made = [an_own_note(mentor, mentee, f"Note {number}") for number in range(120)]
    for number, note in enumerate(made):
        note.at = when + timedelta(minutes=number // 7)
    db.session.flush()

    seen, before = [], None
    while True:
        timeline = timeline_of(mentor, place_of(mentee), "", before)
        seen += [one.thing for _day, those in timeline.days for one in those]
        before = timeline.earlier
        if before is None:
            break
        before = place_said(str(before))
    assert len(seen) == 120
    assert set(seen) == {note.id for note in made}


def test_two_kinds_in_one_moment_of_one_thing_are_both_told_over_a_page(pair, monkeypatch):
    monkeypatch.setattr("plugin.groups.timeline.queries.PAGE", 1)
    mentor, mentee = pair
    now = clock.now()
    with clock.at(now):
        promise = an_action(
            mentor,
            a_session(mentor, mentee_id=place_of(mentee), at=now - timedelta(days=2)),
            place_of(mentor),
        )
        finish_action(mentor, promise)

    first = timeline_of(mentor, place_of(mentee), "promises")
    second = timeline_of(mentor, place_of(mentee), "promises", first.earlier)
    told = [those[0].key for _day, those in (*first.days, *second.days)]
    assert told == ["promised", "kept"]
    assert second.earlier is None


@pytest.mark.parametrize(
    "asked", ["", "x", "2026-11-01", "2026-11-01T10:00:00,x,y", "0001-01-01T00:00:00+23:00,a,b", ",,,,"]
)
def test_an_odd_place_is_the_beginning(client, pair, asked):
    mentor, mentee = pair

    assert place_said(asked) is None
    assert (
        visit_as(client, mentor)
        .get(f"/groups/mentees/{place_of(mentee)}/timeline/?which=none&before={asked}")
        .status_code
        == 200
    )


def test_a_place_is_said_and_read():
    place = Place(datetime(2026, 11, 1, 10, 5, 3, 7, tzinfo=UTC), new_id(), "let go")

    assert place_said(str(place)) == place
