"""Agreements, through the product's own verbs."""

from __future__ import annotations

from typing import Any

from plugin import text
from plugin.courses.agreements import actions
from plugin.courses.agreements.parties import own
from plugin.courses.agreements.queries import agreement_for
from plugin.courses.agreements.seen import Seen, Standing
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.member import Member
from tests.factories import a_mentee, a_mentor, again


def terms_fields(**said: Any) -> dict[str, Any]:
    """What the form for the terms sends, all of it good."""
    return {
        "purpose": "That I lead the night shift without calling anybody.",
        "roles": "I bring the agenda.",
        "cadence_days": "14",
        "minutes": "45",
        "hours": "2",
        "channels": "Here first",
        "reply_days": "3",
        "confidentiality": "What is said about the team stays between us.",
        "ending": "We look back after three months.",
        **said,
    }


def an_agreement(member: Member, kind: str = "pair") -> Seen:
    """One of somebody's own, begun and empty: of a 'pair', of a whole 'group' or of a 'mentee' in one."""
    asked = next(one for one in own(member) if one.kind == kind)
    return agreement_for(member, actions.begin(member, course_here(member), str(asked)).id)


def agreed(member: Member, kind: str = "pair", **said: Any) -> Seen:
    """The same with terms."""
    seen = an_agreement(member, kind)
    said_so: dict[str, Any] = terms_fields()
    kept = {name: text.from_plain(said_so[name]) for name in actions.WORDS}
    numbers = {name: int(said_so[name]) for name in actions.NUMBERS}
    actions.write_terms(member, seen, seen.agreement.version, **{**said_so, **kept, **numbers, **said})
    return agreement_for(member, seen.agreement.id)


def standing(member: Member, seen: Seen) -> Standing:
    """Where it stands now, for one who reads it."""
    return agreement_for(again(member), seen.agreement.id).standing


def two(course: Course) -> tuple[Member, Member]:
    """A mentor and their mentee, known by their names."""
    mentor = a_mentor(course, "Ravi Menon")
    mentee = a_mentee(course, "Samir Haddad", mentor=mentor)
    return again(mentor), again(mentee)
