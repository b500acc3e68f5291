"""Who may do what with agreements, as sentences. `Seen` is one as a party sees it."""

from __future__ import annotations

from plugin.courses.agreements.seen import Seen
from plugin.courses.outline.models import Course
from plugin.member import Member


def can_see_agreements(member: Member, course: Course) -> bool:
    """Everybody in the course has the page; which agreements stand on it is the query's matter."""
    return member.enrolment_id is not None and course.context_id == member.context_id


def can_begin(member: Member, course: Course) -> bool:
    """Whoever mentors or is mentored; whose it may be is the action's matter."""
    return can_see_agreements(member, course) and (
        member.is_mentor or bool(member.mentor_ids or member.group_ids)
    )


def can_see_agreement(member: Member, seen: Seen) -> bool:
    """Its parties of now, and the mentee whose it is or was."""
    return member.enrolment_id in seen.parties or member.enrolment_id == seen.whose.mentee_id


def can_change_terms(member: Member, seen: Seen) -> bool:
    """Either of a pair, as long as it is one. What a whole group promises its mentors word, and everybody in it signs."""
    if seen.whose.kind == "group":
        return seen.whose.group_id in member.mentored_group_ids
    return can_sign(member, seen)


def can_sign(member: Member, seen: Seen) -> bool:
    """Whoever is a party of it now, with somebody to sign with."""
    return member.enrolment_id in seen.parties and len(seen.parties) > 1 and not seen.standing.is_over


def can_hope(member: Member, seen: Seen) -> bool:
    """Everybody who is a party."""
    return can_sign(member, seen)
