"""What of sessions stands on nobody else's page, and whose ids a form refuses."""

from __future__ import annotations

import pytest

from plugin.courses.sessions.models import Session
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, again, mentors
from tests.factories.courses import place_of
from tests.factories.sessions import a_session, an_action, in_a_week, session_fields
from tests.factories.visits import visit_as


@pytest.fixture
def at(client, pair):
    return visit_as(client, pair[0])


def test_whom_one_cannot_meet_is_not_here(at, course):
    other = a_group(course)
    for key in (
        f"group:{other.id}",
        f"mentee:{other.mentee.enrolment_id}",
        f"mentor:{other.mentor.enrolment_id}",
        "x",
    ):
        assert at.get(f"/sessions/new?with={key}").status_code == 404


def test_ids_of_other_people_in_a_form_are_refused(at, course, pair, session):
    other = a_group(course)
    stranger = str(other.mentee.enrolment_id)
    promise = {"action": "x", "action_owner": stranger, "action_due": in_a_week()}
    for fields in (
        session_fields(f"group:{other.id}"),
        session_fields(f"mentee:{stranger}"),
        session_fields(f"mentor:{other.mentor.enrolment_id}"),
        session_fields(f"mentee:{place_of(pair[1])}", **promise),
    ):
        assert at.post("/sessions/new", fields).status_code == 422
    assert session.query(Session).count() == 0


def test_a_stranger_cannot_be_ticked_into_a_group(client, course, group, session):
    present = [str(group.mentee.enrolment_id), str(a_mentee(course).enrolment_id)]
    page = visit_as(client, group.mentor).post(
        "/sessions/new", session_fields(f"group:{group.id}", present=present)
    )

    assert page.status_code == 422
    assert "not in this group now" in page.text
    assert "We spoke about feedback." in page.text
    assert session.query(Session).count() == 0


def test_a_private_note_stands_on_nobody_elses_page(client, course, group):
    """The canary: every page of this room, for everybody else."""
    canary = "Kanarienvogel"
    mentee, mate, _third = group.mentees
    mentors(other := a_mentor(course), mentee)
    made = a_session(group.mentor, group_id=group.id, private=canary)
    an_action(group.mentor, made, mentee.enrolment_id)
    own = visit_as(client, group.mentor).get(f"/sessions/{made.id}")
    pages = ("/sessions/", "/sessions/new", f"/sessions/{made.id}", f"/sessions/{made.id}/edit", "/goals/")

    assert canary in own.text
    for viewer in (mentee, mate, again(other), a_lead(course), a_lead(a_course())):
        here = visit_as(client, viewer)
        for page in pages:
            assert canary not in here.get(page).text
        assert (
            canary not in here.post(f"/sessions/{made.id}/private-note", {"words": "", "version": "1"}).text
        )


def test_words_of_a_pair_stand_on_no_leads_page(client, course, pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id, shared="Canary of a pair")
    lead = visit_as(client, a_lead(course))

    assert lead.get(f"/sessions/{made.id}").status_code == 404
    assert "Canary" not in lead.get("/sessions/").text
    assert lead.get("/sessions/new").status_code == 403
