"""What happens when somebody looks after a discussion: it is locked, or opened again, and the log says so."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from plugin import clock
from plugin.database import db
from plugin.discussions.models import Moderation, Thread
from plugin.member import Member

QUIET = {"synchronize_session": False}


def lock(member: Member, thread_id: UUID, why: str) -> None:
    """Let it be read only from now on. Locked by two at once it is locked by one of them, and logged once."""
    # Every post moves this row too and asks whether it is locked: it stands before the lock, or finds it and is refused.
    locked = update(Thread).where(Thread.id == thread_id, Thread.locked_at.is_(None))
    turned = locked.values(locked_at=clock.now(), locked_by_id=member.enrolment_id, locked_why=why)
    course_id = db.session.scalar(turned.returning(Thread.course_id), execution_options=QUIET)
    _logged(member, "locked", why, course_id, thread_id)


def open_again(member: Member, thread_id: UUID) -> None:
    """Let people write in it again. Opened twice it is opened once."""
    opened = update(Thread).where(Thread.id == thread_id, Thread.locked_at.is_not(None))
    turned = opened.values(locked_at=None, locked_by_id=None, locked_why="")
    course_id = db.session.scalar(turned.returning(Thread.course_id), execution_options=QUIET)
    _logged(member, "opened", "", course_id, thread_id)


def _logged(member: Member, what: str, why: str, course_id: UUID | None, thread_id: UUID) -> None:
    """Say it in the log, where something was done at all."""
    if course_id is not None:
        db.session.add(
            Moderation(
                course_id=course_id,
                thread_id=thread_id,
                by_id=member.enrolment_id,
                what=what,
                why=why,
                at=clock.now(),
            )
        )
        db.session.flush()
