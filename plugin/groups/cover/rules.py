"""What no cover may be, each with the sentence for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import exists, or_, select

from plugin import clock
from plugin.database import db
from plugin.dates import day
from plugin.errors import Invalid
from plugin.member import Member
from plugin.people.cover.models import Cover
from plugin.people.models import Mentorship, Place

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cover as a lead asks for it; without a group it is for all whom the covered one mentors."""

    covered: UUID
    covering: UUID
    covered_in: UUID | None
    first_day: date
    last_day: date


def refuse_odd_days(lead: Member, wanted: Wanted) -> None:
    """Days that are over, the wrong way round, or more than a year."""
    if wanted.last_day < wanted.first_day:
        raise Invalid(_("That is before the first day. Please choose that day or a later one."), "last_day")
    if wanted.first_day < clock.today(lead.zone):
        raise Invalid(_("That day is over. Please choose today or a later one."), "first_day")
    if wanted.last_day - wanted.first_day >= LONGEST:
        raise Invalid(_("That is more than a year. Please look at the year again."), "last_day")


def refuse_odd_people(wanted: Wanted) -> None:
    """Covering for oneself, for nobody's mentor, by one's own mentee, or by a guest."""
    if wanted.covered == wanted.covering:
        raise Invalid(_("Nobody covers for themselves. Please choose somebody else."), "covering")
    if not _mentors_there(wanted):
        sentence = _("They mentor nobody there, so there is nobody to look after.")
        raise Invalid(sentence, "covered_in" if wanted.covered_in else "covered")
    if _runs(Mentorship.mentor_id == wanted.covered, Mentorship.mentee_id == wanted.covering):
        raise Invalid(
            _("They are mentored by whom they would cover for. Please choose somebody else."), "covering"
        )
    if _runs(Mentorship.mentor_id == wanted.covering, Mentorship.last_day.is_not(None)):
        raise Invalid(_("A guest mentors only those they were given by name."), "covering")


def refuse_circles(wanted: Wanted, others: Collection[Cover]) -> None:
    """The same cover twice, or one that comes round to whom it began with, on any day of it."""
    at_once = [one for one in others if one.first_day <= wanted.last_day and one.last_day >= wanted.first_day]
    for one in at_once:
        if (one.covered_id, one.covering_id) == (wanted.covered, wanted.covering) and (
            one.group_id == wanted.covered_in or None in (one.group_id, wanted.covered_in)
        ):
            raise Invalid(_("They cover for them until %(day)s already.", day=day(one.last_day)), "first_day")
    if wanted.covering in _covered_by(wanted.covered, at_once):
        raise Invalid(
            _("They are covered for themselves on some of these days, and it would go round in a circle."),
            "covering",
        )


def refuse_loop(mentor_ids: Collection[UUID], mentee_ids: Collection[UUID], field: str) -> None:
    """Somebody who covers for a mentor does not become a mentee of theirs meanwhile: they would be both at once."""
    loop = exists().where(
        Cover.covered_id.in_(mentor_ids), Cover.covering_id.in_(mentee_ids), Cover.until > clock.now()
    )
    if db.session.scalar(select(loop)):
        raise Invalid(
            _("Whoever covers for a mentor is not mentored by them at once. Please end the cover first."),
            field,
        )


def _covered_by(covering: UUID, covers: Collection[Cover]) -> set[UUID]:
    """For whom somebody stands in, and these in turn."""
    for_whom: dict[UUID, list[UUID]] = defaultdict(list)
    for one in covers:
        for_whom[one.covering_id].append(one.covered_id)
    met: set[UUID] = set()
    waiting = [covering]
    for one_id in waiting:  # grows while we walk
        fresh = [other for other in for_whom[one_id] if other not in met]
        met.update(fresh)
        waiting += fresh
    return met


def _mentors_there(wanted: Wanted) -> bool:
    place = (Place.enrolment_id == wanted.covered, Place.part == "mentor", Place.until.is_(None))
    if wanted.covered_in:
        return bool(db.session.scalar(select(exists().where(*place, Place.group_id == wanted.covered_in))))
    mentors = exists().where(Mentorship.mentor_id == wanted.covered, Mentorship.until.is_(None))
    return bool(db.session.scalar(select(or_(mentors, exists().where(*place)))))


def _runs(*where: object) -> bool:
    there = exists().where(Mentorship.until.is_(None), *where)  # type: ignore[arg-type]  # conditions
    return bool(db.session.scalar(select(there)))
