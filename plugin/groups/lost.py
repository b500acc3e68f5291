"""Who lost their mentor: whom somebody mentored and nobody does now, asked of what is so, and given another one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid
from plugin.groups.actions import make_pair, place
from plugin.groups.queries import group_for
from plugin.member import Member
from plugin.people.cover.queries import is_running
from plugin.people.models import Enrolment, Mentorship, Person, Place
from plugin.people.queries import NAME, said

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Lost:
    """A mentee without any mentor: since when, and who it was last."""

    id: UUID
    name: str
    since: datetime
    mentors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithoutMentor:
    """Those who have waited the longest, and how many there are in all."""

    shown: list[Lost]
    total: int

    @property
    def more(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.shown)


def without_mentor(lead: Member) -> WithoutMentor:
    """Of the lead's course, the longest first, at most SHOWN: two statements at most, however many.

    A mentor who has left the LMS mentors nobody. Cover is for a while: whoever has nothing else has lost theirs. Whoever
    mentors others by now, and waits in no group, is a mentee no more.
    """
    since = _ended().where(Mentorship.mentee_id == Enrolment.id).with_only_columns(func.max(_end()))
    lost_since = since.correlate(Enrolment).scalar_subquery()
    rows = db.session.execute(
        select(
            Enrolment.id, NAME.label("name"), lost_since.label("since"), func.count().over().label("total")
        )
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == lead.context_id, Enrolment.active, Enrolment.role == "member")
        .where(lost_since.is_not(None), *_has_nobody())
        .order_by(lost_since, func.lower(NAME), Enrolment.id)
        .limit(SHOWN)
    ).all()
    last = _last_mentors([row.id for row in rows]) if rows else {}
    shown = [Lost(row.id, said(row.name), *last[row.id]) for row in rows]
    return WithoutMentor(shown, rows[0].total if rows else 0)


def give_mentor(lead: Member, people: Collection[UUID], mentor: UUID | None, group: UUID | None) -> None:
    """Let somebody mentor these people one to one, or put them into a group that has a mentor: all of them, or none.

    Raises Invalid with its sentence beside the field that it is about.
    """
    if not people:
        raise Invalid(_("Please choose at least one person."), "people")
    if (mentor is None) == (group is None):
        raise Invalid(_("Please choose either a mentor or a group."), "new_mentor")
    try:
        with db.session.begin_nested():
            for mentee in people:
                _give(lead, mentee, mentor, group)
    except Invalid as fault:
        raise Invalid(fault.sentence, "new_mentor" if mentor else "new_group") from None


def _give(lead: Member, mentee: UUID, mentor: UUID | None, group: UUID | None) -> None:
    if mentor:
        make_pair(lead, mentor, mentee)
    elif group:
        into = group_for(lead, group)
        led = exists().where(
            *(Place.group_id == into.id, Place.part == "mentor", Place.until.is_(None)),
            Place.enrolment_id == Enrolment.id,
            Enrolment.active,
        )
        if not db.session.scalar(select(led)):
            raise Invalid(_("Nobody mentors that group now. Please choose another one."))
        place(lead, into, mentee, "mentee")


def _has_nobody() -> tuple[ColumnElement[bool], ...]:
    mentor = aliased(Enrolment)
    mentored = (
        select(Mentorship.id)
        .join(mentor, mentor.id == Mentorship.mentor_id)
        .where(Mentorship.mentee_id == Enrolment.id, mentor.active, *is_running(clock.now().date()))
    )
    mentoring = exists().where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None))
    waits = exists().where(Place.enrolment_id == Enrolment.id, Place.part == "mentee", Place.until.is_(None))
    return (~mentored.correlate(Enrolment).exists(), or_(~mentoring, waits))


_MENTOR = aliased(Enrolment)


def _ended() -> Select[Any]:
    """Mentorships with whoever mentored in them."""
    return select(Mentorship.mentee_id).join(_MENTOR, _MENTOR.id == Mentorship.mentor_id)


def _end() -> ColumnElement[Any]:
    """When one was over: it ended, its mentor left, or its last day has just passed and nothing has swept it yet."""
    return func.coalesce(Mentorship.until, _MENTOR.until, clock.now())


def _last_mentors(mentee_ids: Collection[UUID]) -> dict[UUID, tuple[datetime, tuple[str, ...]]]:
    """When each lost the last one, and who that was: more than one where it was at the same moment."""
    rows = db.session.execute(
        _ended()
        .join(Person, Person.id == _MENTOR.person_id)
        .where(Mentorship.mentee_id.in_(mentee_ids))
        .add_columns(_end().label("end"), NAME.label("name"))
        .order_by(_end().desc(), func.lower(NAME))
    )
    found: dict[UUID, tuple[datetime, tuple[str, ...]]] = {}
    for row in rows:
        end, those = found.get(row.mentee_id, (row.end, ()))
        if row.end == end and said(row.name) not in those:
            found[row.mentee_id] = (end, (*those, said(row.name)))
    return found
