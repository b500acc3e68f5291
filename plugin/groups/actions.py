"""What a lead does with people: makes groups and pairs, puts people into them, ends them, says who leads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select, update

from plugin import clock
from plugin.courses.agreements.parting.actions import end
from plugin.courses.outline.progress import settle
from plugin.database import db, is_first
from plugin.errors import Invalid, NotHere
from plugin.groups import rules
from plugin.groups.flags.events import stirred
from plugin.jobs.tasks import soon
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Place


class Where(Protocol):
    """The course that it happens in: a lead's own, or that of people who were written down before they came."""

    @property
    def context_id(self) -> UUID | None: ...


def make_group(lead: Member, name: str) -> Group:
    """A new group without anybody in it."""
    if lead.context_id is None:
        raise NotHere()
    group = Group(context_id=lead.context_id, name=name, made_at=clock.now())
    there = select(Group.id).where(Group.context_id == lead.context_id, Group.name == name)
    if db.session.scalar(there) or not is_first(group):
        raise Invalid(_("There is a group of that name already. Please choose another one."), "name")
    return group


def place(lead: Where, group: Group, enrolment_id: UUID, part: str) -> Place:
    """Put somebody into a group as its mentor or as a mentee; mentors of a group mentor each of its mentees.

    Somebody who is in it with the other part changes over: the old place and its mentorships end, and stay on
    record.
    """
    _hold(lead, group)
    _here(lead, enrolment_id)
    if part == "mentor":
        rules.refuse_guest(enrolment_id)
    stands = _place_now(group, enrolment_id)
    if stands is not None and stands.part == part:
        return stands
    _refuse_odd_place(group, enrolment_id, part)
    if stands is not None:
        _end_place(group, stands)
    taken = Place(group_id=group.id, enrolment_id=enrolment_id, part=part, since=clock.now())
    db.session.add(taken)
    db.session.flush()
    _begin_mentorships(group, taken)
    _settle(group, enrolment_id, mentored=part == "mentor" or stands is not None)
    return taken


def place_several(lead: Member, group: Group, people: Collection[UUID], part: str, *, shared: bool) -> None:
    """Put these people into a group, all of them or none. `shared`: it is meant that somebody gets a mentor beside the
    one that they have."""
    with db.session.begin_nested():
        if part == "mentee" and not shared:
            rules.refuse_unsaid_sharing(lead.context_id, others_in(group, part), people, group)
        for enrolment_id in people:
            place(lead, group, enrolment_id, part)


def leave(lead: Member, group: Group, enrolment_id: UUID) -> None:
    """Take somebody out of a group. What was stays on record, with its end."""
    _hold(lead, group)
    stands = _place_now(group, enrolment_id)
    if stands is None:
        raise NotHere()
    _end_place(group, stands)
    _settle(group, enrolment_id, mentored=stands.part == "mentor")


def keep_ways(lead: Member, group: Group, *, anonymous: bool | None, alone: bool) -> None:
    """Whether mentees may write without their name in its talk, None as the course says; and whether it is their only
    group. What was said stays as it is."""
    _hold(lead, group)
    if alone:
        rules.refuse_shared_already(group)
    group.anonymous, group.alone = anonymous, alone
    db.session.flush()


def make_pair(lead: Where, mentor_id: UUID, mentee_id: UUID, last_day: date | None = None) -> Mentorship:
    """Somebody mentors somebody, one to one; a guest until a `last_day`. Asked twice, it is one pair."""
    rules.refuse_odd_day(last_day)
    _here(lead, mentor_id)
    _here(lead, mentee_id)
    if mentor_id == mentee_id:
        raise Invalid(_("A pair needs two people. Please choose somebody else as the mentor."), "mentor")
    stands = select(Mentorship).where(
        Mentorship.mentor_id == mentor_id,
        Mentorship.mentee_id == mentee_id,
        Mentorship.group_id.is_(None),
        Mentorship.until.is_(None),
    )
    if there := db.session.scalar(stands):
        there.last_day = last_day or there.last_day
        db.session.flush()
        return there
    rules.refuse_circle([mentor_id], [mentee_id], "mentee")
    pair = _mentorship(lead.context_id, mentor_id, mentee_id, None)
    pair.last_day = last_day
    if not is_first(pair):
        return db.session.scalars(stands).one()
    settle(pair.context_id, people=[mentee_id])
    soon(stirred, mentee_id)
    return pair


