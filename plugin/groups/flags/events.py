"""What keeps the standing of mentees true between two hours: a mentorship begins, and somebody did something."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import event, func, select
from sqlalchemy.engine import Connection

from plugin import clock
from plugin.database import db, insert_into, new_id, transaction
from plugin.groups.flags.keeping import kept_for
from plugin.groups.flags.models import ENDLESS, NEVER, NOTHING, Standing
from plugin.jobs.tasks import job, soon
from plugin.member import Member
from plugin.people.audience import mentor_now
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import NAME


def stir(member: Member) -> None:
    """Whoever has sent a form may stand otherwise now, and so may their mentees: it is reckoned soon."""
    if member.enrolment_id and (member.mentee_ids or member.mentor_ids):
        soon(stirred, member.enrolment_id)


@job("flags.stirred")
def stirred(enrolment_id: UUID) -> str:
    """How somebody's mentees stand with them, and they with their own mentors."""
    with transaction(writing=False):
        mentors = db.session.execute(
            select(Enrolment.person_id, Enrolment.context_id).where(
                mentor_now(enrolment_id), Enrolment.active
            )
        ).all()
        me = db.session.get_one(Enrolment, enrolment_id)
        whom = (me.person_id, me.context_id)
    told = kept_for(*whom) + sum(kept_for(*mentor, [enrolment_id]) for mentor in mentors)
    return f"{told} reckoned"


@event.listens_for(Mentorship, "after_insert")
def _begin(_mapper: Any, connection: Connection, began: Mentorship) -> None:
    """A row from the first moment: the board reads no other. It is reckoned with the next thing that happens."""
    known = {"mentor_id": began.mentor_id, "mentee_id": began.mentee_id, "flags": [], "rank": NOTHING}
    of_mentee = select(func.lower(NAME)).join(Enrolment, Enrolment.person_id == Person.id)
    called = func.coalesce(of_mentee.where(Enrolment.id == began.mentee_id).scalar_subquery(), "")
    days = {"since": ENDLESS, "heard": NEVER, "due": ENDLESS, "waits": ENDLESS}
    fresh = insert_into(Standing).values(id=new_id(), **known, **days, called=called, as_of=clock.now())
    connection.execute(fresh.on_conflict_do_nothing(index_elements=["mentor_id", "mentee_id"]))
