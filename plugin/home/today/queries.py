"""Gathering what waits for a mentor today, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from plugin import clock
from plugin.courses.agreements.queries import unsigned_by
from plugin.courses.assessments.standing import waiting_for
from plugin.courses.outline.models import Course
from plugin.courses.sessions.plans.queries import at_hand
from plugin.courses.sessions.plans.seen import Ahead, Planned
from plugin.courses.sessions.promises.queries import owed_by
from plugin.database import db
from plugin.discussions.asks.queries import taken_lately
from plugin.discussions.attention.waiting import asked_of
from plugin.errors import NotHere
from plugin.groups.flags.models import NOTHING, Standing
from plugin.groups.flags.queries import raised_for
from plugin.home.today.items import KINDS, MOST, Item, in_order
from plugin.home.today.models import PutOff
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.people.observed.queries import is_in_scope

AT_ONCE = 50  # of each kind; of more the first are enough for a day
SOON = timedelta(days=2)  # a session so near wants to be prepared for


@dataclass(frozen=True, slots=True)
class Today:
    """What waits, all of it in order; what was put off, and until when; the next session; what waits elsewhere."""

    items: list[Item]
    aside: list[tuple[Item, PutOff]]
    coming: Planned | None
    elsewhere: list[tuple[str, int]]

    @property
    def shown(self) -> list[Item]:
        """At most seven: a day's worth."""
        return self.items[:MOST]

    @property
    def behind(self) -> int:
        """How many come after those."""
        return max(0, len(self.items) - MOST)


def today_of(viewer: Member, course: Course) -> Today:
    """For one mentor, in nine statements."""
    day, plans = clock.today(viewer.zone), at_hand(viewer)
    found = in_order(_items(viewer, course, plans, day))
    rows = db.session.scalars(select(PutOff).where(PutOff.by_id == viewer.enrolment_id))
    put_off = {(one.kind, one.thing_id): one for one in rows}
    covered = {
        item.key: one
        for item in found
        if (one := put_off.get((item.kind, item.thing_id))) and one.covers(item, day)
    }
    return Today(
        [item for item in found if item.key not in covered],
        [(item, covered[item.key]) for item in found if item.key in covered],
        plans.coming[0] if plans.coming else None,
        elsewhere(viewer),
    )


def item_for(viewer: Member, kind: str, thing_id: UUID, course: Course) -> Item:
    """One of those that wait for the viewer, put off or not. Raises NotHere for any other."""
    if kind in KINDS:
        plans = at_hand(viewer)
        for item in _items(viewer, course, plans, clock.today(viewer.zone)):
            if (item.kind, item.thing_id) == (kind, thing_id):
                return item
    raise NotHere()


def elsewhere(viewer: Member) -> list[tuple[str, int]]:
    """The viewer's other courses in which mentees of theirs may need a word, and how many: one statement."""
    mine = (Enrolment.person_id == viewer.person_id, Enrolment.active, Enrolment.id != viewer.enrolment_id)
    rows = db.session.execute(
        select(Course.title, func.count(Standing.id))
        .join(Enrolment, Enrolment.context_id == Course.context_id)
        .join(Standing, Standing.mentor_id == Enrolment.id)
        .where(*mine, Course.opened_at.is_not(None), Course.closed_at.is_(None), Standing.rank < NOTHING)
        .where(is_in_scope(Standing.mentor_id, Standing.mentee_id))
        .group_by(Course.id, Course.title)
        .order_by(func.lower(Course.title), Course.id)
        .limit(AT_ONCE)
    )
    return [(title, number) for title, number in rows]


def _items(viewer: Member, course: Course, plans: Ahead, today: date) -> Iterator[Item]:
    yield from _of_mentees(viewer, course)
    for one, whom in owed_by(viewer, today):
        due = one.due or today
        yield Item("promise", one.id, due.isoformat(), due, whom, one.for_id, one)
    for plan in plans.asked:
        yield Item(
            "met",
            plan.id,
            plan.at.isoformat(),
            clock.day(plan.at, viewer.zone),
            plan.whom,
            plan.mentee_id,
            plan,
        )
    for plan in plans.coming:
        if (near := clock.day(plan.at, viewer.zone)) <= today + SOON:
            yield Item("prepare", plan.id, plan.at.isoformat(), near, plan.whom, plan.mentee_id, plan)
    for terms in unsigned_by(viewer):
        by = _promised(viewer, course, terms.at)
        yield Item("sign", terms.id, str(terms.version), by, terms.whom, terms.mentee_id, terms)
    for taken in taken_lately(viewer):
        yield Item(
            "advice", taken.post_id, taken.at.isoformat(), clock.day(taken.at, viewer.zone), "", None, taken
        )


def _of_mentees(viewer: Member, course: Course) -> Iterator[Item]:
    asked = asked_of(viewer, AT_ONCE)
    for one in asked:
        by = _promised(viewer, course, one.since)
        yield Item("post", one.post_id, one.since.isoformat(), by, one.author, one.author_id, one)
    asking = {one.author_id for one in asked}
    for standing, name in raised_for(viewer, AT_ONCE):
        raised = [
            flag
            for flag in standing.raised
            if flag.kind != "unanswered" or standing.mentee_id not in asking  # it stands there itself
        ]
        if raised:
            facts = " ".join(f"{flag.kind}:{flag.since.isoformat()}" for flag in raised)
            yield Item("flag", standing.mentee_id, facts, raised[0].since, name, standing.mentee_id, raised)
    for piece in waiting_for(viewer):
        if piece.at:
            facts, by = str(piece.attempt), _promised(viewer, course, piece.at)
            yield Item("work", piece.id, facts, by, piece.name, piece.enrolment_id, piece)


def _promised(viewer: Member, course: Course, since: datetime) -> date:
    """The day by which an answer was promised."""
    return clock.day(since, viewer.zone) + timedelta(days=course.reply_days)
