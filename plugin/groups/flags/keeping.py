"""Keeping how each mentee stands, so that a board of many is read and sorted without asking the rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, select

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.database import QUIET, db, insert_into, new_id, transaction
from plugin.errors import VisitOver
from plugin.groups.flags.models import NOTHING, Standing
from plugin.groups.flags.queries import flagged_of
from plugin.groups.flags.rules import KINDS, Flag
from plugin.jobs.tasks import every, job
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship
from plugin.people.queries import member_in

AT_ONCE = 500


def keep_standing(mentor: Member, mentee_ids: Collection[UUID] | None = None) -> int:
    """Reckon it anew, of these or of all whom they mentor; how many. Fourteen statements for each 500."""
    ids = sorted(mentor.mentee_ids if mentee_ids is None else mentee_ids)
    for start in range(0, len(ids), AT_ONCE):
        seen = flagged_of(mentor, ids[start : start + AT_ONCE])
        rows = [_row(mentor, one, told.flags) for one, told in seen.items()]
        if rows:
            fresh = insert_into(Standing).values(rows)
            said = {name: getattr(fresh.excluded, name) for name in ("flags", "rank", "since", "as_of")}
            db.session.execute(
                fresh.on_conflict_do_update(index_elements=["mentor_id", "mentee_id"], set_=said)
            )
    return len(ids)


@every(hours=1)
@job("flags.pass")
def reckoned() -> str:
    """Of every course that runs, mentor by mentor; what belongs to no running mentorship is forgotten."""
    with transaction(writing=False):
        mentors = db.session.execute(_mentors()).all()
    told = 0
    for person_id, context_id in mentors:
        with transaction():
            try:
                told += keep_standing(member_in(person_id, context_id))
            except VisitOver:  # they have left meanwhile
                continue
    with transaction():
        runs = exists().where(
            Mentorship.mentor_id == Standing.mentor_id,
            Mentorship.mentee_id == Standing.mentee_id,
            Mentorship.until.is_(None),
        )
        db.session.execute(delete(Standing).where(~runs), execution_options=QUIET)
    return f"{told} reckoned"


def _mentors() -> Select[Any]:
    runs = and_(Course.opened_at.is_not(None), Course.closed_at.is_(None))
    mentoring = exists().where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None))
    wanted: Any = select(Enrolment.person_id, Enrolment.context_id)
    joined: Select[Any] = wanted.join(Course, Course.context_id == Enrolment.context_id)
    return joined.where(runs, mentoring, Enrolment.active).order_by(Enrolment.id)


def _row(mentor: Member, mentee_id: UUID, flags: Collection[Flag]) -> dict[str, object]:
    first = min(flags, key=lambda flag: KINDS.index(flag.kind), default=None)
    return {
        "id": new_id(),
        "mentor_id": mentor.enrolment_id,
        "mentee_id": mentee_id,
        "flags": [{**asdict(flag), "since": flag.since.isoformat()} for flag in flags],
        "rank": KINDS.index(first.kind) if first else NOTHING,
        "since": first.since if first else None,
        "as_of": clock.now(),
    }
