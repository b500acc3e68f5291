"""How sessions were for a group: private answers, as figures of whole quarters, never of fewer than five people.

All that decides of whom a figure is lies behind it when it is first told: who was whose mentee at the end of the quarter,
and what they said of its sessions. So nobody's coming or going changes it. Whoever lets their mentors see their
own answers stands in a figure and hides nobody in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from uuid import UUID

from sqlalchemy import case, exists, func, or_, select

from plugin.courses.sessions.models import Attendance, Session
from plugin.courses.sessions.pulse.models import SHORT, Pulse, SharedPulse
from plugin.database import db
from plugin.groups.insight.quarters import Quarter
from plugin.groups.insight.suppression import may_be_shown
from plugin.member import Member
from plugin.people.figures import FEWEST
from plugin.people.models import Group, Mentorship

View = UUID | None  # a group, or all whom the viewer mentors
Said = dict[UUID, float]  # by whom, what they said on average
EVERYBODY: View = None


@dataclass(frozen=True, slots=True)
class Told:
    """The answers to one question: of so many people, on average, to the nearest half. Or why there is no figure:
    'few' answered, or it would tell of few beside another figure ('too')."""

    people: int = 0
    mean: float | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Question -> what is told of each of the quarters."""

    quarters: list[Quarter]
    told: dict[str, list[Told]]

    @property
    def hides(self) -> bool:
        """Some figure is hidden, and the page says why."""
        return any(one.hidden for row in self.told.values() for one in row)


def answers_of(viewer: Member, group: Group | None, quarters: Sequence[Quarter]) -> Answers:
    """Of a group, or of all whom the viewer mentors: two statements."""
    members = [_views(viewer, quarter, rows) for rows in [_mentorships(viewer)] for quarter in quarters]
    ids = set().union(*(views[EVERYBODY] for views in members))
    said, known = _said(viewer, quarters, ids)
    wanted = group.id if group else EVERYBODY
    told = {
        name: [
            told_of(wanted, views, said[place, name], known if name == "useful" else ())
            for place, views in enumerate(members)
        ]
        for name in SHORT
    }
    return Answers(list(quarters), told)


def told_of(wanted: View, views: Mapping[View, set[UUID]], said: Said, known: Collection[UUID] = ()) -> Told:
    """One question in one quarter. Each person counts once and with the same number in every view that they are in.

    `known`: whose own answers the viewer may be shown, so that what is left of a figure without them must hide as well.
    """
    answered = {view: people & said.keys() for view, people in views.items()}
    own = answered.get(wanted, set())
    if len(own) < FEWEST:
        return Told(hidden="few")
    secret = {view: people.difference(known) for view, people in answered.items()}
    if wanted not in may_be_shown(answered) or wanted not in may_be_shown(secret):
        return Told(hidden="too")
    return Told(len(own), round(2 * mean(said[one] for one in own)) / 2)


def _mentorships(viewer: Member) -> Sequence[Mentorship]:
    return db.session.scalars(select(Mentorship).where(Mentorship.mentor_id == viewer.enrolment_id)).all()


def _views(viewer: Member, quarter: Quarter, rows: Sequence[Mentorship]) -> dict[View, set[UUID]]:
    """Who was in each view when the quarter ended: each group, in the order of their ids, and everybody at the end.

    Groups that the viewer has left since count as well: they may have read their figures.
    """
    found: dict[View, set[UUID]] = defaultdict(set)
    everybody: set[UUID] = set()
    for row in rows:
        if row.since < quarter.ends and (row.until is None or row.until >= quarter.ends):
            everybody.add(row.mentee_id)
            if row.group_id:
                found[row.group_id].add(row.mentee_id)
    return {**dict(sorted(found.items(), key=lambda one: str(one[0]))), EVERYBODY: everybody}


def _said(
    viewer: Member, quarters: Sequence[Quarter], ids: set[UUID]
) -> tuple[dict[tuple[int, str], Said], set[UUID]]:
    """Quarter and question -> what each of these said on average of sessions that the viewer was in as their mentor; and
    who of them lets their mentors see their own."""
    was_there = exists().where(
        Attendance.session_id == Session.id,
        *(Attendance.enrolment_id == viewer.enrolment_id, Attendance.part == "mentor"),
    )
    within = [(Session.at >= one.begins) & (Session.at < one.ends) for one in quarters]
    which = case(*((inside, place) for place, inside in enumerate(within))).label("which")
    rows = db.session.execute(
        select(
            *(Pulse.by_id, which, func.count(SharedPulse.id)),
            *(func.avg(getattr(Pulse, name)) for name in SHORT),
        )
        .join(Session, Session.id == Pulse.session_id)
        .outerjoin(SharedPulse, SharedPulse.by_id == Pulse.by_id)
        .where(Pulse.by_id.in_(ids), or_(*within), was_there)
        .group_by(Pulse.by_id, "which")
    )
    found: dict[tuple[int, str], Said] = defaultdict(dict)
    known: set[UUID] = set()
    for by_id, place, shares, *averages in rows:
        known |= {by_id} if shares else set()
        for name, average in zip(SHORT, averages, strict=True):
            if average is not None:
                found[place, name][by_id] = float(average)
    return found, known
