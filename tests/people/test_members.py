"""What the door knows of somebody is read anew each time, in a fixed number of statements."""

from __future__ import annotations

from typing import Any

import pytest

from plugin import clock
from plugin.database import db, new_id
from plugin.errors import NotHere
from plugin.people import policy
from plugin.people.models import Enrolment, Mentorship
from plugin.people.queries import enrolment_for, everybody, leads, member_in, names
from tests.factories.people import a_lead, a_mentee, a_mentor, a_pair, again
from tests.factories.places import a_context
from tests.harness.statements import counted


def test_a_pair_knows_each_other(session: Any) -> None:
    mentor, mentee = a_pair(a_context())
    assert mentor.mentee_ids == {mentee.enrolment_id}
    assert mentee.mentor_ids == {mentor.enrolment_id}
    assert mentee.mentor_names == (mentor.name,)
    assert mentor.is_mentor
    assert not mentor.is_mentee
    assert mentee.is_mentee


def test_a_mentorship_that_ended_ties_nobody(session: Any) -> None:
    mentor, mentee = a_pair(a_context())
    db.session.query(Mentorship).one().until = clock.now()
    db.session.flush()
    assert not again(mentor).mentee_ids
    assert not again(mentee).mentor_ids


def test_somebody_who_left_the_course_ties_nobody(session: Any) -> None:
    mentor, mentee = a_pair(a_context())
    db.session.get_one(Enrolment, mentee.enrolment_id).active = False
    db.session.flush()
    assert not again(mentor).mentee_ids


def test_one_person_may_mentor_here_and_be_mentored_there(session: Any) -> None:
    context = a_context()
    mentee = a_mentee(context)
    middle = a_mentor(context, of=mentee)
    a_mentor(context, of=middle)
    middle = again(middle)
    assert middle.is_mentor
    assert middle.is_mentee


def test_a_member_costs_the_same_with_one_mentee_and_with_forty(session: Any) -> None:
    context = a_context()
    mentor, _ = a_pair(context)
    with counted() as few:
        member_in(mentor.person_id, mentor.context_id)
    for _number in range(40):
        a_mentee(context, mentor=mentor)
    db.session.expire_all()
    with counted() as many:
        assert len(member_in(mentor.person_id, mentor.context_id).mentee_ids) == 41
    assert len(many) == len(few) == 3


def test_names_of_another_course_are_left_out(session: Any) -> None:
    here, there = a_mentee(a_context()), a_mentee(a_context())
    assert names(here, [here.enrolment_id, there.enrolment_id]) == {here.enrolment_id: here.name}  # type: ignore[list-item]


def test_an_enrolment_of_another_course_is_not_here(session: Any) -> None:
    here, there = a_mentee(a_context()), a_mentee(a_context())
    assert enrolment_for(here, here.enrolment_id)  # type: ignore[arg-type]
    for strange in (there.enrolment_id, new_id()):
        with pytest.raises(NotHere):
            enrolment_for(here, strange)  # type: ignore[arg-type]


def test_everybody_stays_within_the_course(session: Any) -> None:
    context = a_context()
    lead, mentee = a_lead(context, "Zoe"), a_mentee(context, "Ana")
    a_mentee(a_context(), "Stranger")
    assert [row.name for row in everybody(lead)] == ["Ana", "Zoe"]
    assert leads(mentee) == ["Zoe"]


def test_a_lead_is_not_part_of_a_pair(session: Any) -> None:
    context = a_context()
    mentor, mentee = a_pair(context)
    other, lead = a_mentor(context), a_lead(context)
    seen = {who.name: policy.sees_as_pair(who, mentee.enrolment_id) for who in (mentor, mentee, other, lead)}  # type: ignore[arg-type]
    assert seen == {mentor.name: True, mentee.name: True, other.name: False, lead.name: False}
