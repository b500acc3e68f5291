"""The map of a group or of all one's mentees: a row for each of them, a cell for each section."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from plugin.courses.agreements.parting.queries import rests_among
from plugin.courses.journey.stuck.queries import stuck_among
from plugin.courses.outline.models import Section
from plugin.database import db
from plugin.groups.flags.rules import Limits
from plugin.groups.map.walks import Stand, Walks, walks_of
from plugin.groups.queries import PAGE, mentees_of
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class Cell:
    """One mentee at one section: 'done', 'open', 'stuck', 'rests', 'ahead' or 'none', and how strong it stands out."""

    state: str
    heat: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A section, and the median of those who are done with it, where it may be told."""

    id: UUID
    title: str
    usual: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A mentee. `own` counts sections that are theirs alone: how many are done, of how many."""

    id: UUID
    name: str
    cells: list[Cell]
    own: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Map:
    """A page of mentees by the sections that the viewer reads."""

    columns: list[Column]
    rows: list[Row]
    total: int
    page: int
    usual: float | None
    limits: Limits  # by which a section stands out as long open

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.total > self.page * PAGE

    @property
    def has_own(self) -> bool:
        """Somebody on it has sections of their own."""
        return any(row.own[1] for row in self.rows)


def map_of(viewer: Member, group: Group | None, page: int = 1) -> Map:
    """Six statements. Medians are those of the whole group, whichever page is asked for."""
    everybody = mentees_of(viewer, group)
    people = db.session.execute(
        select(Enrolment.id, NAME.label("name"), func.count().over().label("total"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.id.in_(everybody))
        .order_by(func.lower(NAME), Enrolment.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    walks = walks_of(viewer, everybody)
    mine = [row.id for row in people if viewer.mentors(row.id)]
    stuck, resting = stuck_among(viewer, mine), rests_among(viewer, mine)
    shared = [section for section in walks.sections if section.mentee_id is None]
    columns = [Column(one.id, one.title, walks.usual(one.id)) for one in shared]
    rows = [
        Row(
            *(one.id, said(one.name)),
            [
                cell(
                    walks.stands.get(one.id, {}).get(column.id),
                    column.usual,
                    walks.limits,
                    stuck=one.id in stuck,
                    rests=one.id in resting,
                )
                for column in columns
            ],
            _own(walks, one.id),
        )
        for one in people
    ]
    return Map(columns, rows, people[0].total if people else 0, page, walks.usual_of_all, walks.limits)


def cell(
    stand: Stand | None, usual: float | None, limits: Limits, *, stuck: bool = False, rests: bool = False
) -> Cell:
    """What one says and how strongly, by the measure of the flag; held against nothing while fewer than five are done."""
    if stand is None or stand.state == "ahead":
        return Cell("none" if stand is None else "ahead", "h0")
    if stand.state == "done":
        return Cell("done", "h1", stand.days)
    if rests:
        return Cell("rests", "hn", stand.days)
    if stuck:
        return Cell("stuck", "h3", stand.days)
    return Cell("open", _heat(stand.days or 0, usual, limits), stand.days)


def _heat(days: int, usual: float | None, limits: Limits) -> str:
    if usual is None or days < usual:
        return "hn"
    return "h3" if days > max(limits.open_long, limits.section_percent / 100 * usual) else "h2"


def _own(walks: Walks, one: UUID) -> tuple[int, int]:
    alone: set[UUID] = {section.id for section in walks.sections if is_own(section)}
    theirs = [stand for section_id, stand in walks.stands.get(one, {}).items() if section_id in alone]
    return sum(stand.state == "done" for stand in theirs), len(theirs)


def is_own(section: Section) -> bool:
    """It is one mentee's alone."""
    return section.mentee_id is not None
