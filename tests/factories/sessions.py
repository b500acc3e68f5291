"""Sessions, logged through the product's own verb."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plugin import clock
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions import actions
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.promises.queries import action_for
from plugin.courses.sessions.promises.seen import Promise
from plugin.courses.sessions.queries import session_for
from plugin.member import Member


def a_session(writer: Member, **said: Any) -> Session:
    """A session of yesterday; `group_id`, `mentee_id` or `mentor_id` says with whom."""
    made = {"at": clock.now() - timedelta(days=1), "mode": "video", "minutes": 50, **said}
    return actions.log_session(writer, course_here(writer), **made)


def an_action(writer: Member, session: Session, owner_id: UUID, **said: Any) -> Promise:
    """A promise made in a session, as the writer sees it."""
    made = {"what": "Ask two questions", "due": clock.now().date() + timedelta(days=7), **said}
    action = actions.promise_action(writer, session_for(writer, session.id), owner_id=owner_id, **made)
    return action_for(writer, action.id)


def session_fields(whom: str, **said: Any) -> dict[str, Any]:
    """What the form for a session sends, all of it good."""
    yesterday = clock.now() - timedelta(days=1)
    return {
        "whom": whom,
        "at": yesterday.strftime("%Y-%m-%dT10:00"),
        "minutes": "50",
        "mode": "video",
        "shared": "We spoke about feedback.",
        "private": "",
        **said,
    }


def in_a_week() -> date:
    return clock.now().date() + timedelta(days=7)
