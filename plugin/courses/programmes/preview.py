"""A course or a programme as a mentee who begins today would see it: to look at, with nothing to press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import defer

from plugin import clock, text
from plugin.courses.outline.models import Course
from plugin.courses.outline.models import Section as SectionRow
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.programme import Item, Programme, Section
from plugin.courses.outline.queries import course_here
from plugin.courses.programmes.queries import programme_for
from plugin.courses.programmes.taking import for_everybody, items_in, resources_in
from plugin.courses.resources.models import KINDS
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Ahead:
    """A section that lies before somebody: `asks` counts what they have to answer, as a section's own row does."""

    number: int
    kind: str
    title: str
    purpose: str
    opens: date | None
    after: str
    due: date | None
    asks: int
    today: date
    id: UUID | None = None  # of a course's; a programme's are known by their number

    @property
    def is_open(self) -> bool:
        """On the first day."""
        return not self.after and (self.opens is None or self.opens <= self.today)


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole path. `key` is the programme's; None for the viewer's own course."""

    title: str
    stops: list[Ahead]
    key: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A resource as it would stand there; `words` are a page's."""

    kind: str
    title: str
    url: str | None
    minutes: int | None
    why: str
    words: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class PreviewOfSection:
    """One section of a preview."""

    preview: Preview
    stop: Ahead
    words: Markup
    questions: Sequence[str]
    items: Sequence[Item]
    held: list[Held]

    @property
    def before(self) -> Ahead | None:
        """The section before it."""
        return self.preview.stops[self.stop.number - 2] if self.stop.number > 1 else None

    @property
    def after(self) -> Ahead | None:
        """The section after it."""
        return next(iter(self.preview.stops[self.stop.number :]), None)


def preview_here(viewer: Member) -> Preview:
    """The course of this visit, open or not, from today. Raises NotHere where there is none."""
    return _of_course(viewer, course_here(viewer))


def preview_of(viewer: Member, key: str) -> Preview:
    """A programme that the viewer may begin with. Raises NotHere."""
    return _of_programme(viewer, programme_for(viewer, key))


def section_here(viewer: Member, section_id: UUID) -> PreviewOfSection:
    """One section of the course of this visit that is for everybody. Raises NotHere for any other."""
    preview = preview_here(viewer)
    stop = next((stop for stop in preview.stops if stop.id == section_id), None)
    if stop is None:
        raise NotHere()
    row = db.session.get_one(SectionRow, section_id, options=[defer(SectionRow.questions)])
    held = [
        Held(one.kind, one.title, one.url, one.minutes, one.why, Markup(one.words))  # noqa: S704 - cleaned
        for one in resources_in([section_id], KINDS).get(section_id, ())
    ]
    items = items_in([section_id]).get(section_id, [])
    return PreviewOfSection(preview, stop, Markup(row.words), row.questions, items, held)  # noqa: S704 - cleaned


def section_of_programme(viewer: Member, key: str, number: int) -> PreviewOfSection:
    """One section of a programme, counted from 1. Raises NotHere."""
    programme = programme_for(viewer, key)
    if not 1 <= number <= len(programme.sections):
        raise NotHere()
    source = programme.sections[number - 1]
    held = [
        Held(one.kind, one.title, one.url, one.minutes, one.why, _words(one.text, one.html))
        for one in source.resources
    ]
    preview = _of_programme(viewer, programme)
    words = _words(source.text, source.html)
    return PreviewOfSection(preview, preview.stops[number - 1], words, source.questions, source.items, held)


def _of_course(viewer: Member, course: Course) -> Preview:
    rows = db.session.scalars(
        select(SectionRow)
        .where(SectionRow.course_id == course.id, for_everybody())
        .order_by(SectionRow.position, SectionRow.id)
        .options(defer(SectionRow.words))
    ).all()
    titles = {row.id: row.title for row in rows}
    today = clock.today(viewer.zone)
    stops = [
        Ahead(
            number=number,
            kind=row.kind,
            title=row.title,
            purpose=row.purpose,
            opens=_day(today, row.opens_day) or row.opens_on,
            after=titles.get(row.opens_after_id, "") if row.opens_after_id else "",
            due=_day(today, row.due_day) or row.due_on,
            asks=row.asks,
            today=today,
            id=row.id,
        )
        for number, row in enumerate(rows, 1)
    ]
    return Preview(course.title, stops, None)


def _of_programme(viewer: Member, programme: Programme) -> Preview:
    today = clock.today(viewer.zone)
    stops = [
        Ahead(
            number=number,
            kind=section.kind,
            title=section.title,
            purpose=section.purpose,
            opens=_day(today, section.opens_day),
            after=section.opens_after,
            due=_day(today, section.due_day),
            asks=_asks(section),
            today=today,
        )
        for number, section in enumerate(programme.sections, 1)
    ]
    return Preview(programme.title, stops, programme.key)


def _asks(section: Section) -> int:
    return len(section.questions) + len(section.items) if section.kind in ANSWERED else 0


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _words(plain: str, html: str) -> Markup:
    return text.clean(html) if html else text.from_plain(plain)
