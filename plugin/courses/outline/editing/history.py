"""The history of an outline: who changed what, what stood there before, and taking it back for thirty days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Text, cast, or_, select, update

from plugin import clock, text
from plugin.courses.outline.editing.actions import Way, move, say, turn
from plugin.courses.outline.editing.places import hold
from plugin.courses.outline.editing.queries import edits
from plugin.courses.outline.editing.rules import check
from plugin.courses.outline.editing.titles import titles_of
from plugin.courses.outline.editing.told import (
    FIELDS,
    asks_labels,
    in_words,
    labels,
    said_by,
    with_noted,
)
from plugin.courses.outline.models import ASKS, HOLDS, Course, OutlineChange, Section
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.member import Member
from plugin.people.queries import names, said
from plugin.regrets import REGRETTED, too_late

PAGE = 50
BACK: dict[str, Way] = {"hidden": "shown", "retired": "brought back"}
RULES = {
    "opens_day": "opens",
    "opens_on": "opens",
    "opens_after_id": "opens",
    "due_day": "due",
    "due_on": "due",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: `stood` is what stood there before, by the field's label, `held` a resource's title."""

    change: OutlineChange
    by: str
    title: str
    stood: list[tuple[str, str]]
    may_take_back: bool
    held: str


@dataclass(frozen=True, slots=True)
class History:
    """A page of it, the newest first."""

    entries: list[Entry]
    page: int
    more: bool


def history_of(viewer: Member, course: Course, page: int = 1) -> History:
    """What was changed, as far as they could have changed it themselves; three statements more than names need."""
    rows = db.session.execute(
        select(OutlineChange, Section)
        .outerjoin(Section, Section.id == OutlineChange.section_id)
        .where(OutlineChange.course_id == course.id)
        .where(or_(OutlineChange.section_id.is_(None), edits(viewer)))
        .order_by(OutlineChange.at.desc(), OutlineChange.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    shown = rows[:PAGE]
    who = names(viewer, {row.OutlineChange.by_id for row in shown if row.OutlineChange.by_id})
    named = [row.OutlineChange.before.get("after") for row in shown]
    named += [row.OutlineChange.before.get("opens_after_id") for row in shown]
    titles = titles_of(UUID(one) for one in named if one)
    latest = _latest([row.Section.id for row in shown if row.Section])
    entries = [_entry(row.OutlineChange, row.Section, who, titles, latest) for row in shown]
    return History(entries, page, len(rows) > PAGE)


def change_for(viewer: Member, change_id: UUID) -> OutlineChange:
    """A change to a section of their course that they may change too. Raises NotHere for any other."""
    found = db.session.scalar(
        select(OutlineChange)
        .join(Section, Section.id == OutlineChange.section_id)
        .join(Course, Course.id == OutlineChange.course_id)
        .where(OutlineChange.id == change_id, Course.context_id == viewer.context_id, edits(viewer))
    )
    if found is None or viewer.enrolment_id is None:
        raise NotHere()
    return found


def take_back(member: Member, change: OutlineChange) -> Section:
    """Let what stood there before stand there again. Raises Invalid with a sentence where that cannot be any more."""
    section = db.session.get_one(Section, change.section_id)
    hold(section, walkers=True)
    db.session.refresh(change)
    if not _in_time(change):
        raise too_late()
    if not _stands(change, section, _latest([section.id])):
        raise Invalid(_("Something newer stands there now. Take the newer change back first."))
    _do_back(member, section, change)
    # What took it back is no change of its own to be taken back: so the one before comes within reach.
    mine = (
        OutlineChange.section_id == section.id,
        OutlineChange.id > change.id,
        OutlineChange.what == change.what,
    )
    db.session.execute(
        update(OutlineChange).where(*mine, OutlineChange.undone_at.is_(None)).values(undone_at=clock.now())
    )
    change.undone_at = clock.now()
    db.session.flush()
    return section


def _do_back(member: Member, section: Section, change: OutlineChange) -> None:
    if change.what == "moved":
        after = change.before.get("after")
        move(member, section, UUID(after) if after else None)
    elif change.what == "changed":
        _say_again(member, section, change)
    else:
        turn(member, section, BACK[change.what])


def may_take_back(change: OutlineChange) -> bool:
    """Whether what it did stands still, and not for too long."""
    section = db.session.get_one(Section, change.section_id)
    return _in_time(change) and _stands(change, section, _latest([section.id]))


def sweep(now: datetime) -> int:
    """Forget what stood there before, of changes that can be taken back no longer; that they happened stays."""
    over = db.session.execute(
        update(OutlineChange)
        .where(OutlineChange.at < now - REGRETTED, cast(OutlineChange.before, Text) != "{}")
        .values(before={})
        .execution_options(synchronize_session=False)
    )
    return int(over.rowcount)  # type: ignore[attr-defined]


def _say_again(member: Member, section: Section, change: OutlineChange) -> None:
    was = said_by(section)
    again = with_noted(was, change.before)
    try:  # days that have passed meanwhile may stand again, a ring may not
        check(member, section, again, replace(again, opens_after_id=was.opens_after_id))
    except Invalid as fault:
        raise Invalid(fault.sentence) from None  # no form stands here whose field it could be said at
    say(member, section, again)


def _latest(section_ids: Sequence[UUID]) -> dict[tuple[UUID, str], UUID]:
    """The newest change of each kind to each section."""
    rows = db.session.execute(
        select(OutlineChange.section_id, OutlineChange.what, OutlineChange.id)
        .where(OutlineChange.section_id.in_(set(section_ids)), OutlineChange.undone_at.is_(None))
        .where(OutlineChange.at >= clock.now() - REGRETTED)
        .order_by(OutlineChange.at, OutlineChange.id)
    )
    return {(row.section_id, row.what): row.id for row in rows if row.section_id}


def _in_time(change: OutlineChange) -> bool:
    return change.at >= clock.now() - REGRETTED


def _stands(change: OutlineChange, section: Section, latest: dict[tuple[UUID, str], UUID]) -> bool:
    """It is what made the section as it is now, so that it can be taken back without losing anything newer."""
    if change.undone_at or latest.get((section.id, change.what)) != change.id:
        return False
    if change.what == "hidden":
        return section.hidden_at is not None
    if change.what == "retired":
        return section.retired_at is not None
    return change.what in ("changed", "moved") and section.retired_at is None


def _entry(
    change: OutlineChange,
    section: Section | None,
    who: dict[UUID, str],
    titles: dict[UUID, str],
    latest: dict[tuple[UUID, str], UUID],
) -> Entry:
    may = section is not None and _in_time(change) and _stands(change, section, latest)
    by = who.get(change.by_id) if change.by_id else None
    stood, held = _stood(change, section, titles), change.before.get("held", "")
    return Entry(change, said(by), change.title, stood, may, held)


def _stood(change: OutlineChange, section: Section | None, titles: dict[UUID, str]) -> list[tuple[str, str]]:
    if section is None or not change.before:
        return []
    if change.what in ASKS:
        said = change.before.get("asked", {})
        return [(label, said[name]) for name, label in asks_labels().items() if said.get(name)]
    if change.what in HOLDS:
        return []
    if change.what == "moved":
        after = change.before.get("after")
        name = titles.get(UUID(after), "") if after else ""
        return [(_("Place"), _("after “%(title)s”", title=name) if after else _("the first"))]
    told, called = in_words(with_noted(said_by(section), change.before), titles), labels()
    fields = dict.fromkeys(RULES.get(name, name) for name in FIELDS if name in change.before)
    return [(called[name], text.to_plain(told[name]) if name == "words" else told[name]) for name in fields]
