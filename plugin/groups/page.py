"""The page of one mentee: all that stands on it, also where a form of it comes back to be put right."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import format_decimal

from plugin import clock
from plugin.courses.grades.queries import scored
from plugin.courses.resources.uses.queries import opened_lately
from plugin.forms import Form, blank, page
from plugin.groups.cover.queries import covers_of
from plugin.groups.one_mentee import as_they_read, mentee_seen
from plugin.groups.remembered.policy import can_remember
from plugin.groups.remembered.queries import Kept, kept_about
from plugin.member import Member
from plugin.people.models import Enrolment


def show_mentee(
    member: Member,
    person: Enrolment,
    *,
    aside: Mapping[str, Form] | None = None,
    lines: Form | None = None,
    note: Form | None = None,
    graded: str = "",
) -> str:
    """As their mentors and they themselves see them; a form is one that comes back, `aside` by the kind of its flag.

    `graded` is the column of the gradebook that led here.
    """
    kept = kept_about(member, person.id) if can_remember(member, person) else None
    return page(
        "groups/mentee.html",
        mentee=mentee_seen(member, person),
        lately=opened_lately(member, person.id),
        today=clock.today(member.zone),
        covers=covers_of(member, person.id),
        aside_forms=aside or {},
        decimal=format_decimal,
        fresh=blank(),
        scored=scored(member, person.id, graded) if graded else None,
        kept=kept,
        lines_form=lines or _lines(kept),
        note_form=note or blank(),
        change_lines=lines is not None,
    )


def show_as_they_read(member: Member, person: Enrolment) -> str:
    """The mentee's own version for their mentor, to be read: nothing private of the mentor, and no form."""
    return page(
        "groups/mentee.html",
        mentee=as_they_read(mentee_seen(member, person)),
        lately=opened_lately(member, person.id),
        today=clock.today(member.zone),
        covers=covers_of(member, person.id),
        aside_forms={},
        kept=None,
        mirrored=True,
    )


def _lines(kept: Kept | None) -> Form:
    """What stands in the two lines now, and its version."""
    if kept is None or kept.lines is None:
        return blank(version=0)
    return blank(version=kept.lines.version, first=kept.lines.first, second=kept.lines.second)
