"""People appear as they arrive; what the LMS says is a first guess that a lead's choice outranks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from plugin.database import db
from plugin.errors import VisitOver
from plugin.lti.models import Context
from plugin.member import Member
from plugin.people import actions
from plugin.people.actions import known_locale
from plugin.people.models import Enrolment, Person
from plugin.people.queries import member_in
from tests.factories.places import a_context


@dataclass(frozen=True)
class Said:
    company_id: UUID
    platform_id: UUID
    context_id: UUID | None
    sub: str = "7"
    name: str = "Amara Okafor"
    email: str = "amara@example.com"
    locale: str = "en"
    role: str = "member"
    group_ids: tuple[str, ...] | None = None
    looks_after: tuple[str, ...] | None = None


def said(context: Context, **more: Any) -> Said:
    return Said(context.company_id, context.platform_id, context.id, **more)


def arrive(arrival: Said) -> Member:
    """The member whom a launch makes of somebody."""
    return member_in(actions.arrive(arrival), arrival.context_id)


def enrolment(member: Member) -> Enrolment:
    return db.session.get_one(Enrolment, member.enrolment_id)


def test_a_first_launch_makes_a_person_and_an_enrolment(session: Any) -> None:
    member = arrive(said(a_context(), role="lead"))
    assert (member.name, member.role) == ("Amara Okafor", "lead")
    assert enrolment(member).role_from == "launch"


def test_a_second_launch_is_the_same_person_brought_up_to_date(session: Any) -> None:
    first = said(a_context())
    one, two = arrive(first), arrive(replace(first, name="Amara O.", locale="de-AT"))
    assert one.person_id == two.person_id
    assert one.enrolment_id == two.enrolment_id
    assert (two.name, two.locale) == ("Amara O.", "de_AT")


def test_the_same_sub_in_another_company_is_somebody_else(session: Any) -> None:
    assert arrive(said(a_context())).person_id != arrive(said(a_context())).person_id


def test_what_the_lms_stops_sharing_is_not_kept(session: Any) -> None:
    first = said(a_context())
    arrive(first)
    member = arrive(replace(first, name="", email=""))
    person = db.session.get_one(Person, member.person_id)
    assert (person.name, person.email) == ("", "")
    assert member.name == "Somebody"


def test_a_leads_choice_outranks_the_launch(session: Any) -> None:
    first = said(a_context())
    row = enrolment(arrive(first))
    row.role, row.role_from = "lead", "lead"
    assert arrive(first).role == "lead"


def test_a_launch_moves_a_role_that_only_a_launch_gave(session: Any) -> None:
    first = said(a_context(), role="lead")
    arrive(first)
    assert arrive(replace(first, role="member")).role == "member"


def test_somebody_inactive_is_back_when_they_launch(session: Any) -> None:
    first = said(a_context())
    row = enrolment(arrive(first))
    row.active = False
    db.session.flush()
    with pytest.raises(VisitOver):
        member_in(row.person_id, row.context_id)
    assert enrolment(arrive(first)).active


def test_a_launch_from_outside_a_course_enrols_nowhere(session: Any) -> None:
    member = arrive(replace(said(a_context()), context_id=None))
    assert member.enrolment_id is None
    assert not member.is_lead


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("de-AT", "de_AT"), ("pt_BR", "pt_BR"), ("en", "en"), ("", ""), ("x-klingon", ""), ("💥", "")],
)
def test_only_locales_that_exist_are_kept(sent: str, kept: str) -> None:
    assert known_locale(sent) == kept
