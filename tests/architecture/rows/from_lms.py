"""What the LMS proposes in the role table: leads answer to it, nobody else sees it."""

from __future__ import annotations

from sqlalchemy import select

from plugin.database import db
from plugin.groups.from_lms.actions import Meant, make_of
from plugin.groups.from_lms.queries import offer_for, offers_here
from plugin.people.observed.actions import say_observed
from plugin.people.observed.models import Observed
from tests.architecture.rows.groups import LEADS_ACT, NOT_LEADS
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import a_person, mentors
from tests.factories.lms_groups import an_lms_group, comes_in


def a_group_of_the_lms(world: World) -> Made:
    return {"lms_group_id": an_lms_group(world.course, "Day shift", a_person(world.course)).id}


def one_that_has_changed(world: World) -> Made:
    group = an_lms_group(world.course, "Day shift", a_person(world.course))
    offer = offer_for(world.lead, group.id)
    make_of(world.lead, offer, "Day shift", [], Meant(offer.mark))
    comes_in(group, a_person(world.course))
    return {"lms_group_id": group.id}


def two_whom_the_lms_names(world: World) -> Made:
    mentor, mentee = a_person(world.course), a_person(world.course, sub="named")
    say_observed(mentor.context_id, mentor.enrolment_id, ["named"])
    two = db.session.scalars(select(Observed).where(Observed.mentee_id == mentee.enrolment_id)).one()
    return {"observed_id": two.id}


def two_whom_it_does_not(world: World) -> Made:
    pair = mentors(a_person(world.course), a_person(world.course))
    say_observed(pair.context_id, pair.mentor_id, [])
    return {"mentorship_id": pair.id}


def what_was_seen(world: World) -> Made:
    waiting = offers_here(world.lead).shown
    said = {"name": "Day shift", "group": str(world.group_id)}
    return {**said, "seen": waiting[0].mark} if waiting else said


ROWS = [
    row("GET from_lms.index", **NOT_LEADS, lead=200, other_lead=200, stranger=200),
    row("GET from_lms.show", ids=a_group_of_the_lms, **NOT_LEADS, lead=200, other_lead=404, stranger=404),
    row("POST from_lms.make", ids=a_group_of_the_lms, data=what_was_seen, **LEADS_ACT),
    row("POST from_lms.same", ids=a_group_of_the_lms, data=what_was_seen, **LEADS_ACT),
    row("POST from_lms.take", ids=one_that_has_changed, data=what_was_seen, **LEADS_ACT),
    row("POST from_lms.confirm", ids=two_whom_the_lms_names, **LEADS_ACT),
    row("POST from_lms.leave_apart", ids=two_whom_the_lms_names, **LEADS_ACT),
    row("POST from_lms.leave_together", ids=two_whom_it_does_not, **LEADS_ACT),
    row("POST from_lms.aside", ids=a_group_of_the_lms, data=what_was_seen, **LEADS_ACT),
]
