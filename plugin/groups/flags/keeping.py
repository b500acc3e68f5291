"""Keeping how each mentee stands, so that a board of many is read and sorted without asking the rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_, select

from plugin import clock
from plugin.courses.goals import queries as goals
from plugin.courses.outline.models import Course
from plugin.courses.sessions import queries as sessions
from plugin.database import QUIET, db, insert_into, new_id, transaction
from plugin.errors import VisitOver
from plugin.groups.flags.models import ENDLESS, NEVER, NOTHING, RESTS, Standing
from plugin.groups.flags.queries import Flagged, reckoned_of
from plugin.groups.flags.rules import KINDS, Facts
from plugin.jobs.tasks import every, job
from plugin.member import Member
from plugin.people.cover.models import Cover
from plugin.people.cover.queries import covered_mentees, is_covering
from plugin.people.models import Enrolment, Mentorship
from plugin.people.queries import member_in, names

AT_ONCE = 500
KEPT = ("flags", "rank", "called", "since", "heard", "due", "waits", "as_of")


def keep_standing(mentor: Member, mentee_ids: Collection[UUID] | None = None) -> int:
    """Reckon it anew, of these or of all whom they mentor; how many. Eighteen statements for each 500."""
    ids = sorted(mentor.mentee_ids if mentee_ids is None else mentee_ids)
    for start in range(0, len(ids), AT_ONCE):
        rows = _rows(mentor, ids[start : start + AT_ONCE])
        if rows:
            fresh = insert_into(Standing).values(rows)
            said = {name: getattr(fresh.excluded, name) for name in KEPT}
            db.session.execute(
                fresh.on_conflict_do_update(index_elements=["mentor_id", "mentee_id"], set_=said)
            )
    return len(ids)


@every(hours=1)
@job("flags.pass")
def reckoned() -> str:
    """Of every course that runs, mentor by mentor; what belongs to no running mentorship is forgotten."""
    told = _reckon()
    with transaction():
        runs = exists().where(
            Mentorship.mentor_id == Standing.mentor_id,
            Mentorship.mentee_id == Standing.mentee_id,
            Mentorship.until.is_(None),
        )
        looked_after = Standing.mentee_id.in_(covered_mentees(Standing.mentor_id))
        db.session.execute(delete(Standing).where(~runs, ~looked_after), execution_options=QUIET)
    return f"{told} reckoned"


@job("flags.course")
def reckoned_in(context_id: UUID) -> str:
    """Of one course, where it was said anew when something is pointed out."""
    return f"{_reckon(Enrolment.context_id == context_id)} reckoned"


def _reckon(*where: ColumnElement[bool]) -> int:
    with transaction(writing=False):
        mentors = db.session.execute(running_mentors().where(*where)).all()
    return sum(kept_for(person_id, context_id) for person_id, context_id in mentors)


def kept_for(person_id: UUID, context_id: UUID, mentee_ids: Collection[UUID] | None = None) -> int:
    """The same for a mentor who is not here, in a transaction of its own; how many, none once they have left."""
    with transaction():
        try:
            return keep_standing(member_in(person_id, context_id), mentee_ids)
        except VisitOver:  # they have left meanwhile
            return 0


def running_mentors() -> Select[Any]:
    """Who mentors somebody, or covers for a mentor, in a course that runs: their person and the course's context."""
    runs = and_(Course.opened_at.is_not(None), Course.closed_at.is_(None))
    mentoring = or_(
        exists().where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None)),
        Enrolment.id.in_(select(Cover.covering_id).where(*is_covering(clock.now()))),
    )
    wanted: Any = select(Enrolment.person_id, Enrolment.context_id)
    joined: Select[Any] = wanted.join(Course, Course.context_id == Enrolment.context_id)
    return joined.where(runs, mentoring, Enrolment.active).order_by(Enrolment.id)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of one mentee when their row is written."""

    facts: Facts
    flagged: Flagged
    name: str
    due: date | None


def _rows(mentor: Member, ids: Collection[UUID]) -> list[dict[str, object]]:
    seen, called = reckoned_of(mentor, ids), names(mentor, ids)
    wanted, promised = goals.for_board(mentor, ids), sessions.for_board(mentor, ids)
    dues = {one: [told.get(one) for told in (wanted, promised)] for one in seen}
    return [
        _row(
            mentor,
            one,
            _Told(
                *(facts, flagged, called.get(one, "")),
                min(
                    (next_one.next_due for next_one in dues[one] if next_one and next_one.next_due),
                    default=None,
                ),
            ),
        )
        for one, (facts, flagged) in seen.items()
    ]


def _row(mentor: Member, mentee_id: UUID, told: _Told) -> dict[str, object]:
    flags = told.flagged.flags
    first = min(flags, key=lambda flag: KINDS.index(flag.kind), default=None)
    return {
        "id": new_id(),
        "mentor_id": mentor.enrolment_id,
        "mentee_id": mentee_id,
        "flags": [{**asdict(flag), "since": flag.since.isoformat()} for flag in flags],
        "rank": KINDS.index(first.kind) if first else RESTS if told.facts.rests else NOTHING,
        "called": told.name.casefold(),
        "since": first.since if first else ENDLESS,
        "heard": told.facts.heard or NEVER,
        "due": told.due or ENDLESS,
        "waits": told.facts.waiting_since or ENDLESS,
        "as_of": clock.now(),
    }
