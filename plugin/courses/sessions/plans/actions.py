"""What can happen to planned sessions: planned, moved, called off, prepared for; and then they took place, or did not."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement, func, select, update

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.plans.cadence import moments
from plugin.courses.sessions.plans.models import Plan, Preparation
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.present import Partner
from plugin.database import changed, db
from plugin.errors import Conflict, Invalid, NotHere
from plugin.member import Member

FARTHEST = timedelta(days=731)  # two years: beyond that a date is a slip of the finger
CLOSE = timedelta(hours=36)  # a session so near to what was planned is the one that was meant
MOST_OPEN = 60
FIELDS = ("at", "minutes", "mode", "place", "agenda")


def plan_sessions(
    planner: Member,
    course: Course,
    partner: Partner,
    *,
    at: datetime,
    minutes: int,
    mode: str,
    place: str = "",
    agenda: str = "",
    every_weeks: int = 1,
    times: int = 1,
) -> list[Plan]:
    """Plan one session or a series. `at` has the planner's zone, whose clock the series follows.

    Raises Invalid for times that have passed or are too far, and for those that are planned already.
    """
    if planner.enrolment_id is None or course.context_id != planner.context_id:
        raise NotHere()
    wanted = moments(at, every_weeks, times)
    _refuse_odd_moments(wanted[0], wanted[-1])
    whose = _whose(planner, partner)
    _refuse_twice(whose, wanted)
    series, now = uuid4() if times > 1 else None, clock.now()
    planned = [
        Plan(
            course_id=course.id,
            **whose,
            by_id=planner.enrolment_id,
            series_id=series,
            at=moment,
            minutes=minutes,
            mode=mode,
            place=place,
            agenda=agenda,
            made_at=now,
            changed_at=now,
        )
        for moment in wanted
    ]
    db.session.add_all(planned)
    db.session.flush()
    return planned


def change_plan(
    changer: Member,
    plan: Planned,
    version: int,
    *,
    at: datetime,
    minutes: int,
    mode: str,
    place: str,
    agenda: Markup,
) -> None:
    """Move it, or say something else about it. Raises Conflict where somebody else did so meanwhile."""
    wanted = {"at": at, "minutes": minutes, "mode": mode, "place": place, "agenda": agenda}
    if at != plan.at:
        _refuse_odd_moments(at, at)
    if _write((Plan.id == plan.id) & (Plan.version == version), **wanted):
        return
    stands = db.session.scalars(select(Plan).where(Plan.id == plan.id)).one()
    if stands.state != "planned":
        raise Invalid(_("This session was settled meanwhile. Please look at it again."))
    theirs = {name: getattr(stands, name) for name in FIELDS if getattr(stands, name) != wanted[name]}
    if theirs:
        raise Conflict(theirs, stands.version)


def call_off(decider: Member, plan: Planned, why: str, *, and_the_rest: bool = False) -> int:
    """It does not take place; nor, if so wished, do those of its series that come after it. Gives how many."""
    which = Plan.id == plan.id
    if and_the_rest and plan.series_id:
        which = which | ((Plan.series_id == plan.series_id) & (Plan.at > plan.at))
    return _write(which, state="called off", why=why)


def say_missed(decider: Member, plan: Planned, why: str = "") -> None:
    """Its time has passed, and they did not meet."""
    _write(Plan.id == plan.id, state="missed", why=why)


def became(writer: Member, session: Session, plan: Planned | None = None) -> None:
    """A session was logged: it is the one that was planned, named by whoever logs it or near enough to be meant."""
    plan_id = plan.id if plan else _nearest(writer, session)
    if plan_id:
        _write(Plan.id == plan_id, state="met", session_id=session.id)


def prepare(mentee: Member, plan: Planned, *, win: str, block: str, idea: str, ask: str) -> None:
    """Keep what the mentee brings, in place of what they meant to bring before."""
    told = {"win": win, "block": block, "idea": idea, "ask": ask}
    if not any(told.values()):
        raise Invalid(_("Please fill in one of the four; one is enough."), "win")
    own = (Preparation.plan_id == plan.id, Preparation.enrolment_id == mentee.enrolment_id)
    stands = db.session.scalars(select(Preparation).where(*own)).one_or_none()
    kept = stands or Preparation(plan_id=plan.id, enrolment_id=mentee.enrolment_id)
    for name, words in told.items():
        setattr(kept, name, words)
    kept.at = clock.now()
    db.session.add(kept)
    db.session.flush()


def _whose(planner: Member, partner: Partner) -> dict[str, UUID | None]:
    """The columns that say whose it is. Raises Invalid for anybody whom the planner does not meet."""
    own = planner.enrolment_id
    if partner.kind == "group" and partner.id in planner.mentored_group_ids:
        return {"group_id": partner.id}
    if partner.kind == "mentee" and partner.id in planner.mentee_ids:
        return {"mentee_id": partner.id, "mentor_id": own}
    if partner.kind == "mentor" and partner.id in planner.mentor_ids:
        return {"mentee_id": own, "mentor_id": partner.id}
    raise Invalid(_("You can plan a session with people you mentor, or who mentor you."), "whom")


def _refuse_odd_moments(first: datetime, last: datetime) -> None:
    now = clock.now()
    if first < now:
        raise Invalid(_("That time has passed. What has taken place is written down instead."), "at")
    if last > now + FARTHEST:
        raise Invalid(_("That is more than two years ahead. Please look at the year again."), "at")


def _refuse_twice(whose: dict[str, UUID | None], wanted: list[datetime]) -> None:
    theirs = [getattr(Plan, name) == one for name, one in whose.items()]
    still = (*theirs, Plan.state == "planned", Plan.at > clock.now())
    if db.session.scalars(select(Plan.id).where(*still, Plan.at.in_(wanted)).limit(1)).first():
        raise Invalid(_("A session at that time is planned already."), "at")
    number = db.session.scalar(select(func.count()).where(*still)) or 0
    if number + len(wanted) > MOST_OPEN:
        most = _("There can be %(num)s planned sessions at a time. Please plan fewer.", num=MOST_OPEN)
        raise Invalid(most, "times")


def _nearest(writer: Member, session: Session) -> UUID | None:
    """What was planned with the same people, not longer than 36 hours away; the nearest where there are several."""
    if session.group_id:
        theirs = [Plan.group_id == session.group_id]
    else:
        there = [one.enrolment_id for one in session.attendances if one.part == "mentor"]
        theirs = [Plan.mentee_id == session.mentee_id, Plan.mentor_id.in_(there)]
    near = (Plan.at > session.at - CLOSE, Plan.at < session.at + CLOSE, Plan.at <= clock.now() + CLOSE)
    rows = db.session.execute(select(Plan.id, Plan.at).where(*theirs, *near, Plan.state == "planned")).all()
    found = min(rows, key=lambda row: (abs(row.at - session.at), row.at, row.id), default=None)
    return found.id if found else None


def _write(which: ColumnElement[bool], **what: object) -> int:
    """Say something of those that are planned still: once one is settled, the first word counts. Gives how many."""
    still = update(Plan).where(which, Plan.state == "planned")
    said = {"version": Plan.version + 1, "changed_at": clock.now(), **what}
    written = changed(still.values(said).returning(Plan.id))
    db.session.expire_all()
    return written
