"""A mentee of the board as a row of a sheet, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import get_template_attribute
from flask_babel import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from plugin import clock
from plugin.courses.sessions.models import MODES
from plugin.database import transaction
from plugin.groups.board import Contact, Line, lines_of, with_pulse
from plugin.groups.flags.models import ENDLESS
from plugin.groups.rows import Asked
from plugin.member import Member

AT_ONCE = 500  # mentees that are read in one go
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # how what a program reckons with begins


def headings() -> list[str]:
    """What the columns are called."""
    return [
        _("Mentee"),
        _("How it is going"),
        _("Section"),
        _("Of sections"),
        _("Next step"),
        _("Due"),
        _("Goals"),
        _("Goals moving"),
        _("Last contact"),
        _("How"),
        _("Waiting on me since"),
        _("Open promises of theirs"),
        _("Of those late"),
        _("Open promises of mine"),
        _("How useful, of 5, the latest last"),
    ]


def rows(viewer: Member, group_id: UUID | None, asked: Asked) -> Iterator[list[str]]:
    """All of them, five hundred at a time, each time in a transaction of its own: so it is read while it is sent."""
    after, ways = asked.after, _ways()
    while True:
        with transaction(writing=False):
            lines, more = lines_of(viewer, group_id, replace(asked, after=after), AT_ONCE)
            told = [row(viewer, line, ways) for line in with_pulse(viewer, lines)]
        yield from told
        if not (more and lines):
            return
        after = lines[-1].id


def row(viewer: Member, line: Line, ways: Mapping[str, str]) -> list[str]:
    """One mentee; `ways` says in words how people were in contact."""
    waits = line.standing.waits if line.standing else ENDLESS
    at = min(line.journey.at, line.journey.of)
    return [
        safe(said)
        for said in (
            *(line.name, _going(line), f"{at}" if line.journey.of else "", f"{line.journey.of or ''}"),
            *(line.step.what, _day(line.step.due), str(line.goals.goals), str(line.goals.moving)),
            *_contact(viewer, line.contact, ways),
            *(_day(waits) if waits != ENDLESS else "", str(line.owed.theirs)),
            *(str(line.owed.late), str(line.owed.mine), _useful(line)),
        )
    ]


def safe(said: str) -> str:
    """A field that stays words: a spreadsheet reckons with whatever begins like a formula, an apostrophe stops that
    (OWASP, CSV injection). What no workbook may hold is left out."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", said)
    return f"'{plain}" if plain.startswith(FORMULAS) else plain


def _going(line: Line) -> str:
    words = get_template_attribute("flags/_words.html", "words")
    if line.standing and line.standing.flags:
        return "; ".join(str(words(flag)).strip() for flag in line.standing.raised)
    return _("At rest") if line.part == "rests" else ""


def _contact(viewer: Member, contact: Contact | None, ways: Mapping[str, str]) -> tuple[str, str]:
    """On which of the viewer's days, and how."""
    return (_day(clock.day(contact.at, viewer.zone)), ways[contact.how]) if contact else ("", "")


def _useful(line: Line) -> str:
    return ", ".join(map(str, line.pulse.answers)) if line.pulse else ""


def _ways() -> dict[str, str]:
    """Looked up once for a file: a catalogue is slow to ask for each row."""
    how = get_template_attribute("groups/_parts.html", "how")
    return {kind: str(how(kind)).strip() for kind in ("post", *MODES)}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
