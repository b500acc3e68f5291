"""Who may answer, and who may read answers."""

from __future__ import annotations

from uuid import UUID

from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.queries import Stop
from plugin.member import Member
from plugin.people.policy import sees_as_pair


def can_answer(member: Member, stop: Stop) -> bool:
    """A mentee answers the questions of an open assessment or reflection."""
    asks = stop.section.kind in ANSWERED and stop.section.asks > 0
    return asks and member.is_mentee and stop.is_open


def can_read_answers_of(member: Member, enrolment_id: UUID) -> bool:
    """Answers are the pair's: the mentee's own and their mentors'. Leads and group mates read none."""
    return sees_as_pair(member, enrolment_id)
