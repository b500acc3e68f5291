"""The facts that the rules are asked about, of many mentees at once, as they or a mentor of theirs sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select

from plugin import clock
from plugin.courses.agreements.models import Agreement, Terms
from plugin.courses.goals.models import OPEN, Goal, Milestone
from plugin.courses.journey.stuck.queries import stuck_among
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions import queries as sessions
from plugin.courses.sessions.models import Action, still_open
from plugin.database import db
from plugin.discussions.attention.waiting import waits_since
from plugin.groups.contact import last_posts
from plugin.groups.flags.limits import limits_of
from plugin.groups.flags.rules import AS_IT_COMES, Facts, Limits
from plugin.groups.flags.walked import sections_of
from plugin.member import Member
from plugin.people.away.clocks import days_there
from plugin.people.away.queries import days_away
from plugin.people.models import Mentorship


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as the viewer reads them on the wall."""

    zone: str
    today: date

    def day(self, moment: datetime) -> date:
        """The day of a moment."""
        return clock.day(moment, self.zone)

    def days(self, moments: dict[UUID, datetime]) -> dict[UUID, date]:
        """The days of many."""
        return {one: self.day(moment) for one, moment in moments.items()}


def facts_of(viewer: Member, mentee_ids: Collection[UUID]) -> tuple[dict[UUID, Facts], Limits]:
    """Of those whom the viewer mentors, or of the viewer, with the limits of their course: thirteen statements.

    Nobody is among them who is mentored by nobody now.
    """
    calendar = Calendar(viewer.zone, clock.today(viewer.zone))
    together = _together(viewer, mentee_ids)
    ids = list(together)
    if not ids:
        return {}, AS_IT_COMES
    course, agreed = course_here(viewer), _agreed(viewer, ids)
    met = calendar.days(
        {one: seen.last_at for one, seen in sessions.for_board(viewer, ids).items() if seen.last_at}
    )
    wrote = calendar.days(last_posts(ids))
    asked = waits_since(viewer, ids)
    waiting = calendar.days(asked)
    away = days_away(viewer, _who_owes(viewer, ids), min(asked.values())) if asked else []
    late, untouched = _late(ids, calendar.today), _untouched(ids, calendar.day)
    walked = sections_of(viewer, ids, calendar.day)
    stuck = {one: calendar.day(told.since) for one, told in stuck_among(viewer, ids).items()}
    facts = {
        one: Facts(
            today=calendar.today,
            since=calendar.day(min(row.since for row in rows)),
            cadence=agreed.get(one, course).cadence_days,
            reply_days=agreed.get(one, course).reply_days,
            rests=all(row.is_resting(calendar.today) for row in rows),
            met=met.get(one),
            heard=max((day for day in (met.get(one), wrote.get(one)) if day), default=None),
            waiting=days_there(waiting[one], calendar.today, away) if one in waiting else None,
            waiting_since=waiting.get(one),
            late=tuple(late[one]),
            untouched=tuple(untouched[one]),
            section=walked.get(one),
            stuck_since=stuck.get(one),
        )
        for one, rows in together.items()
    }
    return facts, limits_of(course)


def _who_owes(viewer: Member, ids: Collection[UUID]) -> UUID | None:
    """Who is to answer: the mentor who looks; to a mentee who looks their only mentor. Of several, one is always there."""
    if viewer.enrolment_id not in ids:
        return viewer.enrolment_id
    return next(iter(viewer.mentor_ids)) if len(viewer.mentor_ids) == 1 else None


def _together(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, list[Mentorship]]:
    """The mentorships that the viewer is part of, or looks after by cover, by mentee.

    Here and below people are found by themselves: an enrolment is of one course, and asked for the course as well a
    database reads all that ever happened in it.
    """
    me = viewer.enrolment_id
    own = (
        Mentorship.mentor_id.in_(viewer.mentoring_ids) if me not in mentee_ids else Mentorship.mentee_id == me
    )
    rows = db.session.scalars(select(Mentorship).where(own, Mentorship.until.is_(None)))
    found: dict[UUID, list[Mentorship]] = defaultdict(list)
    for row in rows:
        if row.mentee_id in mentee_ids:
            found[row.mentee_id].append(row)
    return found


def _agreed(viewer: Member, ids: Collection[UUID]) -> dict[UUID, Any]:
    """What was agreed last for each with the viewer, with whom they cover for, or with any of the viewer's own mentors."""
    with_viewer = or_(
        Agreement.mentor_id.in_(viewer.mentor_ids | viewer.mentoring_ids),
        Agreement.group_id.in_(viewer.group_ids),
    )
    rows = db.session.execute(
        select(Agreement.mentee_id, Terms.cadence_days, Terms.reply_days)
        .join(Terms, (Terms.agreement_id == Agreement.id) & (Terms.number == Agreement.version))
        .where(Agreement.mentee_id.in_(ids), with_viewer)
        .order_by(Terms.at, Terms.id)
    )
    return {row.mentee_id: row for row in rows}


def _late(ids: Collection[UUID], today: date) -> dict[UUID, list[date]]:
    overdue = (Action.owner_id.in_(ids), Action.due < today, still_open())
    rows = db.session.execute(select(Action.owner_id, Action.due).where(*overdue))
    found: dict[UUID, list[date]] = defaultdict(list)
    for row in rows:
        found[row.owner_id].append(row.due)
    return found


def _untouched(ids: Collection[UUID], day: Callable[[datetime], date]) -> dict[UUID, list[tuple[str, date]]]:
    """Open goals with an open milestone, and when each moved last."""
    waits = exists().where(Milestone.goal_id == Goal.id, Milestone.done_at.is_(None))
    rows = db.session.execute(
        select(Goal.owner_id, Goal.title, Goal.changed_at).where(
            Goal.owner_id.in_(ids), Goal.state.in_(OPEN), waits
        )
    )
    found: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for row in rows:
        found[row.owner_id].append((row.title, day(row.changed_at)))
    return found
