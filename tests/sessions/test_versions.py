"""What stood in notes before they were changed: nothing written is lost, and what is private stays its author's."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.courses.sessions.actions import change_session, keep_private_note
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.versions.models import NoteVersion
from plugin.courses.sessions.versions.queries import what_stood
from plugin.database import db
from plugin.errors import Conflict
from plugin.people.models import Mentorship
from plugin.text import from_plain
from tests.factories import a_lead, a_mentor, again, mentors
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as


@pytest.fixture
def session(pair):
    return a_session(pair[0], mentee_id=pair[1].enrolment_id, shared=from_plain("First"))


def change(writer, session, words):
    seen = session_for(writer, session.id)
    stands = {name: getattr(seen, name) for name in ("at", "mode", "minutes", "ideas", "cost")}
    change_session(writer, seen, seen.version, **{**stands, "shared": from_plain(words)})


def stood(viewer, session):
    found = what_stood(viewer, session_for(viewer, session.id))
    return [str(one.words) for one, _name in found.shared], [str(one.words) for one in found.own]


def test_every_change_of_the_shared_note_is_kept_with_who_made_it(pair, session):
    mentor, mentee = pair
    change(mentee, session, "Second")
    change(mentor, session, "Third")
    change(mentor, session, "Third")

    for one in pair:
        assert stood(one, session) == (["<p>Second</p>", "<p>First</p>"], [])
    names = [name for _one, name in what_stood(mentor, session_for(mentor, session.id)).shared]
    assert names == [mentor.name, mentee.name]


def test_two_who_write_at_once_lose_nothing(client, pair, session):
    mentor, mentee = pair
    fields = {"at": clock.now().strftime("%Y-%m-%dT00:01"), "mode": "video", "version": "1"}
    first = visit_as(client, mentor).post(
        f"/sessions/{session.id}/edit", {**fields, "shared": "The mentor's"}
    )
    second = visit_as(client, mentee).post(
        f"/sessions/{session.id}/edit", {**fields, "shared": "The mentee's"}
    )
    assert (first.status_code, second.status_code) == (303, 409)
    assert "The mentor" in second.text
    assert "The mentee" in second.text
    joined = {**fields, "version": "2", "shared": "Both"}
    assert visit_as(client, mentee).post(f"/sessions/{session.id}/edit", joined).status_code == 303
    assert len(stood(mentor, session)[0]) == 2


def test_versions_of_a_private_note_are_its_authors_and_can_be_forgotten(client, pair, session):
    mentor, mentee = pair
    keep_private_note(mentor, session.id, from_plain("Kanarienvogel"))
    keep_private_note(mentor, session.id, from_plain("Otherwise"), 1)
    with pytest.raises(Conflict):
        keep_private_note(mentor, session.id, from_plain("Third"), 1)
    assert stood(mentor, session) == ([], ["<p>Kanarienvogel</p>"])
    assert stood(mentee, session) == ([], [])
    assert "Kanarienvogel" not in visit_as(client, mentee).get(f"/sessions/{session.id}/versions").text

    assert visit_as(client, mentee).post(f"/sessions/{session.id}/versions/forget").status_code == 303
    at = visit_as(client, mentor)
    assert "Kanarienvogel" in at.get(f"/sessions/{session.id}/versions").text
    assert at.post(f"/sessions/{session.id}/versions/forget").status_code == 303
    assert db.session.query(NoteVersion).count() == 0


def test_when_it_is_over_a_mentor_reads_what_stood_in_their_own_alone(client, course, pair, session):
    mentor, mentee = pair
    change(mentee, session, "Second")
    keep_private_note(mentor, session.id, from_plain("Mine at first"))
    keep_private_note(mentor, session.id, from_plain("Mine"), 1)
    db.session.query(Mentorship).update({"until": clock.now()})
    assert stood(again(mentor), session) == ([], ["<p>Mine at first</p>"])
    mentors(other := a_mentor(course), mentee)
    for stranger in (again(other), a_lead(course)):
        at = visit_as(client, stranger)
        assert at.get(f"/sessions/{session.id}/versions").status_code == 404
        assert at.post(f"/sessions/{session.id}/versions/forget").status_code == 404


def test_the_way_there_is_shown_once_something_was_changed(client, pair, session):
    at = visit_as(client, pair[0])
    assert "/versions" not in at.get(f"/sessions/{session.id}").text
    change(pair[1], session, "Second")
    assert f"/sessions/{session.id}/versions" in at.get(f"/sessions/{session.id}").text
