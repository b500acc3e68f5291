"""What somebody said of a session, once it was over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from plugin import clock
from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.pulse.actions import say_how_it_was
from plugin.courses.sessions.queries import session_for
from plugin.member import Member
from tests.factories.people import again
from tests.factories.sessions import a_session


def felt(mentor: Member, mentee: Member, *useful: int, ago: int = 1, **said: Any) -> Session:
    """Sessions of these two, the last of them so many days ago, and what the mentee says of each; `said` of all."""
    words = said.pop("words", "")
    for number, answer in enumerate(useful):
        at = clock.now() - timedelta(days=ago + len(useful) - 1 - number)
        held = a_session(again(mentor), mentee_id=mentee.enrolment_id, at=at)
        finish_session(again(mentor), session_for(again(mentor), held.id))
        theirs = session_for(again(mentee), held.id)
        say_how_it_was(again(mentee), theirs, {"useful": answer, **said}, words)
    return held
