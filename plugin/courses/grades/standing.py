"""How the gradebooks of all courses stand, for the operator: numbers and the LMS's own words, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, select

from plugin.courses.grades.models import Column, Score
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.lti.models import Context, Platform


@dataclass(frozen=True, slots=True)
class Standing:
    """One course's columns together. `failures` are rounds in a row that came to nothing, of the worst column."""

    context_id: UUID
    platform: str
    columns: int
    failures: int
    tried_at: datetime | None
    said: str
    sent: int
    waiting: int
    refused: int


def standings() -> list[Standing]:
    """Every course's that sends anything, the worst first, of sites that are not disabled: two statements."""
    live = Column.retired_at.is_(None)
    rows = db.session.execute(
        select(
            *(Course.context_id, Platform.issuer, func.count(), func.max(Column.failures)),
            *(func.max(Column.tried_at), func.max(Column.said)),
        )
        .join(Course, Course.id == Column.course_id)
        .join(Context, Context.id == Course.context_id)
        .join(Platform, Platform.id == Context.platform_id)
        .where(live, Platform.disabled_at.is_(None))
        .group_by(Course.context_id, Platform.issuer)
        .order_by(func.max(Column.failures).desc(), Course.context_id)
    ).all()
    counted = (func.sum(case((Score.state == state, 1), else_=0)) for state in ("sent", "waiting", "refused"))
    scores = db.session.execute(
        select(Course.context_id, *counted)
        .join(Column, Column.id == Score.column_id)
        .join(Course, Course.id == Column.course_id)
        .where(live)
        .group_by(Course.context_id)
    )
    numbers = {row[0]: tuple(row[1:]) for row in scores}
    return [Standing(*row, *numbers.get(row[0], (0, 0, 0))) for row in rows]
