"""What ties somebody to others now: whom they mentor, who mentors them, their groups, and what of it is cover."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    Uuid,
    bindparam,
    literal,
    null,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import aliased, join

from plugin.database import Moment
from plugin.people.cover.models import Cover
from plugin.people.cover.queries import is_covered, is_group_covered, is_running
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.observed.queries import is_group_in_scope, is_in_scope

ME, NOW, TODAY = (
    bindparam("me", type_=Uuid()),
    bindparam("now", type_=Moment()),
    bindparam("today", type_=Date()),
)


class Ties(NamedTuple):
    """The part of a Member that hangs on others; a name can be empty."""

    mentee_ids: frozenset[UUID] = frozenset()
    mentor_ids: frozenset[UUID] = frozenset()
    mentor_names: tuple[str, ...] = ()
    group_ids: frozenset[UUID] = frozenset()
    group_names: tuple[str, ...] = ()
    mentored_group_ids: frozenset[UUID] = frozenset()
    covered_mentor_ids: frozenset[UUID] = frozenset()
    covered_mentee_ids: frozenset[UUID] = frozenset()
    covered_group_ids: frozenset[UUID] = frozenset()
    covering_ids: frozenset[UUID] = frozenset()


def pairs_of(name: Any) -> CompoundSelect[Any]:
    """Each with the `name` of its mentor, and for whom it is by cover. Each way is walked by an index of its own."""
    mentor, mentee = aliased(Enrolment), aliased(Enrolment)

    def way(among: Any, whose: Any, covered: Any, *where: ColumnElement[bool]) -> Select[Any]:
        asked: Any = select(whose.label("mentor_id"), Mentorship.mentee_id, name.label("mentor_name"))
        found: Select[Any] = (
            asked.add_columns(
                covered.label("covered_id"), Mentorship.since.label("since"), Mentorship.id.label("of")
            )
            .select_from(among)
            .join(mentor, mentor.id == whose)
            .join(mentee, mentee.id == Mentorship.mentee_id)
            .join(Person, Person.id == mentor.person_id)
            .where(mentor.active, mentee.active, *where)
        )
        return found

    own = (
        or_(Mentorship.mentor_id == ME, Mentorship.mentee_id == ME),
        *is_running(TODAY),
        is_in_scope(Mentorship.mentor_id, Mentorship.mentee_id),
    )
    lent, covered = join(Cover, Mentorship, Mentorship.mentor_id == Cover.covered_id), is_covered(NOW, TODAY)
    return union_all(
        way(Mentorship, Mentorship.mentor_id, null().cast(Uuid()), *own),
        way(lent, Cover.covering_id, Cover.covered_id, Cover.covering_id == ME, *covered),
        way(lent, Cover.covering_id, Cover.covered_id, Mentorship.mentee_id == ME, *covered),
    ).order_by("since", "of")


def places_of() -> CompoundSelect[Any]:
    """The groups somebody is in, and those in which they stand in for a mentor."""
    named: Any = select(Place.group_id, Place.part, Group.name.label("name"))
    asked = named.join(Group, Group.id == Place.group_id)
    whole = or_(Place.part == "mentee", is_group_in_scope(ME, Place.group_id))
    own = asked.where(Place.enrolment_id == ME, Place.until.is_(None), whole)
    lent = asked.join(Cover, Cover.covered_id == Place.enrolment_id)
    covered = lent.where(Cover.covering_id == ME, *is_group_covered(NOW))
    return union(
        own.add_columns(literal(False, Boolean()).label("covered")),
        covered.add_columns(literal(True, Boolean()).label("covered")),
    ).order_by("name")


def ties_of(enrolment_id: UUID, pairs: Collection[Any], places: Collection[Any]) -> Ties:
    """The rows of these two as a Member has them."""
    mentees = frozenset(pair.mentee_id for pair in pairs if pair.mentor_id == enrolment_id)
    mentors = {pair.mentor_id: pair.mentor_name for pair in pairs if pair.mentee_id == enrolment_id}
    groups = {place.group_id: place.name for place in places}
    own = [pair for pair in pairs if pair.covered_id is None]
    by_cover = [pair for pair in pairs if pair.covered_id and pair.mentor_id == enrolment_id]
    return Ties(
        mentee_ids=mentees,
        mentor_ids=frozenset(mentors),
        mentor_names=tuple(mentors.values()),
        group_ids=frozenset(groups),
        group_names=tuple(groups.values()),
        mentored_group_ids=frozenset(place.group_id for place in places if place.part == "mentor"),
        covered_mentor_ids=frozenset(pair.covered_id for pair in by_cover),
        covered_mentee_ids=mentees - {pair.mentee_id for pair in own},
        covered_group_ids=frozenset(groups) - {place.group_id for place in places if not place.covered},
        covering_ids=frozenset(mentors) - {pair.mentor_id for pair in own},
    )
