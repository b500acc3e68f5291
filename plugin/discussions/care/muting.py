"""Who may not write among others for now, and why; saying so and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Label, or_, select, update

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.database import QUIET, db
from plugin.discussions.care.log import done
from plugin.discussions.care.models import Mute
from plugin.member import Member
from plugin.people.models import Enrolment


@dataclass(frozen=True, slots=True)
class Muted:
    """Why somebody may not write among others, and until when; None: until somebody ends it."""

    why: str
    until: datetime | None


def muting(viewer: Member) -> tuple[Label[Any], ...]:
    """For a statement of any kind: the latest muting of the viewer that holds now, as `muted_why`, `muted_until`."""
    mine = (Mute.enrolment_id == viewer.enrolment_id, *holds())
    return tuple(
        select(column)
        .where(*mine)
        .order_by(Mute.at.desc(), Mute.id.desc())
        .limit(1)
        .scalar_subquery()
        .label(f"muted_{column.key}")
        for column in (Mute.why, Mute.until)
    )


def muted_here(viewer: Member) -> Muted | None:
    """The same, asked alone."""
    row = db.session.execute(select(*muting(viewer))).one()
    return Muted(row.muted_why, row.muted_until) if row.muted_why else None


def mute(member: Member, course: Course, who: Enrolment, why: str, days: int | None) -> None:
    """Let somebody read on and not write among others, for so many days, or until that is ended."""
    _end(who)
    now = clock.now()
    until = now + timedelta(days=days) if days else None
    said = {"course_id": course.id, "by_id": member.enrolment_id, "why": why, "at": now}
    db.session.add(Mute(enrolment_id=who.id, until=until, **said))
    done(member, "muted", course.id, about_id=who.id, why=why)


def unmute(member: Member, course: Course, who: Enrolment) -> None:
    """Let them write again. Ended twice it is ended once."""
    if _end(who):
        done(member, "unmuted", course.id, about_id=who.id)


def _end(who: Enrolment) -> bool:
    held = update(Mute).where(Mute.enrolment_id == who.id, *holds()).values(ended_at=clock.now())
    return bool(db.session.scalars(held.returning(Mute.id), execution_options=QUIET).all())


def holds() -> tuple[ColumnElement[bool], ...]:
    """Which mutings hold now."""
    return (Mute.ended_at.is_(None), or_(Mute.until.is_(None), Mute.until > clock.now()))
