"""Sessions and private notes that are changed, also by two at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from plugin import clock
from plugin.courses.sessions import actions
from plugin.courses.sessions.models import PrivateNote
from plugin.courses.sessions.queries import session_for
from plugin.errors import Conflict, Invalid
from tests.factories.sessions import a_session

pytestmark = pytest.mark.usefixtures("app")
CHANGED: dict[str, Any] = {
    "at": datetime(2026, 11, 1, 9, tzinfo=UTC),
    "mode": "call",
    "minutes": None,
    "shared": "<p>Other</p>",
}


def test_two_changes_at_once_lose_neither_text(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    seen = session_for(mentor, session.id)
    actions.change_session(mentor, seen, 1, **CHANGED)

    with pytest.raises(Conflict) as clash:
        actions.change_session(mentee, seen, 1, **{**CHANGED, "shared": "<p>Mine</p>"})

    assert (clash.value.theirs, clash.value.version) == ({"shared": "<p>Other</p>"}, 2)
    actions.change_session(mentee, seen, 1, **CHANGED)
    assert session_for(mentee, session.id).version == 2


def test_a_session_is_not_moved_into_the_future(pair):
    seen = session_for(pair[0], a_session(pair[0], mentee_id=pair[1].enrolment_id).id)

    with pytest.raises(Invalid):
        actions.change_session(pair[0], seen, 1, **{**CHANGED, "at": clock.now() + timedelta(days=2)})


def test_each_keeps_a_note_of_their_own(pair):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id, private="<p>Listen more.</p>")
    actions.keep_private_note(mentee, session.id, "<p>Be braver.</p>")

    assert session_for(mentor, session.id).note == "<p>Listen more.</p>"
    assert session_for(mentee, session.id).note == "<p>Be braver.</p>"


def test_an_empty_note_is_none(pair, session):
    a_session(pair[0], mentee_id=pair[1].enrolment_id, private="<p> </p>")

    assert session.query(PrivateNote).count() == 0


@pytest.mark.parametrize("version", [0, 1])
def test_a_note_in_two_windows_loses_neither_text(pair, version):
    mentor, mentee = pair
    session = a_session(mentor, mentee_id=mentee.enrolment_id)
    actions.keep_private_note(mentor, session.id, "<p>One</p>")
    actions.keep_private_note(mentor, session.id, "<p>Two</p>", 1)

    with pytest.raises(Conflict) as clash:
        actions.keep_private_note(mentor, session.id, "<p>Three</p>", version)

    assert (clash.value.theirs, clash.value.version) == ({"words": "<p>Two</p>"}, 2)
