"""Drafts: what somebody could not send."""

from __future__ import annotations

from typing import Any

from plugin import clock
from plugin.drafts.models import Draft
from plugin.member import Member
from tests.factories.places import kept


def a_draft(writer: Member, place: str = "/goals/new", **typed: Any) -> Draft:
    """The form at `place`, as its writer left it."""
    fields = typed or {"title": "Listen first", "problem": "I talk too much", "problem_format": "plain"}
    return kept(
        Draft(
            person_id=writer.person_id,
            context_id=writer.context_id,
            place=place,
            page=place,
            typed=fields,
            kept_at=clock.now(),
        )
    )
