"""What no group and no pair may be, each with the sentence for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.database import db
from plugin.dates import day
from plugin.errors import Invalid
from plugin.groups.cover.rules import refuse_loop
from plugin.people.cover.queries import is_running
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, name_of, said

LONGEST = timedelta(days=731)  # that a guest may stay
NAMED = 5  # people in one sentence
_Mentor, _Mentee = aliased(Enrolment), aliased(Enrolment)
_MentorPerson, _MenteePerson = aliased(Person), aliased(Person)
_MENTOR, _MENTEE = name_of(_MentorPerson), name_of(_MenteePerson)


def refuse_odd_day(last_day: date | None) -> None:
    """A guest's last day that is over, or years away."""
    today = clock.now().date()
    if last_day and last_day < today:
        raise Invalid(_("That day is over. Please choose today or a later one, or none."), "last_day")
    if last_day and last_day > today + LONGEST:
        raise Invalid(_("That is more than two years. Please look at the year again."), "last_day")


def refuse_guest(enrolment_id: UUID) -> None:
    """A guest mentors whom they were given by name, and nobody beside."""
    last_day = db.session.scalar(
        select(func.max(Mentorship.last_day)).where(
            Mentorship.mentor_id == enrolment_id, Mentorship.until.is_(None)
        )
    )
    if last_day:
        raise Invalid(
            _("A guest mentors only those they were given by name, until %(day)s.", day=day(last_day)),
            "people",
        )


def refuse_circle(mentors: Collection[UUID], mentees: Collection[UUID], field: str) -> None:
    """Two people who would mentor each other, or one who would cover for their own mentor."""
    refuse_loop(mentors, mentees, field)
    row = db.session.execute(
        _ties().where(Mentorship.mentor_id.in_(mentees), Mentorship.mentee_id.in_(mentors)).limit(1)
    ).one_or_none()
    if row:
        raise Invalid(each_other(said(row.mentor), said(row.mentee)), field)


def refuse_second_group(group: Group, mentee_id: UUID) -> None:
    """A group may want to be the only one for its mentees."""
    other = db.session.execute(
        select(Group.name, Group.alone, NAME.label("mentee"))
        .join(Place, Place.group_id == Group.id)
        .join(Enrolment, Enrolment.id == Place.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(_is_mentee(Place), Place.enrolment_id == mentee_id, Place.group_id != group.id)
        .order_by(Group.alone.desc(), Group.name)
    ).first()
    if other and (group.alone or other.alone):
        wants = group.name if group.alone else other.name
        raise Invalid(second_group(said(other.mentee), other.name, wants), "people")


def refuse_shared_already(group: Group) -> None:
    """A group cannot come to be the only one for people who are in another one."""
    inside = select(Place.enrolment_id).where(Place.group_id == group.id, _is_mentee(Place))
    rows = db.session.execute(
        select(NAME.label("name"), Group.name.label("group"))
        .select_from(Place)
        .join(Group, Group.id == Place.group_id)
        .join(Enrolment, Enrolment.id == Place.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Place.enrolment_id.in_(inside), _is_mentee(Place), Place.group_id != group.id)
        .order_by(func.lower(NAME), Group.name)
    ).all()
    if rows:
        sentence = _(
            "These are in another group too: %(names)s. Take them out of one of the two first.",
            names=_named((said(row.name), row.group) for row in rows),
        )
        raise Invalid(sentence, "alone")


def refuse_unsaid_sharing(
    context_id: UUID | None, mentors: Collection[UUID], mentees: Collection[UUID], group: Group | None = None
) -> None:
    """Somebody gets another mentor beside their own where a lead says so, and never by the way.

    `group`: they come into this one, and get whoever mentors there. Nobody is named who is in another course.
    """
    there = () if group is None else (Mentorship.group_id.is_distinct_from(group.id),)
    rows = db.session.execute(
        _ties()
        .where(Mentorship.context_id == context_id, _Mentor.active)
        .where(Mentorship.mentee_id.in_(mentees), Mentorship.mentor_id.not_in(mentors), *there)
        .order_by(func.lower(_MENTEE), func.lower(_MENTOR))
    ).all()
    if rows:
        pairs = dict.fromkeys((said(row.mentee), said(row.mentor)) for row in rows)
        sentence = _(
            "Mentored by somebody else already: %(names)s. Each of their mentors sees their goals and how they are "
            "doing. If that is meant, say so.",
            names=_named(pairs),
        )
        raise Invalid(sentence, "shared")


def each_other(mentor: str, mentee: str) -> str:
    """Of two by name, of whom the one mentors the other already."""
    sentence: str = _(
        "%(mentor)s mentors %(mentee)s already. Two people do not mentor each other at once: end the one first.",
        mentor=mentor,
        mentee=mentee,
    )
    return sentence


def second_group(name: str, other: str, wants: str) -> str:
    """Of somebody in a group, where that one or the other wants to be the only one."""
    sentence: str = _(
        "%(name)s is in %(other)s, and %(group)s wants its mentees to be in no other group.",
        name=name,
        other=other,
        group=wants,
    )
    return sentence


def _ties() -> Select[Any]:
    """Who mentors whom now, both by name."""
    asked: Any = select(_MENTOR.label("mentor"), _MENTEE.label("mentee")).select_from(Mentorship)
    found: Select[Any] = (
        asked.join(_Mentor, _Mentor.id == Mentorship.mentor_id)
        .join(_MentorPerson, _MentorPerson.id == _Mentor.person_id)
        .join(_Mentee, _Mentee.id == Mentorship.mentee_id)
        .join(_MenteePerson, _MenteePerson.id == _Mentee.person_id)
        .where(*is_running(clock.now().date()))
    )
    return found


def _is_mentee(place: type[Place]) -> ColumnElement[bool]:
    return (place.part == "mentee") & place.until.is_(None)


def _named(pairs: Iterable[tuple[str, str]]) -> str:
    told = [f"{one} ({other})" for one, other in pairs]
    return ", ".join(told[:NAMED]) + (" …" if len(told) > NAMED else "")
