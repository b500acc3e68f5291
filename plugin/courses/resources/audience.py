"""Who can see a resource: whoever reads its section, whoever it is shared with, and whoever brought it."""

from __future__ import annotations

from sqlalchemy import exists, func, or_, select

from plugin.courses.outline.audience import is_for_all, readers_besides_groups
from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.models import Resource, Share
from plugin.database import db
from plugin.member import Member
from plugin.people.audience import Audience, Reach, in_groups, told
from plugin.people.models import Enrolment, Group


def reach_of(resource: Resource) -> Reach:
    """Where it stands and with whom it is shared, in one statement."""
    here = select(func.count()).where(Enrolment.context_id == Course.context_id, Enrolment.active)
    live = (Share.resource_id == Resource.id) & Share.ended_at.is_(None) & Share.with_id.is_(None)
    shown = (Section.group_id == Group.id) & Section.hidden_at.is_(None) & Section.retired_at.is_(None)
    rows = db.session.execute(
        select(
            *(Section, Share.id.label("share_id"), Share.group_id),
            *(Group.id.label("in_group"), Group.name, Group.anonymous),
            here.scalar_subquery().label("here"),
        )
        .select_from(Resource)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .outerjoin(Share, live)
        .outerjoin(Group, (Group.id == Share.group_id) | shown)
        .where(Resource.id == resource.id)
    ).all()
    section: Section | None = rows[0].Section
    groups = {row.in_group: row.name for row in rows if row.in_group}
    says = {row.in_group: row.anonymous for row in rows if row.in_group}
    given = exists().where(
        Share.resource_id == resource.id, Share.ended_at.is_(None), Share.with_id == Enrolment.id
    )
    among = [Enrolment.id == resource.added_by_id, given, in_groups(groups)]
    shared_with_all = any(row.share_id and row.group_id is None for row in rows)
    return Reach(
        everybody=shared_with_all or bool(section and is_for_all(section)),
        here=rows[0].here,
        groups=groups,
        among=or_(*among, *(readers_besides_groups(section) if section else ())),
        anonymous=tuple(says.values()),
    )


def audience_of(viewer: Member, resource: Resource) -> Audience:
    """Who can see it, in two statements, however many they are; in one where that is everybody."""
    return told(viewer, reach_of(resource))
