"""A note of a group's session for each of its mentees: theirs and their mentors', and nobody else's."""

from __future__ import annotations

import pytest

from plugin.courses.sessions.each.actions import keep_note_for
from plugin.courses.sessions.each.models import MenteeNote
from plugin.courses.sessions.each.queries import for_each, note_for
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.versions.queries import what_stood
from plugin.database import db
from plugin.errors import Conflict, NotHere
from plugin.groups.actions import leave
from plugin.people.models import Group
from tests.factories import a_lead, again
from tests.factories.courses import place_of
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as


@pytest.fixture
def session(group):
    return a_session(group.mentor, group_id=group.id)


def write(mentor, session, mentee, words, version=0):
    keep_note_for(mentor, note_for(again(mentor), session.id, place_of(mentee)), f"<p>{words}</p>", version)


def read_by(viewer, session):
    return {one.name: one.words for one in for_each(again(viewer), session_for(again(viewer), session.id))}


def test_each_reads_their_own_and_nobody_elses(client, group, session):
    one, two, three = group.mentees
    at = visit_as(client, group.mentor)
    assert at.get(f"/sessions/{session.id}/each").text.count("<textarea") >= 3
    kept = at.post(
        f"/sessions/{session.id}/each/{place_of(one)}", {"for_one": "Ask about the rota.", "version": "0"}
    )
    assert kept.status_code == 303
    write(group.mentor, session, two, "Rest a little.")

    page = visit_as(client, one).get(f"/sessions/{session.id}").text
    assert "Ask about the rota." in page
    assert "Rest a little." not in page
    assert "For you alone" not in visit_as(client, three).get(f"/sessions/{session.id}").text
    assert list(read_by(three, session).values()) == [""]
    assert "2 of 3 written" in visit_as(client, group.mentor).get(f"/sessions/{session.id}").text


def test_a_mentee_writes_none_and_reads_no_page_of_them(client, group, session):
    one, two = group.mentees[:2]
    at = visit_as(client, one)
    assert at.get(f"/sessions/{session.id}/each").status_code == 403
    for other, status in ((one, 403), (two, 404)):
        sent = at.post(f"/sessions/{session.id}/each/{place_of(other)}", {"for_one": "x", "version": "0"})
        assert sent.status_code == status
    with pytest.raises(NotHere):
        note_for(again(a_lead(one)), session.id, place_of(one))
    assert db.session.query(MenteeNote).count() == 0


def test_of_two_who_write_at_once_neither_loses_anything_and_what_stood_is_kept(client, group, session):
    one, two = group.mentees[:2]
    write(group.mentor, session, one, "First")
    with pytest.raises(Conflict):
        write(group.mentor, session, one, "Other")
    back = visit_as(client, group.mentor).post(
        f"/sessions/{session.id}/each/{place_of(one)}", {"for_one": "A third one", "version": "0"}
    )
    assert back.status_code == 409
    assert "First" in back.text
    assert "A third one" in back.text
    write(group.mentor, session, one, "Second", 1)

    for viewer, stood in ((group.mentor, ["<p>First</p>"]), (one, ["<p>First</p>"]), (two, [])):
        found = what_stood(again(viewer), session_for(again(viewer), session.id))
        assert [kept.words for kept, _name in found.each] == stood
        assert found.shared == []


def test_whoever_mentors_one_no_more_reads_theirs_no_more(group, session):
    one, two = group.mentees[:2]
    write(group.mentor, session, one, "Stays with her")
    leave(a_lead(one), db.session.get_one(Group, group.id), place_of(one))
    assert one.name not in read_by(group.mentor, session)
    assert two.name in read_by(group.mentor, session)
    with pytest.raises(NotHere):
        note_for(again(group.mentor), session.id, place_of(one))
    assert list(read_by(one, session).values()) == ["<p>Stays with her</p>"]


def test_a_session_of_two_has_none(client, pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    assert visit_as(client, pair[0]).get(f"/sessions/{made.id}/each").status_code == 403
