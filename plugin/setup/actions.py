"""What happens while a course is set up: it begins, its settings are kept, step after step, and it opens."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import exists, select, update

from plugin.courses.journey.actions import begin_again, begin_course
from plugin.courses.outline.actions import open_now
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.setup.queries import STEPS, is_untouched

CADENCE = ("cadence_days", "reply_days", "anonymous", "hide_flagged")  # what of a course its fourth step says


def begin(lead: Member, programme_key: str, title: str) -> Course:
    """Make the course from a programme; nobody but its leads sees it. Raises Invalid."""
    course = begin_course(lead, programme_key, title)
    go_on(course, "programme")
    return course


def choose_again(lead: Member, course: Course, programme_key: str, title: str, version: int | None) -> None:
    """Call it otherwise, and copy another programme into it in the place of the first.

    Raises Conflict where another lead chose meanwhile, Invalid where it is not untouched, or is open.
    """
    db.session.refresh(course, with_for_update=True)
    if course.opened_at is not None:
        raise Invalid(_("This course is open already. Its outline is changed on the course page."))
    theirs = {name: now for name, now in (("title", course.title),) if now != title}
    other = programme_key != course.programme
    if (theirs or other) and version != course.version:
        raise Conflict(theirs, course.version)
    if other:
        if not is_untouched(course):
            raise Invalid(
                _(
                    "Somebody has written into this course already, or chosen one of its sections for the gradebook, "
                    "so its programme stays as it is."
                ),
                "programme",
            )
        begin_again(lead, course, programme_key)
    if theirs or other:
        course.title = title
        course.version += 1
    go_on(course, "programme")


def go_on(course: Course, step: str) -> None:
    """This step is done for now; any can be looked at again."""
    course.set_up_step = max(course.set_up_step, STEPS.index(step) + 2)
    db.session.flush()


def keep_cadence(course: Course, version: int | None, *, discussed: Collection[UUID], **said: int) -> None:
    """What CADENCE names, and beside which sections there is talk.

    Raises Conflict where another lead said something else since `version` was read.
    """
    db.session.refresh(course, with_for_update=True)
    theirs = {
        name: _word(getattr(course, name)) for name, now in said.items() if getattr(course, name) != now
    }
    turned = _turned(course, discussed)
    if (theirs or turned) and version != course.version:
        raise Conflict(theirs or {"discussed": _("Somebody else has chosen other sections.")}, course.version)
    if not (theirs or turned):
        return
    for name, now in said.items():
        setattr(course, name, now)
    for section_id, on in turned.items():
        db.session.execute(
            update(Section).where(Section.id == section_id).values(discussed=on, version=Section.version + 1),
            execution_options={"synchronize_session": "fetch"},
        )
    course.version += 1
    db.session.flush()


def _word(stands: int) -> str:
    return (_("Yes") if stands else _("No")) if isinstance(stands, bool) else str(stands)


def _turned(course: Course, discussed: Collection[UUID]) -> dict[UUID, bool]:
    rows = db.session.execute(
        select(Section.id, Section.discussed).where(
            Section.course_id == course.id, Section.retired_at.is_(None)
        )
    )
    return {one: one in discussed for one, now in rows if now != (one in discussed)}


def keep_capacity(
    course: Course, capacity: int | None, own: Mapping[UUID, int | None], before: Mapping[UUID | None, str]
) -> None:
    """How many mentees a mentor has room for here, and the mentors of whom something else is true.

    `before` is what stood there when the form was read, by mentor, None for the course. Raises Conflict where another
    lead has changed one of those that this would change.
    """
    db.session.refresh(course, with_for_update=True)
    rows = select(Enrolment).where(
        Enrolment.id.in_(own), Enrolment.context_id == course.context_id, Enrolment.active
    )
    mentors = db.session.scalars(rows.order_by(Enrolment.id).with_for_update()).all()
    changed: list[tuple[Course | Enrolment, UUID | None, int | None]] = [(course, None, capacity)]
    changed += [(mentor, mentor.id, own[mentor.id]) for mentor in mentors]
    changed = [one for one in changed if one[0].capacity != one[2]]
    theirs = {
        "capacity" if key is None else f"capacity_{key.hex}": _shown(row.capacity) or _("no limit")
        for row, key, _said in changed
        if before.get(key, "") != _shown(row.capacity)
    }
    if theirs:
        raise Conflict(theirs, course.version)
    for row, _key, said in changed:
        row.capacity = said
    db.session.flush()


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def open_to_all(lead: Member, course: Course) -> None:
    """Everybody in the course sees it from now on. Raises Invalid where there is nothing to see."""
    here = exists().where(
        Section.course_id == course.id, Section.retired_at.is_(None), Section.hidden_at.is_(None)
    )
    if course.opened_at is None and not db.session.scalar(select(here)):
        raise Invalid(
            _("There is no section yet that anybody could see. Choose a programme, or add one first.")
        )
    open_now(lead, course)
