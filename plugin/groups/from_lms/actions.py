"""Taking what the LMS proposes, or leaving it: by the same acts as everything that a lead does with groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import delete, exists, select

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups import rules
from plugin.groups.actions import leave, make_group, others_in, place
from plugin.groups.from_lms.models import GroupProposal
from plugin.groups.from_lms.queries import Offer, offer_for
from plugin.lti.models import Context
from plugin.member import Member
from plugin.people.models import Group

LONGEST_NAME = 80
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a lead says along with it: the mark of what they saw; that another mentor for somebody is meant; that those
    who cannot be placed stay out."""

    seen: str = ""
    shared: bool = False
    without: bool = False


def make_of(lead: Member, offer: Offer, name: str, mentors: Collection[UUID], meant: Meant) -> Group:
    """Make a learning group of a group of the LMS. Raises Invalid where a rule stands in the way, and nothing is done."""
    with db.session.begin_nested():
        offer = _as_seen(lead, offer, meant)
        if offer.group_id or offer.is_gone:
            raise NotHere()
        group = make_group(lead, name)
        for one in mentors:
            place(lead, group, one, "mentor")
        people = [one for one, _name in offer.joined if one not in mentors]
        _refuse(_fill(lead, group, people, meant), meant)
        _answered(lead, offer, group.id)
    return group


def know_as(lead: Member, offer: Offer, group: Group, meant: Meant) -> None:
    """It is a learning group that there is already: from now on what the LMS says of it is a difference to this one."""
    with db.session.begin_nested():
        offer = _as_seen(lead, offer, meant)
        if offer.group_id or offer.is_gone or _is_taken(group):
            raise Invalid(_("That group goes with another one of the LMS already."), "group")
        _answered(lead, offer, group.id, at=offer.since - A_MOMENT)


def take_over(lead: Member, offer: Offer, meant: Meant) -> None:
    """Bring a group that was made of one of the LMS in line with it. Whoever goes out keeps their record."""
    with db.session.begin_nested():
        offer = _as_seen(lead, offer, meant)
        group = db.session.get(Group, offer.group_id) if offer.group_id else None
        if group is None or offer.is_gone:
            raise NotHere()
        for one, _name in offer.left:
            leave(lead, group, one)
        refused = _rename(group, offer.renamed) if offer.renamed else []
        _refuse([*refused, *_fill(lead, group, [one for one, _name in offer.joined], meant)], meant)
        _answered(lead, offer, group.id)


def set_aside(lead: Member, offer: Offer, meant: Meant) -> None:
    """Leave it as it is. It comes back when the LMS says something else."""
    offer = _as_seen(lead, offer, meant)
    _answered(lead, offer, offer.group_id)


def _as_seen(lead: Member, offer: Offer, meant: Meant) -> Offer:
    """The offer as it stands now, if that is what the lead saw. No roster is applied meanwhile: it waits at the course."""
    db.session.execute(select(Context.id).where(Context.id == lead.context_id).with_for_update())
    now = offer_for(lead, offer.id)
    if meant.seen != now.mark:
        raise Changed(_("The LMS has said something else meanwhile. Please look at it again."), "seen")
    return now


class Changed(Invalid):
    """What was answered to is not what is asked any more."""


def _fill(lead: Member, group: Group, people: Collection[UUID], meant: Meant) -> list[str]:
    """Put people in as mentees; gives a sentence for each who cannot be."""
    mentors = others_in(group, "mentee")
    if mentors and not meant.shared:
        rules.refuse_unsaid_sharing(lead.context_id, mentors, people, group)
    refused = []
    for one in people:
        try:
            place(lead, group, one, "mentee")
        except Invalid as fault:
            refused.append(fault.sentence)
    return refused


def _rename(group: Group, name: str) -> list[str]:
    name = name[:LONGEST_NAME].strip()
    there = select(Group.id).where(
        Group.context_id == group.context_id, Group.name == name, Group.id != group.id
    )
    if db.session.scalar(there):
        return [
            _("There is another group of the name “%(name)s” already: this one keeps its own.", name=name)
        ]
    group.name = name
    db.session.flush()
    return []


def _refuse(sentences: Collection[str], meant: Meant) -> None:
    """What cannot be is never left out silently: it is said by name, and the lead says that the rest is meant."""
    if sentences and not meant.without:
        raise Invalid(" ".join(dict.fromkeys(sentences)), "without")


def _is_taken(group: Group) -> bool:
    return bool(db.session.scalar(select(exists().where(GroupProposal.group_id == group.id))))


def _answered(lead: Member, offer: Offer, group_id: UUID | None, at: datetime | None = None) -> None:
    db.session.execute(delete(GroupProposal).where(GroupProposal.lms_group_id == offer.id))
    answer = {
        "group_id": group_id,
        "lms_name": offer.name,
        "by_id": lead.enrolment_id,
        "at": at or clock.now(),
    }
    db.session.add(GroupProposal(lms_group_id=offer.id, **answer))
    db.session.flush()
