"""The pages for sessions, as somebody in a browser meets them."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.sessions.models import Action, Attendance, Session
from plugin.courses.sessions.queries import session_for
from tests.factories import a_group, a_mentee, a_mentor
from tests.factories.courses import place_of
from tests.factories.sessions import a_session, an_action, in_a_week, session_fields
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def at(client, pair):
    return visit_as(client, pair[0])


def with_mentee(pair, **said):
    """A good form of the mentor's."""
    return session_fields(f"mentee:{pair[1].enrolment_id}", **said)


def test_a_session_is_logged_and_read(at, pair):
    promise = {"action": "Plan alone", "action_owner": str(pair[1].enrolment_id), "action_due": in_a_week()}
    page = at.post("/sessions/new", with_mentee(pair, private="Talk less.", **promise), follow_redirects=True)

    assert page.status_code == 200
    for words in ("We spoke about feedback.", "Talk less.", "Plan alone", "50 minutes", "Only you"):
        assert words in page.text
    assert f"Seen by {pair[1].name} and you" in html.unescape(page.text)


def test_somebody_with_one_mentee_is_not_asked_whom(at, pair):
    page = at.get("/sessions/new")

    assert f'name="whom" value="mentee:{pair[1].enrolment_id}"' in page.text


def test_somebody_with_more_is_asked_whom_first(client, course, group):
    mentor = visit_as(client, group.mentor)
    page = mentor.get("/sessions/new")
    assert "With whom did you meet?" in page.text
    assert f'value="group:{group.id}"' in page.text

    page = mentor.get(f"/sessions/new?with=group:{group.id}")
    assert page.text.count('name="present"') == 3
    assert page.text.count(" checked") == 3


def test_a_mentee_says_we_met(client, pair):
    mentor, mentee = pair
    here = visit_as(client, mentee)
    page = here.post("/sessions/new", session_fields(f"mentor:{mentor.enrolment_id}"), follow_redirects=True)

    assert page.status_code == 200
    assert "We spoke about feedback." in visit_as(client, mentor).get("/sessions/").text


def test_a_groups_session_keeps_who_was_ticked(client, group, session):
    ticked = [str(group.mentees[0].enrolment_id), str(group.mentees[2].enrolment_id)]
    mentor = visit_as(client, group.mentor)
    mentor.post("/sessions/new", session_fields(f"group:{group.id}", present=ticked))

    there = {str(one) for (one,) in session.query(Attendance.enrolment_id)}
    assert there == {*ticked, str(group.mentor.enrolment_id)}


def test_the_moment_is_read_in_the_writers_zone(client, course, session):
    mentor = a_mentor(course, of=a_mentee(course), zone="Asia/Kolkata")
    (mentee_id,) = mentor.mentee_ids
    visit_as(client, mentor).post(
        "/sessions/new", session_fields(f"mentee:{mentee_id}", at="2026-11-02T10:00")
    )

    assert session.query(Session.at).scalar().isoformat() == "2026-11-02T04:30:00+00:00"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("at", "20025-01-01T10:00"),
        ("at", "2199-01-01T10:00"),
        ("at", "1971-01-01T10:00"),
        ("at", "yesterday"),
        ("at", ""),
        ("minutes", "0"),
        ("minutes", "1441"),
        ("minutes", "9" * 5000),
        ("minutes", "an hour"),
        ("mode", "dream"),
        ("whom", ""),
        ("whom", "group:not-an-id"),
        ("shared", "x" * 21_000),
        ("action", ""),
        ("action_owner", ""),
        ("action_owner", "somebody"),
        ("action_due", ""),
        ("action_due", "20025-01-01"),
        ("action_due", "2020-01-01"),
    ],
)
def test_what_makes_no_sense_comes_back_with_everything_typed(at, pair, session, field, typed):
    promise = {"action": "Plan alone", "action_owner": str(pair[1].enrolment_id), "action_due": in_a_week()}
    fields = with_mentee(pair, private="Talk less.", **promise) | {field: typed}
    page = at.post("/sessions/new", fields)

    assert page.status_code == 422
    assert 'class="error"' in page.text
    for name in {"shared", "private"} | ({"action"} if field != "whom" else set()):
        assert fields[name] in page.text
    assert session.query(Session).count() == 0


