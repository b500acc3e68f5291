"""What an outline cannot say: rings, days that have passed, an audience or a predecessor that is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Exists, exists, select

from plugin import clock
from plugin.courses.outline.editing.told import Said
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.queries import began, reads
from plugin.database import db
from plugin.dates import day
from plugin.errors import Invalid
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose a section is: one group's, one mentee's, or everybody's."""

    group_id: UUID | None = None
    mentee_id: UUID | None = None


def check_audience(member: Member, audience: Audience) -> None:
    """Raises Invalid for everybody where only a lead may, and for a group or mentee that is not there or not theirs."""
    if audience.group_id:
        known = exists().where(Group.id == audience.group_id, Group.context_id == member.context_id)
        theirs = audience.group_id in member.mentored_group_ids or (member.is_lead and _is(known))
    elif audience.mentee_id:
        theirs = audience.mentee_id in member.mentee_ids or (
            member.is_lead and _is(_mentored(member, audience))
        )
    else:
        theirs = member.is_lead
    if not theirs:
        raise Invalid(_("Choose one of your groups or mentees from the list."), "whose")


def check(member: Member, section: Section, said: Said, was: Said | None) -> None:
    """Raises Invalid beside the field. What stood there already may stay, also where its day has passed."""
    if said.kind not in ANSWERED and section.asks:
        sentence = _("This section asks questions, so it stays an assessment or a reflection.")
        raise Invalid(sentence, "kind")
    if said.kind in ANSWERED and said.questions and said.questions != (was.questions if was else ()):
        sentence = _(
            "Mentees answer these in writing: set them on the section's own page, and leave this empty."
        )
        raise Invalid(sentence, "questions")
    _check_days(clock.today(member.zone), said, was)
    _check_their_day(section, said, was)
    if said.opens_after_id and (was is None or said.opens_after_id != was.opens_after_id):
        _check_after(member, section, said.opens_after_id)


def _check_days(today: date, said: Said, was: Said | None) -> None:
    if said.opens_on and said.opens_on < today and (was is None or said.opens_on != was.opens_on):
        raise Invalid(_("That day has passed. Choose a later one, or let it open at once."), "opens_on")
    if said.due_on and said.due_on < today and (was is None or said.due_on != was.due_on):
        raise Invalid(_("That day has passed: everybody would be late at once."), "due_on")
    if said.due_on and said.opens_on and said.due_on < said.opens_on:
        raise Invalid(_("It would be due before it opens."), "due_on")
    if said.due_day is not None and said.opens_day is not None and said.due_day < said.opens_day:
        raise Invalid(_("It would be due before it opens."), "due_day")


def _check_their_day(section: Section, said: Said, was: Said | None) -> None:
    """Days after the start are another date for each mentee; of the one whom it is for, we know which."""
    if section.mentee_id is None or said.due_day is None or (was and was.due_day == said.due_day):
        return
    course, since, zone = db.session.execute(
        select(Course, Enrolment.since, Person.zone)
        .join(Enrolment, Enrolment.context_id == Course.context_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.id == section.mentee_id)
    ).one()
    due = began(course, since, zone) + timedelta(days=said.due_day)
    if due < clock.today(zone):
        raise Invalid(_("For them that was %(day)s, which has passed.", day=day(due)), "due_day")


def _check_after(member: Member, section: Section, after_id: UUID) -> None:
    if after_id == section.id:
        raise Invalid(_("A section cannot open after itself."), "opens_after")
    before = db.session.scalar(
        select(Section).where(Section.id == after_id, Section.course_id == section.course_id, reads(member))
    )
    if before is None:
        raise Invalid(_("That section is not there any more. Choose another one."), "opens_after")
    for_all = before.group_id is None and before.mentee_id is None
    if not for_all and (before.group_id, before.mentee_id) != (section.group_id, section.mentee_id):
        sentence = _("That section is not for the same people: some of them would wait for ever.")
        raise Invalid(sentence, "opens_after")
    if section.id in _chain(section.course_id, after_id):
        sentence = _(
            "“%(title)s” itself opens after this one, so neither would ever open.", title=before.title
        )
        raise Invalid(sentence, "opens_after")


def _chain(course_id: UUID, start: UUID) -> set[UUID]:
    """Everything that has to be done before `start`, itself too."""
    rows = select(Section.id, Section.opens_after_id).where(
        Section.course_id == course_id, Section.opens_after_id.is_not(None)
    )
    after: dict[UUID, UUID | None] = {row[0]: row[1] for row in db.session.execute(rows)}
    found: set[UUID] = set()
    here: UUID | None = start
    while here and here not in found:
        found.add(here)
        here = after.get(here)
    return found


def _mentored(member: Member, audience: Audience) -> Exists:
    return exists().where(
        Mentorship.mentee_id == audience.mentee_id,
        Mentorship.until.is_(None),
        Mentorship.context_id == member.context_id,
        Enrolment.id == Mentorship.mentee_id,
        Enrolment.active,
    )


def _is(asked: Exists) -> bool:
    return bool(db.session.scalar(select(asked)))
