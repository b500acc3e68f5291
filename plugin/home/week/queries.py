"""Gathering what waits for somebody, room by room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from textwrap import shorten

from flask_babel import gettext as _

from plugin import clock
from plugin.courses.agreements.fit.queries import fits_to_say
from plugin.courses.goals.models import Goal
from plugin.courses.goals.proposals.queries import open_ones
from plugin.courses.goals.queries import goals_of
from plugin.courses.journey.stuck.queries import stuck_among
from plugin.courses.sessions.agenda.queries import asleep, held_lately, needs_a_plan
from plugin.courses.sessions.plans.queries import ahead, brought_to
from plugin.courses.sessions.plans.seen import Ahead, Planned
from plugin.courses.sessions.promises.queries import promised_by
from plugin.courses.sessions.promises.seen import Promise
from plugin.courses.sessions.pulse.queries import unsaid
from plugin.dates import moment
from plugin.discussions.asks.queries import Waiting, answered, taken_lately
from plugin.home.week.nudges import Nudge, nudges_for
from plugin.home.week.steps import SOON, Step, in_order, is_this_weeks
from plugin.member import Member
from plugin.people.queries import names

LATELY = timedelta(days=28)
EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Week:
    """What waits, the next session, and how somebody is moving: what they finished in the last four weeks."""

    steps: list[Step]
    coming: Planned | None
    milestones: int
    promises: int

    @property
    def is_empty(self) -> bool:
        """There is nothing to say."""
        return not (self.steps or self.coming or self.milestones or self.promises)


def week_of(viewer: Member, cadence: int = 0) -> Week:
    """The viewer's own where one means to meet every `cadence` days, in at most nineteen statements."""
    if viewer.enrolment_id is None:
        return Week([], None, 0, 0)
    plans, held = ahead(viewer), held_lately(viewer, viewer.enrolment_id)
    goals = goals_of(viewer, viewer.enrolment_id)
    today, since = clock.today(viewer.zone), clock.now() - LATELY
    promises = promised_by(viewer, since)
    steps = [
        *_of_mentees(viewer),
        *_of_plans(viewer, plans, today),
        *_of_goals(viewer, goals, held, today),
        *(
            Step("not met", one, _said(one))
            for one in nudges_for(viewer, (*plans.asked, *plans.coming), cadence)
        ),
        *(Step("proposal", one.goal, one.goal.title) for one in open_ones(viewer)),
        *_of_promises(promises, today),
        *_of_advice("answered", answered(viewer)),
        *_of_advice("taken", taken_lately(viewer)),
        *(Step("fit", one, name) for one, name in fits_to_say(viewer).items()),
        *(Step("how was it", one, moment(one.at), clock.day(one.at, viewer.zone)) for one in unsaid(viewer)),
    ]
    done = sum(_is_since(step.done_at, since) for goal in goals for step in goal.milestones)
    kept = sum(_is_since(one.done_at, since) for one in promises)
    return Week(in_order(steps), plans.coming[0] if plans.coming else None, done, kept)


def _of_plans(viewer: Member, plans: Ahead, today: date) -> Iterator[Step]:
    for plan in plans.asked:
        yield Step("did you meet", plan, plan.whom, clock.day(plan.at, viewer.zone))
    mine = [plan for plan in plans.coming if plan.part == "mentee"]
    if mine and clock.day(mine[0].at, viewer.zone) <= today + SOON and not brought_to(viewer, mine[0]):
        yield Step("prepare", mine[0], mine[0].whom, clock.day(mine[0].at, viewer.zone))


def _of_mentees(viewer: Member) -> Iterator[Step]:
    stuck = stuck_among(viewer, viewer.mentee_ids)
    called = names(viewer, stuck) if stuck else {}
    for one, told in stuck.items():
        yield Step("stuck", one, called.get(one, ""), clock.day(told.since, viewer.zone))


def _said(nudge: Nudge) -> str:
    if nudge.proposes_a_pause:
        return str(_("%(name)s, %(num)s days. Would a pause be honest?", name=nudge.other, num=nudge.days))
    return str(_("%(name)s, %(num)s days", name=nudge.other, num=nudge.days))


def _of_goals(viewer: Member, goals: list[Goal], held: list[datetime], today: date) -> Iterator[Step]:
    if viewer.mentor_ids and held and needs_a_plan(goals, held):
        yield Step("plan", None, "")
    for goal in asleep(goals, held):
        yield Step("asleep", goal, goal.title)
    for goal in goals:
        if goal.is_asked_about(today):
            yield Step("what came of it", goal, goal.title, goal.until)
        due = [one for one in goal.milestones if one.done_at is None and is_this_weeks(one.due, today)]
        if goal.is_open and due:
            first = min(due, key=lambda one: one.due)
            yield Step("milestone", goal, first.what, first.due)


def _of_promises(promises: list[Promise], today: date) -> Iterator[Step]:
    for one in promises:
        if one.is_open and is_this_weeks(one.due, today):
            yield Step("promise", one, one.what, one.due)


def _of_advice(kind: str, waiting: list[Waiting]) -> Iterator[Step]:
    for one in waiting:
        yield Step(kind, one, shorten(one.words, EXCERPT, placeholder=" …"))


def _is_since(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since
