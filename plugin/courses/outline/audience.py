"""Who reads a section: the other way round of `queries.reads`, asked of everybody in the course at once."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_

from plugin.courses.outline.models import Section
from plugin.database import db
from plugin.member import Member
from plugin.people.audience import Reach, everybody_here, in_groups, mentor_now
from plugin.people.models import Enrolment, Group


def section_reach(viewer: Member, section: Section) -> Reach:
    """Whom a section reaches, in one statement at most."""
    if is_for_all(section):
        return everybody_here(viewer)
    shown = section.group_id and section.hidden_at is None
    group = db.session.get(Group, section.group_id) if shown else None
    groups = {group.id: group.name} if group else {}
    among = or_(in_groups(groups), *readers_besides_groups(section))
    anonymous = (group.anonymous,) if group else ()
    return Reach(groups=groups, among=among, by_share=False, anonymous=anonymous)


def is_for_all(section: Section) -> bool:
    """Whether everybody in the course reads it."""
    return not (section.group_id or section.mentee_id or section.hidden_at or section.retired_at)


def readers_besides_groups(section: Section) -> list[ColumnElement[bool]]:
    """Which enrolments read a section that is not for all: leads, whoever made it, the mentee and who mentors them."""
    if section.retired_at:
        return []
    readers: list[ColumnElement[bool]] = [Enrolment.id == section.made_by_id]
    if section.mentee_id is None:
        readers.append(Enrolment.role == "lead")
    elif section.hidden_at is None:
        readers += [Enrolment.id == section.mentee_id, mentor_now(section.mentee_id)]
    return readers
