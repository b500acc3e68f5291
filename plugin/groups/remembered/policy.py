"""Who keeps what about whom, as sentences."""

from __future__ import annotations

from plugin.groups.remembered.models import OwnNote
from plugin.groups.remembered.queries import Kept
from plugin.member import Member
from plugin.people.models import Enrolment


def can_see_what_they_keep(member: Member, *_thing: object) -> bool:
    """Everybody in the course; what there is of it is the query's matter, and nobody's but their own."""
    return member.enrolment_id is not None


def can_remember(member: Member, person: Enrolment) -> bool:
    """A mentor, of whom they mentor."""
    return member.mentors(person.id)


def can_read_kept(member: Member, kept: Kept) -> bool:
    """Whoever wrote it, also when the mentorship has ended."""
    return kept.by_id == member.enrolment_id


def can_change_note(member: Member, note: OwnNote) -> bool:
    """Its author, also when the mentorship has ended."""
    return note.by_id == member.enrolment_id
