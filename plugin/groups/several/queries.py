"""Questions about doing things for several: for whom, what there is to choose, and what was done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from plugin.courses.outline.models import Assignment, Section
from plugin.courses.outline.queries import course_here
from plugin.courses.resources.queries import found_by
from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.several.models import Deed
from plugin.member import Member
from plugin.people.queries import names

MOST = 50  # people at once: a page of the board
OFFERED = 200  # names in a list; the board finds the others


@dataclass(frozen=True, slots=True)
class Chosen:
    """Those of whom were chosen that the viewer still mentors, by name, and how many of them they do not."""

    people: tuple[tuple[UUID, str], ...]
    gone: int = 0

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Their ids, in the order of their names."""
        return tuple(one for one, _name in self.people)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: for whom by name, for how many not, because they had left meanwhile."""

    deed: Deed
    people: tuple[tuple[UUID, str], ...]
    gone: int


def chosen_by(viewer: Member, ids: Collection[UUID]) -> Chosen:
    """At most fifty; whoever has left, or was never theirs, is counted and not named: one statement."""
    asked = list(dict.fromkeys(ids))[:MOST]
    called = names(viewer, [one for one in asked if viewer.mentors(one)])
    return Chosen(_by_name(called), len(asked) - len(called))


def others_to_choose(viewer: Member, chosen: Chosen) -> list[tuple[str, str]]:
    """The viewer's other mentees by name, as many as a list shows: whoever is written to alone may not be the only one."""
    called = names(viewer, viewer.mentee_ids - set(chosen.ids))
    return [(str(one), name) for one, name in _by_name(called)[:OFFERED]]


def resources_to_share(viewer: Member) -> list[tuple[str, str]]:
    """What the viewer finds, the newest first, by id and title."""
    found, _more = found_by(viewer, 1)
    return [(str(one.id), one.title) for one in found]


def sections_to_extend(viewer: Member, ids: Collection[UUID]) -> list[tuple[str, str]]:
    """Sections that some of these have to walk and are not done with, in the outline's order: one statement."""
    rows = db.session.execute(
        select(Section.id, Section.title, Section.position)
        .join(Assignment, Assignment.section_id == Section.id)
        .where(Assignment.enrolment_id.in_(ids), Assignment.current, Assignment.done_at.is_(None))
        .where(Section.course_id == course_here(viewer).id, Section.retired_at.is_(None))
        .distinct()
        .order_by(Section.position, Section.id)
    )
    return [(str(row.id), row.title) for row in rows]


def open_assignments(ids: Collection[UUID], section_id: UUID) -> list[Assignment]:
    """Of these people, those who still have that section to walk."""
    open_ones = (Assignment.section_id == section_id, Assignment.current, Assignment.done_at.is_(None))
    return list(db.session.scalars(select(Assignment).where(Assignment.enrolment_id.in_(ids), *open_ones)))


def deed_for(viewer: Member, deed_id: UUID) -> Deed:
    """One of the viewer's own. Raises NotHere for any other."""
    mine = (Deed.id == deed_id, Deed.by_id == viewer.enrolment_id)
    found = db.session.scalar(select(Deed).where(*mine))
    if found is None:
        raise NotHere()
    return found


def done_by(viewer: Member, deed: Deed) -> Done:
    """With the names of whom it was for: one statement."""
    called = names(viewer, [UUID(one) for one in deed.done["for"]])
    return Done(deed, _by_name(called), deed.done.get("gone", 0))


def _by_name(called: dict[UUID, str]) -> tuple[tuple[UUID, str], ...]:
    return tuple(sorted(called.items(), key=lambda one: (one[1].casefold(), one[0])))


def day_before(told: dict[str, str | None]) -> date | None:
    """The day that somebody had before they were given more time."""
    before = told.get("before")
    return date.fromisoformat(before) if before else None
