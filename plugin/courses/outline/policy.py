"""Who may do what with a course and its sections."""

from __future__ import annotations

from typing import Any

from plugin.courses.outline.models import Course, OutlineChange, Section
from plugin.courses.outline.queries import Stop
from plugin.member import Member

ANSWERED = ("assessment", "reflection")
READ = ("resources", "text")


def can_open_course(member: Member, *_thing: Any) -> bool:
    """Leads open the mentoring course of their LMS course."""
    return member.is_lead and member.enrolment_id is not None


def can_see_course(member: Member, course: Course) -> bool:
    """Everybody enrolled sees the course of their own LMS course."""
    return member.enrolment_id is not None and course.context_id == member.context_id


def can_read_section(member: Member, stop: Stop) -> bool:
    """Everybody enrolled reads every section, those ahead too."""
    return member.enrolment_id is not None


def can_finish(member: Member, stop: Stop) -> bool:
    """A mentee says of an open section that they are done with it, or not after all, where nothing else settles it.

    A goal is written, a session is logged, questions are answered: those sections settle themselves.
    """
    return member.is_mentee and stop.is_open and settled_by_hand(stop)


def settled_by_hand(stop: Stop) -> bool:
    """Only its reader knows when it is done."""
    kind = stop.section.kind
    return kind in READ or (kind in ANSWERED and not stop.section.asks)


def follows_mentees(member: Member) -> bool:
    """Leads and mentors see how many of their mentees are done."""
    return member.is_lead or member.is_mentor


def can_edit_outline(member: Member, course: Course) -> bool:
    """Leads and mentors change the outline of their own course; which sections, can_change_section says."""
    return can_see_course(member, course) and follows_mentees(member)


def can_change_section(member: Member, section: Section) -> bool:
    """Leads change what is for everybody or for a group, mentors what is for their groups and mentees; each what they
    made. What is for one mentee is the pair's: a lead changes it only where it is their own, a mentor while they mentor.
    """
    made_it = section.made_by_id is not None and section.made_by_id == member.enrolment_id
    if section.mentee_id:
        return section.mentee_id in member.mentee_ids or (member.is_lead and made_it)
    if member.is_lead:
        return True
    return member.is_mentor and (made_it or section.group_id in member.mentored_group_ids)


def can_close_course(member: Member, course: Course) -> bool:
    """Leads close the course of their LMS course, and open it again."""
    return can_see_course(member, course) and member.is_lead


def can_take_back(member: Member, change: OutlineChange) -> bool:
    """Whoever changes an outline takes changes back; of which sections, its query says."""
    return change.section_id is not None and follows_mentees(member)
