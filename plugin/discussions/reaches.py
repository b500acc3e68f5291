"""Whom a discussion reaches that hangs on a goal, a session or a topic: the people who see that, and nobody else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, true

from plugin.courses.goals.models import Goal
from plugin.courses.sessions.models import Attendance, Session
from plugin.database import db
from plugin.discussions.topics.models import Topic
from plugin.member import Member
from plugin.people.audience import Reach, everybody_here, in_groups, mentor_now
from plugin.people.cover.queries import covers_group
from plugin.people.models import Enrolment, Group, Place
from plugin.people.observed.queries import is_group_in_scope


def goal_reach(viewer: Member, goal: Goal) -> Reach:
    """Its owner, and who mentors them now."""
    return Reach(among=or_(Enrolment.id == goal.owner_id, mentor_now(goal.owner_id)))


def session_reach(viewer: Member, session: Session) -> Reach:
    """Who was in it: mentees for good, mentors as long as they mentor there."""
    there = (Attendance.session_id == session.id, Attendance.enrolment_id == Enrolment.id)
    still = mentor_now(session.mentee_id) if session.mentee_id else _mentor_of_group(session.group_id)
    was_mentee = exists().where(*there, Attendance.part == "mentee")
    was_mentor = exists().where(*there, Attendance.part == "mentor")
    group = db.session.get(Group, session.group_id) if session.group_id else None
    anonymous = (group.anonymous,) if group else ()
    return Reach(among=or_(was_mentee, was_mentor & still), anonymous=anonymous)


def topic_reach(viewer: Member, topic: Topic) -> Reach:
    """A group, two people, whoever runs the course and whoever asks them, or everybody in it."""
    if topic.group_id:
        group = db.session.get(Group, topic.group_id)
        if group is None:  # a topic that somebody asks for: its group may be none of ours
            return Reach(by_share=False)
        among = in_groups([group.id])
        return Reach(groups={group.id: group.name}, among=among, by_share=False, anonymous=(group.anonymous,))
    if topic.mentee_id:
        mentor = (Enrolment.id == topic.mentor_id) & mentor_now(topic.mentee_id)
        return Reach(among=or_(Enrolment.id == topic.mentee_id, mentor))
    if topic.to_leads:
        return Reach(among=or_(Enrolment.id == topic.begun_by_id, Enrolment.role == "lead"))
    return everybody_here(viewer)


def is_topic_read(viewer: Member) -> ColumnElement[bool]:
    """The same the other way round: which topics the viewer reads. Leads read no group's, unless they are in it."""
    for_all = Topic.group_id.is_(None) & Topic.mentee_id.is_(None) & ~Topic.to_leads
    asked = Topic.to_leads & (true() if viewer.is_lead else Topic.begun_by_id == viewer.enrolment_id)
    as_mentor = (Topic.mentor_id == viewer.enrolment_id) & Topic.mentee_id.in_(viewer.mentee_ids)
    own = Topic.mentee_id == viewer.enrolment_id
    return or_(for_all, asked, Topic.group_id.in_(viewer.group_ids), own, as_mentor)


def _mentor_of_group(group_id: Any) -> ColumnElement[bool]:
    placed = exists().where(
        Place.enrolment_id == Enrolment.id,
        Place.group_id == group_id,
        Place.part == "mentor",
        Place.until.is_(None),
        is_group_in_scope(Place.enrolment_id, Place.group_id),
    )
    return or_(placed, covers_group([group_id]))
