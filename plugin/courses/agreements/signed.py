"""Whose agreement stands: signed by everybody whom it binds now. A state, no words."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select

from plugin.courses.agreements.models import Agreement
from plugin.courses.agreements.parties import parties_of, whose
from plugin.courses.agreements.queries import signed_by
from plugin.database import db
from plugin.people.models import Place


def whose_agreement_stands(course_id: UUID, mentee_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these mentees have signed one that all its parties have signed too: with a mentor, in a group, or as a
    group. Five statements, however many they are."""
    seats = select(Place.group_id, Place.enrolment_id).where(
        Place.enrolment_id.in_(mentee_ids), Place.until.is_(None), Place.part == "mentee"
    )
    groups = {row.group_id for row in db.session.execute(seats)}
    theirs = or_(
        Agreement.mentee_id.in_(mentee_ids), Agreement.group_id.in_(groups) & Agreement.mentee_id.is_(None)
    )
    written = db.session.scalars(
        select(Agreement).where(Agreement.course_id == course_id, Agreement.version > 0, theirs)
    ).all()
    parties, signed = parties_of([whose(one) for one in written]), signed_by(written)
    standing = (
        parties[whose(one)]
        for one in written
        if parties[whose(one)] and parties[whose(one)] <= signed.get(one.id, frozenset())
    )
    return frozenset(who for bound in standing for who in bound) & frozenset(mentee_ids)
