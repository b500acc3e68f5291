"""What happens when a lead takes over what the origin of their course had."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from plugin.courses.journey.actions import copy_course
from plugin.courses.outline.models import Copied, Course, Section
from plugin.courses.outline.queries import course_if_any
from plugin.courses.programmes.taking import TAKEN, for_everybody, resources_in
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member
from plugin.setup.actions import go_on
from plugin.setup.copies.queries import Origin, takes_copies


def take_over(lead: Member, origin: Origin) -> Course:
    """Bring the outline and the settings of the origin, in the place of one that is untouched.

    Raises Invalid where it is not, and where the course is open.
    """
    course = course_if_any(lead)
    if course is not None:
        db.session.refresh(course, with_for_update=True)
    if not takes_copies(lead):
        raise Invalid(
            _(
                "Somebody has written into this course already, or chosen one of its sections for the gradebook, or it "
                "is open: its outline stays."
            )
        )
    source = db.session.get_one(Course, origin.id)
    title = course.title if course else lead.context_title or source.title
    course = copy_course(lead, source, course, title)
    _remember(source, course)
    go_on(course, "programme")
    return course


def _remember(source: Course, course: Course) -> None:
    """Which section and which resource here was which there, and, of a copy of a copy, in the first."""
    here = {source.id: course.id, **_pairs(source.id, course.id)}
    earlier = select(Copied.origin_id, Copied.here_id).where(Copied.course_id == source.id)
    further = {first: here[then] for first, then in db.session.execute(earlier) if then in here}
    rows = {**further, **here}
    db.session.add_all(
        Copied(course_id=course.id, origin_id=there, here_id=now) for there, now in rows.items()
    )
    db.session.flush()


def _pairs(source_id: UUID, course_id: UUID) -> dict[UUID, UUID]:
    theirs, ours = _sections(source_id), _sections(course_id)
    pairs = dict(zip(theirs, ours, strict=True))
    held, now = resources_in(theirs, TAKEN), resources_in(ours, TAKEN)
    for there, here in list(pairs.items()):
        pairs |= zip(
            (one.id for one in held.get(there, ())), (one.id for one in now.get(here, ())), strict=True
        )
    return pairs


def _sections(course_id: UUID) -> list[UUID]:
    shown = select(Section.id).where(Section.course_id == course_id, for_everybody())
    return list(db.session.scalars(shown.order_by(Section.position, Section.id)))
