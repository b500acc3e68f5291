"""What happens to topics: somebody brings one up, renames it, or turns to the other of a pair."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.database import db, insert_into, new_id
from plugin.discussions.finding.keeping import keep_topic
from plugin.discussions.topics.models import Topic
from plugin.errors import Invalid, NotHere
from plugin.member import Member


def bring_up(member: Member, course: Course, title: str, group_id: UUID | None) -> Topic:
    """A new topic, with a group of one's own or with everybody. Raises Invalid for any other group."""
    if group_id is not None and group_id not in member.group_ids:
        raise Invalid(_("Please choose everybody, or a group that you are in."), "whom")
    return _begun(member, course, title, group_id=group_id)


def ask_leads(member: Member, course: Course, title: str) -> Topic:
    """A question to whoever runs the course: they read it, and whoever asks."""
    return _begun(member, course, title, to_leads=True)


def rename(topic: Topic, title: str) -> None:
    """Call it something else."""
    topic.title = title
    db.session.flush()
    keep_topic(topic)


def between(member: Member, course_id: UUID, other_id: UUID) -> Topic:
    """The one topic that a mentee and a mentor of theirs have to themselves; made as it is first wanted.

    Raises NotHere where the two are no such pair now.
    """
    if member.enrolment_id is None:
        raise NotHere()
    if member.mentors(other_id):
        pair = {"mentee_id": other_id, "mentor_id": member.enrolment_id}
    elif other_id in member.mentor_ids:
        pair = {"mentee_id": member.enrolment_id, "mentor_id": other_id}
    else:
        raise NotHere()
    db.session.execute(
        insert_into(Topic)
        .values(id=new_id(), course_id=course_id, title="", made_at=clock.now(), **pair)
        .values(begun_by_id=member.enrolment_id)
        .on_conflict_do_nothing(index_elements=["mentee_id", "mentor_id"])
    )
    return db.session.scalars(select(Topic).filter_by(**pair)).one()


def _begun(member: Member, course: Course, title: str, **whom: Any) -> Topic:
    said = {"course_id": course.id, "title": title, "begun_by_id": member.enrolment_id}
    topic = Topic(**said, **whom, made_at=clock.now())
    db.session.add(topic)
    db.session.flush()
    keep_topic(topic)
    return topic
