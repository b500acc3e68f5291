"""Who writes to a single mentee of a group, as sentences."""

from __future__ import annotations

from plugin.courses.sessions.each.queries import NoteFor
from plugin.courses.sessions.seen import Seen
from plugin.member import Member


def can_write_to_each(member: Member, seen: Seen) -> bool:
    """A group's mentors who were there; with one mentee the shared note is for them alone already."""
    return seen.whole and not seen.is_of_a_pair and seen.part == "mentor"


def can_write_note(member: Member, note: NoteFor) -> bool:
    """The same, to one whom they mentor."""
    return can_write_to_each(member, note.seen) and member.mentors(note.one.mentee_id)
