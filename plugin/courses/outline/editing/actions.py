"""What can happen to an outline: a section comes, says something else, moves, is hidden, taken out and brought back."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from plugin import clock
from plugin.courses.outline.editing.places import (
    before_it,
    hold,
    hold_outline,
    neighbour,
    stand_after,
)
from plugin.courses.outline.editing.rules import Audience, check, check_audience
from plugin.courses.outline.editing.titles import titles_of
from plugin.courses.outline.editing.told import Said, in_words, let_say, noted, said_by
from plugin.courses.outline.models import Course, OutlineChange, Section
from plugin.courses.outline.progress import settle
from plugin.database import db
from plugin.errors import Conflict
from plugin.member import Member

Way = Literal["hidden", "shown", "retired", "brought back"]


def add_section(
    member: Member, course: Course, said: Said, audience: Audience, after_id: UUID | None
) -> Section:
    """Put a section into the outline, straight after another one, or first. Raises Invalid beside the field."""
    hold_outline(course.id)
    check_audience(member, audience)
    section = Section(
        course_id=course.id,
        group_id=audience.group_id,
        mentee_id=audience.mentee_id,
        made_by_id=member.enrolment_id,
        position=0,
        asks=0,
    )
    check(member, section, said, None)
    let_say(section, said)
    db.session.add(section)
    db.session.flush()
    stand_after(section, after_id)
    note(member, section, "added")
    settle(course.context_id, sections=[section.id])
    return section


def change_section(member: Member, section: Section, said: Said, version: int | None) -> None:
    """Let it say something else. Raises Invalid beside the field, and Conflict where it was changed since `version`."""
    hold(section)
    was = said_by(section)
    if was != said and version != section.version:
        raise Conflict(_standing(was, said), section.version)
    if was == said:
        return
    check(member, section, said, was)
    say(member, section, said)


def say(member: Member, section: Section, said: Said) -> None:
    """Write it down with what stood there before. The section is held, and what it shall say was checked."""
    note(member, section, "changed", noted(said_by(section), said))
    let_say(section, said)
    section.version += 1
    db.session.flush()


def step(member: Member, section: Section, by: int) -> bool:
    """One place up (-1) or down (1), past what the member sees; False where it stands at that end already."""
    hold(section)
    may, after_id = neighbour(member, section, by)
    if may:
        _move(member, section, after_id)
    return may


def move(member: Member, section: Section, after_id: UUID | None) -> bool:
    """Straight after another one, or first; False where it stands there already."""
    hold(section)
    if after_id == section.id or after_id == before_it(section):
        return False
    _move(member, section, after_id)
    return True


def _move(member: Member, section: Section, after_id: UUID | None) -> None:
    stood_after = before_it(section)
    note(member, section, "moved", {"after": stood_after.hex if stood_after else None})
    stand_after(section, after_id)


def turn(member: Member, section: Section, way: Way) -> OutlineChange | None:
    """Hide it, show it, take it out or bring it back. What people did there stays theirs; None where nothing changes."""
    hold(section, walkers=True)
    field = "hidden_at" if way in ("hidden", "shown") else "retired_at"
    gone = way in ("hidden", "retired")
    if (getattr(section, field) is not None) == gone:
        return None
    setattr(section, field, clock.now() if gone else None)
    change = note(member, section, way)
    settle(_context(section), sections=[section.id])
    return change


def close_course(member: Member, course: Course) -> None:
    """From now on it is read: everybody keeps theirs, and nobody changes anything."""
    _turn_course(member, course, closed=True)


def reopen_course(member: Member, course: Course) -> None:
    """Go on where it stopped."""
    _turn_course(member, course, closed=False)


def _turn_course(member: Member, course: Course, *, closed: bool) -> None:
    db.session.refresh(course, with_for_update=True)
    if (course.closed_at is not None) != closed:
        course.closed_at = clock.now() if closed else None
        _note(member, course.id, None, "closed" if closed else "opened", {})


def note(member: Member, section: Section, what: str, before: dict[str, Any] | None = None) -> OutlineChange:
    """Write into the history what is done to a section."""
    return _note(member, section.course_id, section, what, before or {})


def _note(
    member: Member, course_id: UUID, section: Section | None, what: str, before: dict[str, Any]
) -> OutlineChange:
    change = OutlineChange(
        course_id=course_id,
        section_id=section.id if section else None,
        title=section.title if section else "",
        by_id=member.enrolment_id,
        at=clock.now(),
        what=what,
        before=before,
    )
    db.session.add(change)
    db.session.flush()
    return change


def _standing(was: Said, said: Said) -> dict[str, str]:
    """What stands there now, where it differs from what was just written."""
    titles = titles_of(one.opens_after_id for one in (was, said))
    new = in_words(said, titles)
    return {name: words for name, words in in_words(was, titles).items() if words != new[name]}


def _context(section: Section) -> UUID:
    return db.session.get_one(Course, section.course_id).context_id
