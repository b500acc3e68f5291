"""What a whole list changes, who keeps what they have, and that nothing changes for nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.lti.models import Company, Platform, Visit
from plugin.people import actions
from plugin.people.models import Mentorship, Person
from plugin.people.roster.actions import CHUNK, Outcome, apply_roster
from tests.factories import a_context, a_person, mentors
from tests.harness.statements import counted
from tests.people.roster.ways import active, enrolled, enrolment, said
from tests.people.test_arrivals import said as launched

pytestmark = pytest.mark.usefixtures("app")
CROWD = [said(f"p{number:05d}") for number in range(2 * CHUNK + 7)]


def test_people_appear_before_they_ever_launch():
    context = a_context()

    assert apply_roster(context.id, [said("ana"), said("ben", "lead")]) == Outcome(new=2, total=2)
    assert enrolled(context.id) == {
        "ana": ("Ana", "member", "roster", True),
        "ben": ("Ben", "lead", "roster", True),
    }
    assert enrolment(context.id, "ana").seen_at is None


def test_the_same_list_again_writes_nothing():
    context = a_context()
    apply_roster(context.id, [*CROWD, said("gone", active=False)])

    with counted() as statements:
        assert apply_roster(context.id, CROWD) == Outcome(total=len(CROWD))
    assert [s for s in statements if not s.lstrip().startswith("SELECT")] == []


def test_a_list_is_compared_in_pieces_whatever_their_size():
    context = a_context()
    apply_roster(context.id, CROWD[::2])

    outcome = apply_roster(context.id, CROWD[CHUNK:])

    assert active(context.id) == [one.sub for one in CROWD[CHUNK:]]
    assert outcome.total == outcome.new + len(CROWD[CHUNK:][::2])
    assert outcome.gone == len(CROWD[:CHUNK:2])


def test_the_absent_become_inactive_with_the_date_and_are_never_deleted():
    context = a_context()
    apply_roster(context.id, [said("ana"), said("ben")])
    before = clock.now()

    assert apply_roster(context.id, [said("ana")]) == Outcome(gone=1, total=1)
    left = enrolment(context.id, "ben")
    assert not left.active
    assert left.until
    assert before <= left.until <= clock.now()


def test_whoever_is_listed_as_inactive_is_absent():
    context = a_context()
    apply_roster(context.id, [said("ana"), said("ben")])

    assert apply_roster(context.id, [said("ana"), said("ben", active=False)]).gone == 1
    assert apply_roster(context.id, [said("ana"), said("ben", active=False)]) == Outcome(total=1)


def test_inactive_strangers_do_not_appear():
    context = a_context()

    assert apply_roster(context.id, [said("ana"), said("ben", active=False)]).new == 1
    assert list(enrolled(context.id)) == ["ana"]


def test_whoever_comes_back_is_as_before():
    context = a_context()
    mentor, mentee = a_person(context, sub="ana"), a_person(context, sub="ben")
    tie = mentors(mentor, mentee)
    since = enrolment(context.id, "ben").since
    apply_roster(context.id, [said("ana")])

    assert apply_roster(context.id, [said("ana"), said("ben")]).back == 1
    back = enrolment(context.id, "ben")
    assert (back.id, back.active, back.until, back.since) == (mentee.enrolment_id, True, None, since)
    assert db.session.get_one(Mentorship, tie.id).until is None


def test_names_and_addresses_follow_the_lms():
    context = a_context()
    apply_roster(context.id, [said("ana"), said("ben")])

    assert apply_roster(context.id, [said("ana", name="Ana Ruiz", email=""), said("ben")]).changed == 1
    person = enrolment(context.id, "ana").person
    assert (person.name, person.email) == ("Ana Ruiz", "")


def test_silence_takes_no_name_from_somebody_who_launched():
    """Some LMSs share names in a launch and not in a roster."""
    context = a_context()
    actions.arrive(launched(context, sub="ana", name="Ana Ruiz", email="ana@example.com"))

    assert apply_roster(context.id, [said("ana", name="", email="")]) == Outcome(total=1)
    assert enrolled(context.id)["ana"][0] == "Ana Ruiz"


def test_a_name_that_somebody_chose_stays():
    context = a_context()
    apply_roster(context.id, [said("ana")])
    person = enrolment(context.id, "ana").person
    person.shown_name = "Anita"
    db.session.flush()

    apply_roster(context.id, [said("ana", name="Ana Ruiz")])
    assert enrolment(context.id, "ana").person.shown_name == "Anita"


@pytest.mark.parametrize(
    ("role_from", "role"), [("roster", "lead"), ("launch", "member"), ("lead", "member")]
)
def test_a_launch_outranks_the_roster_and_a_lead_outranks_both(role_from, role):
    """In Moodle a teacher who may not edit launches as Instructor and is listed as Learner."""
    context = a_context()
    apply_roster(context.id, [said("ana")])
    enrolment(context.id, "ana").role_from = role_from
    db.session.flush()

    outcome = apply_roster(context.id, [said("ana", "lead")])

    assert enrolled(context.id)["ana"][1:3] == (role, role_from)
    assert outcome.changed == (role_from == "roster")


def test_a_launch_takes_the_role_over_from_the_roster():
    context = a_context()
    apply_roster(context.id, [said("ana")])

    actions.arrive(launched(context, sub="ana", role="lead"))
    apply_roster(context.id, [said("ana", "member")])

    assert enrolled(context.id)["ana"][1:3] == ("lead", "launch")


def test_somebody_known_from_another_course_is_the_same_person():
    context = a_context()
    other = a_context(platform=_platform(context), company=_company(context))
    apply_roster(other.id, [said("ana")])

    assert apply_roster(context.id, [said("ana", name="Ana Ruiz")]).new == 1
    assert [person.name for person in db.session.scalars(select(Person))] == ["Ana Ruiz"]
    assert active(other.id) == ["ana"]


def test_another_company_of_the_same_platform_has_people_of_its_own():
    context = a_context()
    abroad = a_context(platform=_platform(context))
    apply_roster(abroad.id, [said("ana")])

    apply_roster(context.id, [said("ana", name="Another Ana"), said("ben")])

    assert enrolled(abroad.id) == {"ana": ("Ana", "member", "roster", True)}
    assert db.session.scalars(select(Person.sub).order_by(Person.sub)).all() == ["ana", "ana", "ben"]


def test_whoever_launched_while_the_list_was_on_its_way_is_not_absent():
    context = a_context()
    ana, ben = (a_person(context, sub=sub) for sub in ("ana", "ben"))
    asked_at = clock.now()
    _launch(ana, asked_at + timedelta(seconds=1))
    _launch(ben, asked_at - timedelta(seconds=1))

    assert apply_roster(context.id, [said("cleo")], asked_at).gone == 1
    assert active(context.id) == ["ana", "cleo"]


def _launch(member, moment):
    who = {"company_id": member.company_id, "platform_id": member.platform_id, "person_id": member.person_id}
    db.session.add(
        Visit(
            token_hash=member.person_id.bytes,
            browser_hash=b"",
            context_id=member.context_id,
            began_at=moment,
            seen_at=moment,
            **who,
        )
    )
    db.session.flush()


def _platform(context):
    return db.session.get_one(Platform, context.platform_id)


def _company(context):
    return db.session.get_one(Company, context.company_id)