def test_a_form_sent_twice_makes_one_session(at, pair, session):
    fields = with_mentee(pair, once="the same key twice")

    assert {at.post("/sessions/new", fields).status_code for _ in range(2)} == {303}
    assert session.query(Session).count() == 1


def test_two_edits_lose_neither_text(at, pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    edit = f"/sessions/{made.id}/edit"
    fields = {"at": "2026-11-02T10:00", "minutes": "30", "version": "1"}
    at.post(edit, {**fields, "mode": "call", "shared": "From the first window", "minutes": ""})
    page = at.post(edit, {**fields, "mode": "video", "shared": "From the second window"})

    assert page.status_code == 409
    for words in ("From the first window", "From the second window", "Call", 'name="version" value="2"'):
        assert words in page.text
    assert at.post(edit, {**fields, "mode": "chat", "shared": "Both", "version": "2"}).status_code == 303
    assert session_for(pair[0], made.id).shared == "<p>Both</p>"


def test_changing_refuses_what_makes_no_sense(at, pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    fields = {"mode": "call", "shared": "Kept text", "version": "1"}
    for moment in ("", "2199-01-01T10:00"):
        page = at.post(f"/sessions/{made.id}/edit", {**fields, "at": moment})
        assert page.status_code == 422
        assert "Kept text" in page.text


def test_a_private_note_is_kept_and_both_windows_survive(at, pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    note = f"/sessions/{made.id}/private-note"

    assert "Talk less" in at.post(note, {"words": "Talk less", "version": "0"}, follow_redirects=True).text
    page = at.post(note, {"words": "Listen more", "version": "0"})
    assert page.status_code == 409
    assert "Talk less" in page.text
    assert "Listen more" in page.text
    assert at.post(note, {"words": "x" * 21_000, "version": "1"}).status_code == 422


def test_actions_are_added_done_and_undone(at, pair, session):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    fields = {"what": "Plan alone", "owner": str(pair[1].enrolment_id), "due": in_a_week()}
    page = at.post(f"/sessions/{made.id}/actions", fields, follow_redirects=True)
    action = session.query(Action).one()

    assert "Plan alone" in page.text
    at.post(f"/sessions/actions/{action.id}/done")
    assert action.done_at
    at.post(f"/sessions/actions/{action.id}/done", {"done": "no"})
    assert action.done_at is None


@pytest.mark.parametrize(
    ("field", "typed"), [("due", "2020-01-01"), ("due", ""), ("owner", ""), ("what", "")]
)
def test_an_action_that_makes_no_sense_comes_back(at, pair, field, typed, session):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    fields = {"what": "Plan alone", "owner": str(pair[1].enrolment_id), "due": in_a_week(), field: typed}
    page = at.post(f"/sessions/{made.id}/actions", fields)

    assert page.status_code == 422
    assert fields["what"] in page.text
    assert session.query(Action).count() == 0


def statements(client, course, mentees: int) -> list[int]:
    """How many statements each page takes for a mentor of so many."""
    group = a_group(course, mentees=mentees)
    made = a_session(group.mentor, group_id=group.id)
    for mentee in group.mentees:
        an_action(group.mentor, made, place_of(mentee))
        a_session(group.mentor, mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=3))
    mentor = visit_as(client, group.mentor)
    mentor.get("/sessions/")
    numbers = []
    for page in ("/sessions/", f"/sessions/{made.id}", f"/sessions/new?with=group:{group.id}"):
        with counted() as said:
            assert mentor.get(page).status_code == 200
        numbers.append(len(said))
    return numbers


def test_pages_take_as_many_statements_for_many(client, course):
    few, many = statements(client, course, 1), statements(client, course, 12)

    assert few == many
    assert max(few) <= 13  # of a group's session one reads the notes for each
