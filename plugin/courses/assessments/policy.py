"""Who may answer, who may read answers and speak to them, and who may change what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.queries import Stop
from plugin.member import Member
from plugin.people.policy import sees_as_pair

if TYPE_CHECKING:
    from plugin.courses.assessments.queries import Step, Work


def can_answer(member: Member, stop: Stop) -> bool:
    """A mentee answers what an open assessment or reflection asks."""
    asks = stop.section.kind in ANSWERED and stop.section.asks > 0
    return asks and member.is_mentee and stop.is_open


def can_read_answers_of(member: Member, enrolment_id: UUID) -> bool:
    """Answers are the pair's: the mentee's own and their mentors'. Leads and group mates read none."""
    return sees_as_pair(member, enrolment_id)


def can_read_work(member: Member, work: Work) -> bool:
    """The pair reads what was handed in, and what was said to it."""
    return can_read_answers_of(member, work.enrolment_id)


def can_respond(member: Member, work: Work) -> bool:
    """A mentor of that mentee says what they think of it; nobody speaks to their own."""
    return member.mentors(work.enrolment_id)


def can_take_back(member: Member, work: Work) -> bool:
    """Whose work it is takes it back to change it."""
    return member.enrolment_id == work.enrolment_id


def can_sign(member: Member, step: Step) -> bool:
    """A mentor of that mentee signs a step off, and takes that back."""
    return member.mentors(step.enrolment_id)


def can_change_asks(member: Member, stop: Stop) -> bool:
    """Leads change what a section asks, and whoever made the section."""
    section = stop.section
    made_it = section.made_by_id is not None and section.made_by_id == member.enrolment_id
    return section.kind in ANSWERED and (member.is_lead or made_it)
