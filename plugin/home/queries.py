"""What the frame around every page asks, in one statement."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import exists, select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.discussions.attention.bell import how_much_is_new
from plugin.drafts.models import Draft
from plugin.lti.models import Context
from plugin.member import Member


class Standing(NamedTuple):
    """The course's title, None where the viewer sees none; whether it is open, a draft waits in it, it is closed."""

    title: str | None
    opened: bool
    has_drafts: bool
    closed: bool
    news: int = 0  # posts that are new where the viewer follows


def standing(viewer: Member) -> Standing:
    """How the viewer stands here."""
    kept = exists().where(Draft.person_id == viewer.person_id, Draft.context_id == viewer.context_id)
    row = db.session.execute(
        select(Course.title, Course.opened_at, Course.closed_at, kept.label("kept"))
        .add_columns(how_much_is_new(viewer).label("news"))
        .select_from(Context)
        .outerjoin(Course, Course.context_id == Context.id)
        .where(Context.id == viewer.context_id)
    ).one_or_none()
    if row is None:
        return Standing(None, False, False, False)
    title = row.title if row.opened_at or viewer.is_lead else None
    return Standing(title, row.opened_at is not None, row.kept, row.closed_at is not None, row.news)
