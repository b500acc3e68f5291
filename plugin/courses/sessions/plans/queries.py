"""Questions to planned sessions: one, what is ahead, and what people bring to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, union

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.plans.models import Plan, Preparation
from plugin.courses.sessions.plans.seen import GRACE, Ahead, Planned
from plugin.courses.sessions.queries import Selected, is_seen_whole
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person
from plugin.people.queries import NAME, names, said

MOST_AHEAD = 12
MOST_ASKED = 5


def plan_for(viewer: Member, plan_id: UUID) -> Planned:
    """A planned session of the viewer's own. Raises NotHere for any other."""
    found = _shown(viewer, _seen_by(viewer).where(Plan.id == plan_id))
    if not found:
        raise NotHere()
    return found[0]


def ahead(viewer: Member) -> Ahead:
    """What is to come, and what has passed without a word: three statements."""
    begun = clock.now() - GRACE
    coming = _open_ones(viewer, viewer.group_ids, Plan.at > begun, MOST_AHEAD + 1)
    asked = _open_ones(viewer, viewer.mentored_group_ids, Plan.at <= begun, MOST_ASKED, latest=True)
    found = {row.id for row in db.session.execute(union(coming, asked))}
    seen = _shown(viewer, _seen_by(viewer).where(Plan.id.in_(found)).order_by(Plan.at, Plan.id))
    passed, next_ones = [one for one in seen if one.at <= begun], [one for one in seen if one.at > begun]
    return Ahead(tuple(reversed(passed)), tuple(next_ones[:MOST_AHEAD]), len(next_ones) > MOST_AHEAD)


def at_hand(viewer: Member) -> Ahead:
    """What has passed without a word, and the one that comes next: one statement."""
    begun = clock.now() - GRACE
    coming = _open_ones(viewer, viewer.group_ids, Plan.at > begun, 1)
    asked = _open_ones(viewer, viewer.mentored_group_ids, Plan.at <= begun, MOST_ASKED, latest=True)
    other = case((Plan.mentee_id == viewer.enrolment_id, Plan.mentor_id), else_=Plan.mentee_id)
    rows = db.session.execute(
        _seen_by(viewer)
        .add_columns(NAME.label("whom"))
        .outerjoin(Enrolment, Enrolment.id == other)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Plan.id.in_(union(coming, asked)))
        .order_by(Plan.at, Plan.id)
    )
    seen = [_planned(viewer, row.Plan, row.name or said(row.whom), held=row.held) for row in rows]
    return Ahead(
        tuple(one for one in seen if one.at <= begun), tuple(one for one in seen if one.at > begun)[:1]
    )


def between(viewer: Member, since: datetime, until: datetime, most: int) -> list[Planned]:
    """Those of a time that run, called off ones too: a calendar has to take them away."""
    within = (_runs(viewer), Plan.at >= since, Plan.at < until)
    return _shown(viewer, _seen_by(viewer).where(*within).order_by(Plan.at, Plan.id).limit(most))


def later_in_series(viewer: Member, plan: Planned) -> int:
    """How many planned ones of the same series come after it."""
    if plan.series_id is None:
        return 0
    rest = (Plan.series_id == plan.series_id, Plan.at > plan.at, Plan.state == "planned")
    return db.session.scalar(select(func.count()).select_from(Plan).where(*rest, _is_own(viewer))) or 0


def brought_to(viewer: Member, plan: Planned) -> list[tuple[str, Preparation]]:
    """What mentees bring to it, with their names: their own, and for a mentor what those whom they mentor bring."""
    read = {viewer.enrolment_id} | (viewer.mentee_ids if plan.part == "mentor" else frozenset())
    rows = db.session.execute(
        select(NAME, Preparation)
        .join(Enrolment, Enrolment.id == Preparation.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Preparation.plan_id == plan.id, Preparation.enrolment_id.in_(read))
        .order_by(Preparation.enrolment_id != viewer.enrolment_id, NAME, Preparation.id)
    )
    return [(said(name), preparation) for name, preparation in rows]


