"""Saying how a session was, and letting one's mentors see some of it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete

from plugin import clock
from plugin.courses.sessions.pulse.models import SCALES, Pulse, SharedPulse
from plugin.courses.sessions.seen import Seen
from plugin.database import QUIET, db, insert_into, new_id
from plugin.errors import Invalid
from plugin.member import Member


def say_how_it_was(viewer: Member, seen: Seen, answers: dict[str, int | None], words: str = "") -> None:
    """Keep it; said again, it is said otherwise. Raises Invalid for nothing at all."""
    given = {name: answers.get(name) for name in SCALES}
    if not words and all(value is None for value in given.values()):
        raise Invalid(_("One of these is enough. Please choose a number."), "useful")
    said: dict[str, Any] = {**given, "words": words, "at": clock.now()}
    own = {"id": new_id(), "session_id": seen.id, "by_id": viewer.enrolment_id}
    fresh = insert_into(Pulse).values(**own, **said)
    db.session.execute(fresh.on_conflict_do_update(index_elements=["session_id", "by_id"], set_=said))
    db.session.expire_all()


def let_mentors_see(viewer: Member) -> None:
    """From now on; said twice, it is said once."""
    own = {"id": new_id(), "by_id": viewer.enrolment_id, "since": clock.now()}
    shared = insert_into(SharedPulse).values(**own).on_conflict_do_nothing(index_elements=["by_id"])
    db.session.execute(shared)


def keep_to_myself(viewer: Member) -> None:
    """No longer, at once."""
    mine = delete(SharedPulse).where(SharedPulse.by_id == viewer.enrolment_id)
    db.session.execute(mine, execution_options=QUIET)
