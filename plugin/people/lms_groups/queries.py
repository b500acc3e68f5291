"""Who is in a group of the LMS."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists

from plugin.people.lms_groups.models import LmsPlace


def is_in_any(enrolment_id: Any) -> ColumnElement[bool]:
    """Which enrolments are in one now, as far as it is said."""
    return exists().where(LmsPlace.enrolment_id == enrolment_id, LmsPlace.gone_at.is_(None))
