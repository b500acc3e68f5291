"""Between a section and its form: what stands in it at first, and what was meant by what came back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from plugin.courses.outline.editing import queries
from plugin.courses.outline.editing.rules import Audience
from plugin.courses.outline.editing.schemas import DUE, OPENS
from plugin.courses.outline.editing.told import Said, kinds, labels
from plugin.courses.outline.models import Course, Section
from plugin.errors import Invalid
from plugin.forms import Form, page
from plugin.member import Member


def initial(section: Section) -> dict[str, Any]:
    """What stands in the form of a section that is there."""
    fields = {
        "kind": section.kind,
        "title": section.title,
        "purpose": section.purpose,
        "words": section.words,
        "opens_day": section.opens_day,
        "opens_on": section.opens_on,
        "opens_after": section.opens_after_id,
        "due_day": section.due_day,
        "due_on": section.due_on,
        "questions": "\n".join(section.questions),
    }
    stands = {name: value for name, value in fields.items() if value is not None}
    opens = next((rule for rule, name in OPENS.items() if name in stands), "once")
    due = next((rule for rule, name in DUE.items() if name in stands), "none")
    return {**stands, "opens": opens, "due": due, "discussed": "yes" if section.discussed else "no"}


def said_in(form: Form) -> Said:
    """What a good form says."""
    given = form.values
    return Said(
        kind=given["kind"],
        title=given["title"],
        purpose=given["purpose"],
        words=given["words"],
        opens_day=given["opens_day"],
        opens_on=given["opens_on"],
        opens_after_id=given["opens_after"],
        due_day=given["due_day"],
        due_on=given["due_on"],
        discussed=given["discussed"] == "yes",
        questions=given["questions"],
    )


def audience_in(whose: str) -> Audience:
    """'all', 'group-<id>' or 'mentee-<id>'. Raises Invalid for anything else; whether it is theirs, rules.py says."""
    what, _dash, written = whose.partition("-")
    try:
        if what in ("group", "mentee"):
            return Audience(**{f"{what}_id": UUID(written)})
    except ValueError:
        what = ""
    if what != "all" or written:
        raise Invalid(_("Choose one of your groups or mentees from the list."), "whose")
    return Audience()


def place_in(member: Member, course: Course, place: str) -> UUID | None:
    """The section to stand after: 'first' is before all, and one that they do not see counts as 'last'."""
    if place == "first":
        return None
    there = [section.id for section in queries.neighbours(member, course.id)]
    try:
        asked = UUID(place)
    except ValueError:
        asked = None
    if asked in there:
        return asked
    return there[-1] if there else None


def section_page(member: Member, course_id: UUID, section: Section | None, form: Form) -> str:
    """The form of a new section, or of one that is there."""
    others = [one for one in queries.neighbours(member, course_id) if section is None or one.id != section.id]
    groups, mentees = queries.audiences(member) if section is None else ([], [])
    whose = [(f"group-{key}", name) for key, name in groups] + [
        (f"mentee-{key}", name) for key, name in mentees
    ]
    same = [one for one in others if _may_precede(one, section)]
    return page(
        "outline/section.html",
        section=section,
        form=form,
        kinds=list(kinds().items()),
        labels=labels(),
        whose=[("all", _("Everybody in this course")), *whose] if member.is_lead else whose,
        whose_now=queries.audience_names(member, [section]).get(section.id) if section else "",
        places=[("first", _("At the beginning"))]
        + [
            (one.id, _("after %(number)s: %(title)s", number=n, title=one.title))
            for n, one in enumerate(others, 1)
        ],
        before=[(one.id, one.title) for one in same],
    )


def _may_precede(one: Section, section: Section | None) -> bool:
    """Whether whoever walks the section walks that one too; of a new one nobody knows yet whose it is."""
    for_all = one.group_id is None and one.mentee_id is None
    return (
        section is None or for_all or (one.group_id, one.mentee_id) == (section.group_id, section.mentee_id)
    )
