"""What a lead does with the gradebook: chooses columns, renames and takes them back, has them sent again."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import update

from plugin import clock
from plugin.courses.grades import outbox
from plugin.courses.grades.jobs import deliver_soon, reckoned
from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.queries import Choice, choices
from plugin.courses.outline.models import Course
from plugin.database import QUIET, db, is_first, replaced
from plugin.errors import Conflict, Invalid
from plugin.jobs.tasks import soon
from plugin.member import Member

WHOLE = 100  # points of a path, and of a quiz


def choose(lead: Member, course: Course, chosen: Collection[str], aim: int | None) -> None:
    """Let these go to the gradebook from now on. Raises Invalid for nothing, and for what is not there to choose."""
    offered = {choice.value: choice for choice in choices(lead, course)}
    if not chosen:
        raise Invalid(_("Please tick what is to go to the gradebook."), "chosen")
    if not set(chosen) <= set(offered):
        raise Invalid(
            _("One of these goes there already, or is not there any more. Please look once more."), "chosen"
        )
    if "sessions" in chosen and aim is None:
        raise Invalid(_("Please say how many sessions are all of it."), "aim")
    sections = [value.partition(".")[2] for value in chosen if "." in value]
    if len(set(sections)) < len(sections):
        raise Invalid(
            _("Of a quiz, please choose one: that it is done, or how much of it was right."), "chosen"
        )
    for choice in offered.values():
        if choice.value in chosen:
            is_first(_column(lead, course, choice, aim))
    soon(reckoned, course.id)


def _column(lead: Member, course: Course, choice: Choice, aim: int | None) -> Column:
    kind, _dot, written = choice.value.partition(".")
    points = {"progress": WHOLE, "quiz": WHOLE, "sessions": aim or 1}.get(kind, 1)
    now = clock.now()
    return Column(
        course_id=course.id,
        what=choice.what if choice.what != "quiz" else "assessment",
        section_id=UUID(written) if written else None,
        label=called(choice),
        points=points,
        aim=aim if kind == "sessions" else None,
        made_by_id=lead.enrolment_id,
        made_at=now,
        due_at=now,
    )


def called(choice: Choice) -> str:
    """What the column is called at first: the lead can say it otherwise."""
    names: dict[str, str] = {
        "progress": _("Mentoring: the path"),
        "agreement": _("Mentoring: the agreement"),
        "sessions": _("Mentoring: sessions"),
        "closing": _("Mentoring: the closing"),
    }
    return names.get(choice.what, choice.title)


def rename(column: Column, version: int | None, label: str) -> None:
    """Call it otherwise, here and in the gradebook. Raises Conflict where somebody else did meanwhile."""
    if column.label == label:
        return
    if version is None or not replaced(Column, version, {"label": label}, Column.id == column.id):
        db.session.refresh(column)
        raise Conflict({"label": column.label}, column.version)
    deliver_soon(column.course_id)


def retire(column: Column) -> None:
    """Send nothing there any more. What stands in the gradebook stays: it is the company's."""
    column.retired_at = clock.now()
    db.session.flush()


def send_again(column: Column) -> None:
    """Try everything again that was refused or put off, and read the gradebook; a column that is gone is made anew."""
    now = clock.now()
    if column.gone_at:
        column.gone_at, column.url, column.told_label = None, "", ""
        outbox.forget_what_was_there(column.id)
    column.due_at, column.failures, column.results_at = now, 0, None
    db.session.flush()
    outbox.wait_again(column.id, Score.state.in_(("refused", "not gradable")))
    put_off = (Score.column_id == column.id, Score.state == "waiting", Score.failures > 0)
    db.session.execute(update(Score).where(*put_off).values(due_at=now), execution_options=QUIET)
    deliver_soon(column.course_id)
