"""What something that is asked said before it was changed, and letting it say that again, for thirty days."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from plugin import clock
from plugin.courses.assessments.asking import as_asked, change_item, version_of
from plugin.courses.assessments.models import Item
from plugin.courses.outline.models import OutlineChange, Section
from plugin.database import db
from plugin.member import Member
from plugin.regrets import REGRETTED, too_late


def said_before(item: Item) -> dict[str, Any] | None:
    """What it said before its last change, by the fields of its form; None where nobody knows any more."""
    change = db.session.scalar(
        select(OutlineChange)
        .where(OutlineChange.section_id == item.section_id, OutlineChange.what == "asks otherwise")
        .where(OutlineChange.before["item"].as_string() == item.id.hex)
        .where(OutlineChange.at >= clock.now() - REGRETTED)
        .order_by(OutlineChange.at.desc(), OutlineChange.id.desc())
        .limit(1)
    )
    said: dict[str, Any] | None = change.before.get("asked") if change else None
    return said


def say_again(member: Member, section: Section, item: Item) -> None:
    """Let it say that again. What it said until now is what it said before, so that this can be taken back too.

    Raises Invalid where nobody knows any more what it said.
    """
    before = said_before(item)
    if before is None:
        raise too_late()
    again = replace(
        as_asked(item),
        text=before["text"],
        by=before["by"],
        options=tuple(before["options"].splitlines()),
        right=tuple(before["right"].splitlines()),
        says=before["says"],
    )
    change_item(member, section, item, again, version_of(item))
