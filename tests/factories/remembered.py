"""What mentors keep to themselves, through the product's own verbs."""

from __future__ import annotations

from plugin.groups.remembered.actions import add_note, keep_lines
from plugin.groups.remembered.models import OwnNote
from plugin.member import Member
from plugin.text import from_plain
from tests.factories.courses import place_of


def two_lines(mentor: Member, mentee: Member, *lines: str) -> None:
    """Kept for the first time."""
    first, second = lines or ("Daughter starts school in September", "Thinks aloud; leave silence")
    keep_lines(mentor, place_of(mentee), first, second)


def an_own_note(mentor: Member, mentee: Member, words: str = "Ask about the roster.") -> OwnNote:
    return add_note(mentor, place_of(mentee), from_plain(words))
