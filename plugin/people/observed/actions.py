"""Keeping whom the LMS says that somebody observes, as each launch says it anew."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import insert, select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.people.models import Enrolment, Person
from plugin.people.observed.models import Observed


def say_observed(context_id: UUID, enrolment_id: UUID, subs: Collection[str] | None) -> None:
    """What a launch said: the LMS's ids of whom they observe, nobody at all, or None where it did not say.

    Somebody whom the LMS names and has not put into the course yet is noted by the mentor's next launch.
    """
    if subs is None:
        db.session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(observes_at=None))
        return
    now = clock.now()
    db.session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(observes_at=now))
    named = _here(context_id, subs) - {enrolment_id}
    known = {
        row.mentee_id: row
        for row in db.session.execute(
            select(Observed.id, Observed.mentee_id, Observed.named).where(Observed.mentor_id == enrolment_id)
        )
    }
    # What changed is another matter than what a lead has set aside.
    turned = [
        {"id": row.id, "named": mentee in named, "said_at": now, "set_aside_at": None}
        for mentee, row in known.items()
        if row.named != (mentee in named)
    ]
    if turned:
        db.session.execute(update(Observed), turned)
    new = [
        {"id": new_id(), "mentor_id": enrolment_id, "mentee_id": one, "named": True, "said_at": now}
        for one in sorted(named - known.keys())
    ]
    if new:
        db.session.execute(insert(Observed), new)


def _here(context_id: UUID, subs: Collection[str]) -> set[UUID]:
    """Those of them who were ever in the course."""
    return set(
        db.session.scalars(
            select(Enrolment.id)
            .join(Person, Person.id == Enrolment.person_id)
            .where(Enrolment.context_id == context_id, Person.sub.in_(subs))
        )
    )