def _open_ones(
    viewer: Member,
    group_ids: Collection[UUID],
    when: ColumnElement[bool],
    most: int,
    *,
    latest: bool = False,
) -> Select[tuple[UUID]]:
    """The ids of so many that are planned still and run, the nearest ones to now.

    They are found by whose they are, each way by its index, and before anything is joined to them: asked in one
    sentence, a database reads all that were ever planned in the course.
    """
    own = (
        (Plan.mentee_id == viewer.enrolment_id, Plan.mentor_id.in_(viewer.mentor_ids)),
        (Plan.mentor_id == viewer.enrolment_id, Plan.mentee_id.in_(viewer.mentee_ids)),
        (Plan.group_id.in_(group_ids),),
    )
    every = union(*(select(Plan.id, Plan.at).where(*whose, Plan.state == "planned", when) for whose in own))
    found = every.subquery()
    nearest = (found.c.at.desc(), found.c.id) if latest else (found.c.at, found.c.id)
    limited = select(found.c.id).order_by(*nearest).limit(most).subquery()
    return select(limited.c.id)


def _is_own(viewer: Member) -> ColumnElement[bool]:
    """A mentee keeps theirs; a mentor sees those of people whom they mentor, a group those of now."""
    as_mentor = and_(Plan.mentor_id == viewer.enrolment_id, Plan.mentee_id.in_(viewer.mentee_ids))
    return or_(Plan.mentee_id == viewer.enrolment_id, as_mentor, Plan.group_id.in_(viewer.group_ids))


def _runs(viewer: Member) -> ColumnElement[bool]:
    """Which of their own still stand: nobody expects to meet whom they no longer belong to."""
    as_mentee = and_(Plan.mentee_id == viewer.enrolment_id, Plan.mentor_id.in_(viewer.mentor_ids))
    return or_(Plan.group_id.is_not(None), Plan.mentee_id != viewer.enrolment_id, as_mentee)


def _seen_by(viewer: Member) -> Selected:
    # not joined: a database would begin with the course, and read all that were ever planned in it
    here = exists().where(Course.id == Plan.course_id, Course.context_id == viewer.context_id)
    return (
        select(Plan, Group.name, is_seen_whole(viewer).label("held"))
        .outerjoin(Group, Group.id == Plan.group_id)
        .outerjoin(Session, Session.id == Plan.session_id)
        .where(here, _is_own(viewer))
    )


def _shown(viewer: Member, wanted: Selected) -> list[Planned]:
    rows = db.session.execute(wanted).all()
    others = {_other(viewer, row.Plan) for row in rows}
    called = names(viewer, [one for one in others if one])
    return [
        _planned(viewer, row.Plan, row.name or _called(called, _other(viewer, row.Plan)), held=row.held)
        for row in rows
    ]


def _called(called: dict[UUID, str], other: UUID | None) -> str:
    return (called.get(other) if other else None) or _("Somebody")


def _other(viewer: Member, plan: Plan) -> UUID | None:
    return plan.mentor_id if plan.mentee_id == viewer.enrolment_id else plan.mentee_id


def _planned(viewer: Member, plan: Plan, whom: str, *, held: bool) -> Planned:
    mentors = plan.group_id in viewer.mentored_group_ids or plan.mentor_id == viewer.enrolment_id
    as_mentee = plan.mentee_id == viewer.enrolment_id
    return Planned(
        id=plan.id,
        at=plan.at,
        minutes=plan.minutes,
        mode=plan.mode,
        place=plan.place,
        agenda=Markup(plan.agenda),  # noqa: S704 - RichText cleaned it
        state=plan.state,
        why=plan.why,
        version=plan.version,
        changed_at=plan.changed_at,
        series_id=plan.series_id,
        session_id=plan.session_id if held else None,
        group_id=plan.group_id,
        mentee_id=plan.mentee_id,
        mentor_id=plan.mentor_id,
        part="mentor" if mentors else "mentee",
        whom=whom,
        runs=not as_mentee or plan.mentor_id in viewer.mentor_ids,
    )
