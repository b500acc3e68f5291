"""Whom a mentor sees as far as the LMS lets them: asked beside every mentorship that shows somebody to somebody.

A mentor of whom the last launch said nothing sees whomever they mentor here. One of whom it said whom they observe sees
of those only these: the claim takes away and never gives, so it is asked beside what is, never instead.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from plugin.people.models import Enrolment, Place
from plugin.people.observed.models import Observed

_Mentor, _InGroup, _Learner = aliased(Enrolment), aliased(Place), aliased(Enrolment)


def is_in_scope(mentor_id: Any, mentee_id: Any) -> ColumnElement[bool]:
    """Which mentors may see which mentees, as far as the LMS says."""
    return or_(~_told_of(mentor_id), is_named(mentor_id, mentee_id))


def is_group_in_scope(mentor_id: Any, group_id: Any) -> ColumnElement[bool]:
    """Which mentors may see which groups whole: what is said there is everybody's in it, so every mentee of it counts."""
    hidden = exists(
        select(_InGroup.id)
        .join(_Learner, and_(_Learner.id == _InGroup.enrolment_id, _Learner.active))
        .where(_InGroup.group_id == group_id, _InGroup.part == "mentee", _InGroup.until.is_(None))
        .where(~is_named(mentor_id, _InGroup.enrolment_id))
        .correlate_except(_InGroup, _Learner)
    )
    return or_(~_told_of(mentor_id), ~hidden)


def is_named(mentor_id: Any, mentee_id: Any) -> ColumnElement[bool]:
    """Which two the LMS names as observer and observed now."""
    return exists(
        select(Observed.id)
        .where(Observed.mentor_id == mentor_id, Observed.mentee_id == mentee_id, Observed.named)
        .correlate_except(Observed)
    )


def _told_of(mentor_id: Any) -> ColumnElement[bool]:
    """Of which mentors the last launch said whom they observe."""
    told = select(_Mentor.id).where(_Mentor.id == mentor_id, _Mentor.observes_at.is_not(None))
    return exists(told.correlate_except(_Mentor))
