"""The end of a session: lines of its notes become promises, once, and then those who were there are asked."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin import clock
from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.finishing.lines import LONGEST, MOST, lines_of
from plugin.courses.sessions.models import Action, Session
from plugin.courses.sessions.promises.queries import actions_in
from plugin.courses.sessions.queries import session_for
from plugin.database import db
from plugin.errors import Invalid
from plugin.text import from_plain
from tests.factories import a_lead, again
from tests.factories.sessions import a_session, session_fields
from tests.factories.visits import visit_as

NOTE = "We spoke about Fridays.\n\n- → Ask Efua first\n- Kwame: draw the list\n[] Hang it up"


def due():
    return clock.today("UTC") + timedelta(days=14)


@pytest.fixture
def noted(pair):
    return a_session(pair[0], mentee_id=pair[1].enrolment_id, shared=from_plain(NOTE))


def test_marked_lines_come_first_and_a_name_says_whose_one_is():
    kwame, amara = uuid4(), uuid4()
    lines = lines_of(from_plain(NOTE), {kwame: "Kwame Mensah", amara: "Amara Okafor"})

    assert [(line.words, line.marked, line.owner_id) for line in lines] == [
        ("Ask Efua first", True, None),
        ("draw the list", True, kwame),
        ("Hang it up", True, None),
        ("We spoke about Fridays.", False, None),
    ]


def test_two_of_one_name_are_nobody_in_particular():
    people = {uuid4(): "Kwame Mensah", uuid4(): "Kwame Boateng"}
    [line] = lines_of(from_plain("Kwame: draw it"), people)
    assert (line.words, line.owner_id) == ("Kwame: draw it", None)


def test_code_is_no_promise():
    assert [line.words for line in lines_of(from_plain("Before\n\n```\n- [] not this\n```\n\nAfter"))] == [
        "Before",
        "After",
    ]


@given(st.text(max_size=400))
def test_whatever_stands_there_lines_are_few_short_and_no_two_alike(words):
    lines = lines_of(from_plain(words), {uuid4(): "Amara Okafor"})

    assert len(lines) <= MOST
    assert all(3 <= len(line.words) <= LONGEST and line.words == line.words.strip() for line in lines)
    assert len({line.words for line in lines}) == len(lines)


def test_finishing_makes_promises_of_both(pair, noted):
    mentor, mentee = pair
    finish_session(mentor, session_for(mentor, noted.id), ["Hang it up"], ["Ask Efua first"], due())

    made = {one.what: (one.owner_id, one.for_id, one.due) for one in actions_in(mentor, noted.id)}
    assert made == {
        "Hang it up": (mentor.enrolment_id, mentee.enrolment_id, due()),
        "Ask Efua first": (mentee.enrolment_id, mentor.enrolment_id, due()),
    }
    assert session_for(mentee, noted.id).finished_at


def test_twice_is_once(pair, noted):
    for one in pair:
        finish_session(one, session_for(pair[0], noted.id), ["Hang it up"], (), due())
    assert db.session.query(Action).count() == 1


@pytest.mark.parametrize(
    ("mine", "day", "sentence"),
    [
        (["Not in the notes"], True, "changed meanwhile"),
        (["Hang it up"], False, "by which day"),
        (["Hang it up"], "long ago", "before the session"),
    ],
)
def test_what_cannot_be_promised_leaves_it_open(pair, noted, mine, day, sentence):
    when = {True: due(), False: None, "long ago": due() - timedelta(days=900)}[day]
    with pytest.raises(Invalid, match=sentence):
        finish_session(pair[0], session_for(pair[0], noted.id), mine, (), when)

    assert session_for(pair[0], noted.id).finished_at is None
    assert db.session.query(Action).count() == 0


def test_in_a_group_a_line_is_whose_name_it_bears(group):
    first = group.mentees[0]
    name = first.name
    made = a_session(
        group.mentor, group_id=group.id, shared=from_plain(f"{name}: bring a case\n\nHang it up")
    )
    seen = session_for(group.mentor, made.id)
    finish_session(group.mentor, seen, ["Hang it up"], ["bring a case", "Hang it up"], due())

    made_of = {(one.what, one.owner_id) for one in actions_in(group.mentor, made.id)}
    assert made_of == {("bring a case", first.enrolment_id), ("Hang it up", group.mentor.enrolment_id)}


def test_only_logged_it_is_finished_with_that_and_with_notes_it_stays_open(client, pair):
    at = visit_as(client, pair[0])
    whom = f"mentee:{pair[1].enrolment_id}"
    at.post("/sessions/new", session_fields(whom, shared=""))
    at.post("/sessions/new", session_fields(whom, shared="Noted"))

    finished = {one.shared != "": one.finished_at is not None for one in db.session.query(Session)}
    assert finished == {False: True, True: False}


def test_the_page_ticks_what_says_so_itself_and_errors_keep_what_was_ticked(client, pair, noted):
    mentor, _mentee = pair
    at = visit_as(client, mentor)
    page = at.get(f"/sessions/{noted.id}/finish")
    assert page.text.count("Hang it up") == 4  # in both lists, as a value and to be read
    refused = at.post(f"/sessions/{noted.id}/finish", {"mine": "Hang it up", "by_when": "20025-01-01"})

    assert refused.status_code == 422
    assert 'value="Hang it up" id' in refused.text or 'value="Hang it up" checked' in refused.text
    assert "Please give a date" in refused.text
    done = at.post(f"/sessions/{noted.id}/finish", {"mine": "Hang it up", "by_when": due().isoformat()})
    assert done.status_code == 303
    assert at.get(f"/sessions/{noted.id}/finish").status_code == 403


def test_nobody_else_finishes_it(client, course, group, noted):
    of_group = a_session(group.mentor, group_id=group.id, shared=from_plain(NOTE))
    assert visit_as(client, group.mentees[0]).post(f"/sessions/{of_group.id}/finish").status_code == 403
    for other in (a_lead(course), again(group.mentor)):
        assert visit_as(client, other).get(f"/sessions/{noted.id}/finish").status_code == 404
