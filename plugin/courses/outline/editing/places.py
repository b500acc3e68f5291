"""Where sections stand: positions are counted anew, under the course row's lock, whenever one moves or comes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from plugin.courses.outline.models import Assignment, Course, Section
from plugin.courses.outline.queries import reads
from plugin.database import db
from plugin.member import Member


def hold_outline(course_id: UUID) -> None:
    """Let whoever else changes this outline, or who walks it, wait until this is kept."""
    db.session.execute(select(Course.id).where(Course.id == course_id).with_for_update())


def hold(section: Section, *, walkers: bool = False) -> None:
    """Hold the outline and read the section anew.

    walkers: the change moves counters. Their rows come first, as they do where somebody is done with a section: two who
    take the same locks in another order would wait for each other in a ring.
    """
    hold_outline(section.course_id)
    if walkers:
        rows = select(Assignment.id).where(Assignment.section_id == section.id)
        db.session.execute(rows.order_by(Assignment.enrolment_id).with_for_update()).all()
    db.session.refresh(section, with_for_update={"key_share": True})


def stand_after(section: Section, after_id: UUID | None) -> None:
    """Let it stand straight after another one, or first. The outline is held; a neighbour that is gone means last."""
    order = [one for one in _in_order(section.course_id) if one != section.id]
    place = 0 if after_id is None else order.index(after_id) + 1 if after_id in order else len(order)
    _count([*order[:place], section.id, *order[place:]])


def before_it(section: Section) -> UUID | None:
    """What it stands straight after, counting what is hidden and what is taken out too."""
    order = _in_order(section.course_id)
    place = order.index(section.id)
    return order[place - 1] if place else None


def neighbour(viewer: Member, section: Section, step: int) -> tuple[bool, UUID | None]:
    """What it stands after once it has gone one up (-1) or down (1) past what the viewer sees; False where it cannot."""
    seen = select(Section.id).where(Section.course_id == section.course_id, reads(viewer))
    order = list(db.session.scalars(seen.order_by(Section.position, Section.id)))
    place = order.index(section.id) + step if section.id in order else -1
    if not 0 <= place < len(order):
        return False, None
    if step > 0:
        return True, order[place]
    whole = _in_order(section.course_id)
    first = whole.index(order[place])
    return True, whole[first - 1] if first else None


def _in_order(course_id: UUID) -> list[UUID]:
    asked = select(Section.id).where(Section.course_id == course_id)
    return list(db.session.scalars(asked.order_by(Section.position, Section.id)))


def _count(order: list[UUID]) -> None:
    """Number them from 1; a row that has its number already is left alone."""
    table: Any = Section.__table__
    moved = (
        update(table)
        .where(table.c.id == bindparam("of"), table.c.position != bindparam("place"))
        .values(position=bindparam("place"))
    )
    rows = [{"of": section_id, "place": place} for place, section_id in enumerate(order, 1)]
    db.session.connection().execute(moved, rows)
    for one in db.session:
        if isinstance(one, Section):
            db.session.expire(one, ["position"])
