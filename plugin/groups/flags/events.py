"""What keeps the standing of mentees true between two hours: a mentorship begins, and somebody did something."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import event, func, or_, select
from sqlalchemy.engine import Connection

from plugin.database import db, insert_into, new_id, transaction
from plugin.groups.flags.keeping import kept_for, running_mentors
from plugin.groups.flags.models import Standing, begun
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
    """How somebody's mentees stand with them, and they with their own mentors, in a course that runs."""
    with transaction(writing=False):
        about = (Enrolment.id == enrolment_id, mentor_now(enrolment_id))
        mentors = db.session.execute(running_mentors().where(or_(*about)).add_columns(Enrolment.id)).all()
    told = (
        kept_for(person_id, context_id, None if mentor_id == enrolment_id else [enrolment_id])
        for person_id, context_id, mentor_id in mentors
    )
    return f"{sum(told)} reckoned"


@event.listens_for(Mentorship, "after_insert")
def _begin(_mapper: Any, connection: Connection, began: Mentorship) -> None:
    """A row from the first moment: the board reads no other. It is reckoned with the next thing that happens."""
    of_mentee = select(func.lower(NAME)).join(Enrolment, Enrolment.person_id == Person.id)
    called = func.coalesce(of_mentee.where(Enrolment.id == began.mentee_id).scalar_subquery(), "")
    fresh = insert_into(Standing).values(id=new_id(), **begun(began.mentor_id, began.mentee_id, called))
    connection.execute(fresh.on_conflict_do_nothing(index_elements=["mentor_id", "mentee_id"]))
