"""A goal's journal: written by its owner, read by the pair, asked about when what was tried is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.journal.queries import journal_of
from plugin.courses.goals.models import Goal
from plugin.database import db
from tests.factories import a_lead, a_mentee
from tests.factories.goals import an_entry
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def happened(**said):
    return {"entry": "tried", "happened": "I asked before I told.", "until": "", **said}


def in_days(member, days):
    return clock.today(member.zone) + timedelta(days=days)


def test_what_happened_is_written_and_read_by_the_pair(client, pair, goal):
    at = visit_as(client, pair[1])
    goal.changed_at = clock.now() - timedelta(days=30)

    answer = at.post(f"/goals/{goal.id}/journal", happened(entry="success"))

    assert answer.headers["Location"].endswith(f"/goals/{goal.id}#journal")
    for one in pair:
        page = visit_as(client, one).get(f"/goals/{goal.id}").text
        assert "I asked before I told." in page
        assert "It worked" in page
    assert db.session.get_one(Goal, goal.id).changed_at > clock.now() - timedelta(minutes=1), "it moves"


def test_nobody_else_reads_it_and_no_mentor_writes_it(client, course, pair, goal):
    an_entry(pair[1], goal, "canary")

    for one in (a_mentee(course), a_lead(course)):
        answer = visit_as(client, one).get(f"/goals/{goal.id}")
        assert answer.status_code == 404
        assert "canary" not in answer.text
    mentor = visit_as(client, pair[0])
    assert "Write it down" not in mentor.get(f"/goals/{goal.id}").text
    assert mentor.post(f"/goals/{goal.id}/journal", happened()).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"happened": " "}, "Please fill this in"),
        ({"entry": "nonsense"}, "Please choose one of these"),
        ({"entry": "trying"}, "until which day you try it"),
        ({"entry": "trying", "until": "2020-01-01"}, "That day has passed"),
        ({"entry": "trying", "until": "20025-01-01"}, "Please give a date"),
        ({"entry": "trying", "until": "2190-01-01"}, "more than ten years ahead"),
    ],
)
def test_what_makes_no_sense_is_given_back_with_its_words(client, pair, goal, wrong, sentence):
    told = {**happened(happened="My very own words"), **wrong}

    answer = visit_as(client, pair[1]).post(f"/goals/{goal.id}/journal", told)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "happened" in wrong or "My very own words" in answer.text
    assert db.session.scalar(select(func.count(JournalEntry.id))) == 0


def test_a_day_belongs_to_what_is_tried_alone(client, pair, goal):
    until = in_days(pair[1], 7).isoformat()

    visit_as(client, pair[1]).post(f"/goals/{goal.id}/journal", happened(entry="tactic", until=until))

    assert db.session.scalars(select(JournalEntry.until)).all() == [None]


def test_what_is_tried_is_asked_about_when_its_day_is_over(client, pair, goal, time_machine):
    at = visit_as(client, pair[1])
    until = in_days(pair[1], 7)
    at.post(f"/goals/{goal.id}/journal", happened(entry="trying", until=until.isoformat()))
    for days, trying, asked in ((0, True, False), (7, True, False), (9, False, True)):
        time_machine.move_to(clock.now() + timedelta(days=days), tick=False)
        page = visit_as(client, pair[1]).get(f"/goals/{goal.id}").text
        assert ("Trying until" in page, "What came of it?" in page) == (trying, asked), days
        assert "What came of it?" not in visit_as(client, pair[0]).get(f"/goals/{goal.id}").text
        time_machine.move_to(clock.now() - timedelta(days=days), tick=False)

    time_machine.move_to(clock.now() + timedelta(days=9), tick=False)
    an_entry(pair[1], goal, "It went well.", kind="success")
    assert "What came of it?" not in visit_as(client, pair[1]).get(f"/goals/{goal.id}").text


def test_a_line_is_taken_away_for_good(client, pair, goal):
    away = f"/goals/journal/{an_entry(pair[1], goal, 'canary').id}/away"
    assert visit_as(client, pair[0]).post(away).status_code == 403

    assert visit_as(client, pair[1]).post(away).status_code == 303

    assert "canary" not in visit_as(client, pair[1]).get(f"/goals/{goal.id}").text
    assert visit_as(client, pair[1]).post(away).status_code == 404


def test_pages_hold_everything_once_and_cost_the_same(client, pair, goal):
    at = visit_as(client, pair[1])

    def asked():
        db.session.expire_all()
        with counted() as statements:
            at.get(f"/goals/{goal.id}")
        return len(statements)

    an_entry(pair[1], goal, "line 0")
    asked()
    few = asked()
    for number in range(1, 45):
        an_entry(pair[1], goal, f"line {number}")

    assert asked() == few
    pages = [journal_of(goal, page) for page in (1, 2, 3)]
    lines = [entry.words for page in pages for entry in page.entries]
    assert lines == [f"<p>line {number}</p>" for number in range(44, -1, -1)]
    assert [page.more for page in pages] == [True, True, False]