def make_pair_openly(
    lead: Member, mentor: UUID, mentee: UUID, last_day: date | None, *, shared: bool
) -> Mentorship:
    """A pair, where nobody else mentors the mentee, or it is said that both are meant to (`shared`)."""
    if not shared:
        _here(lead, mentor)
        rules.refuse_unsaid_sharing(lead.context_id, [mentor], [mentee])
    return make_pair(lead, mentor, mentee, last_day)


def end_pair(lead: Member, pair: Mentorship) -> None:
    """End a pair. A mentorship through a group ends by leaving the group."""
    if pair.context_id != lead.context_id or pair.until is not None:
        raise NotHere()
    if pair.group_id is not None:
        raise Invalid(_("They are together through a group. Take one of them out of the group instead."))
    end(pair)


def change_role(lead: Member, enrolment_id: UUID, role: str) -> None:
    """Make somebody a lead or a member; from then on the LMS's word does not count. One lead always stays."""
    # Locked in one order: two leads who take each other's role away at once must not both succeed.
    leads = db.session.scalars(
        select(Enrolment)
        .where(Enrolment.context_id == lead.context_id, Enrolment.role == "lead", Enrolment.active)
        .order_by(Enrolment.id)
        .with_for_update()
    ).all()
    changed = _here(lead, enrolment_id)
    if role == "member" and [one.id for one in leads] == [enrolment_id]:
        raise Invalid(_("A course needs somebody who leads it. Make somebody else a lead first."), "role")
    changed.role = role
    changed.role_from = "lead"
    db.session.flush()


def _hold(lead: Where, group: Group) -> None:
    """Let nobody else change this group meanwhile: a mentor and a mentee placed at once must still meet."""
    held = db.session.execute(
        update(Group)
        .where(Group.id == group.id, Group.context_id == lead.context_id)
        .values(version=Group.version + 1)
        .returning(Group.id),
        execution_options={"synchronize_session": False},
    ).first()
    if held is None:
        raise NotHere()


def _here(lead: Where, enrolment_id: UUID) -> Enrolment:
    """Somebody who is in the lead's own course now; a foreign id is nobody."""
    found = db.session.scalar(
        select(Enrolment).where(
            Enrolment.id == enrolment_id, Enrolment.context_id == lead.context_id, Enrolment.active
        )
    )
    if found is None:
        raise NotHere()
    return found


def _refuse_odd_place(group: Group, enrolment_id: UUID, part: str) -> None:
    others = others_in(group, part)
    mentors, mentees = ([enrolment_id], others) if part == "mentor" else (others, [enrolment_id])
    rules.refuse_circle(mentors, mentees, "people")
    if part == "mentee":
        rules.refuse_second_group(group, enrolment_id)


def _place_now(group: Group, enrolment_id: UUID) -> Place | None:
    return db.session.scalar(
        select(Place).where(
            Place.group_id == group.id, Place.enrolment_id == enrolment_id, Place.until.is_(None)
        )
    )


def _end_place(group: Group, stands: Place) -> None:
    now = clock.now()
    stands.until = now
    theirs = Mentorship.mentor_id if stands.part == "mentor" else Mentorship.mentee_id
    db.session.execute(
        update(Mentorship)
        .where(Mentorship.group_id == group.id, theirs == stands.enrolment_id, Mentorship.until.is_(None))
        .values(until=now)
    )
    db.session.flush()


def _settle(group: Group, moved_id: UUID, *, mentored: bool) -> None:
    """A mentee's path follows their groups and mentorships; whoever `mentored` there moves all mentees of the group."""
    people = {moved_id}
    if mentored:
        people.update(db.session.scalars(select(Mentorship.mentee_id).where(Mentorship.group_id == group.id)))
    settle(group.context_id, people=people)
    soon(stirred, moved_id)


def others_in(group: Group, part: str) -> Sequence[UUID]:
    """Those in a group with the other part."""
    theirs = (Place.group_id == group.id, Place.part != part, Place.until.is_(None))
    return db.session.scalars(select(Place.enrolment_id).where(*theirs)).all()


def _begin_mentorships(group: Group, taken: Place) -> None:
    for other_id in others_in(group, taken.part):
        mentor, mentee = (
            (taken.enrolment_id, other_id) if taken.part == "mentor" else (other_id, taken.enrolment_id)
        )
        db.session.add(_mentorship(group.context_id, mentor, mentee, group.id))
    db.session.flush()


def _mentorship(
    context_id: UUID | None, mentor_id: UUID, mentee_id: UUID, group_id: UUID | None
) -> Mentorship:
    return Mentorship(
        context_id=context_id, mentor_id=mentor_id, mentee_id=mentee_id, group_id=group_id, since=clock.now()
    )
