"""People who were written down before they came: they wait, and are put together as the learning site names them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

from sqlalchemy import select

from plugin import clock
from plugin.database import db, transaction
from plugin.groups.actions import place
from plugin.groups.invited import KEPT, expect, expected, match, sweep
from plugin.groups.models import Invited
from plugin.lti.models import Context
from plugin.people.actions import arrive
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import member_in
from plugin.people.roster.actions import apply_roster
from tests.factories import a_company, a_context, a_course, a_group, a_lead, again
from tests.factories.people import place as context_of
from tests.factories.setup import reachable
from tests.factories.visits import visit_as
from tests.people.roster.ways import said
from tests.people.test_arrivals import said as an_arrival


def comes(course, address, **more):
    """Somebody launches, of whom the learning site says this address."""
    context = context_of(course)
    person_id = arrive(an_arrival(context, email=address, sub=address, **more))
    return member_in(person_id, context.id)


def waiting():
    return db.session.scalars(select(Invited)).all()


def test_a_pair_is_made_when_the_second_of_the_two_comes_by_a_launch(lead, course):
    expect(lead, "ravi@example.com", "sofia@example.com", None)

    ravi = comes(course, "Ravi@Example.com")
    assert len(waiting()) == 1
    sofia = comes(course, "sofia@example.com")

    assert again(ravi).mentee_ids == {sofia.enrolment_id}
    assert waiting() == []


def test_a_place_in_a_group_is_taken_by_whoever_the_roster_names(lead, course):
    group = a_group(course, mentors=1, mentees=0)
    expect(lead, "", "sub-1@example.com", group.id)

    apply_roster(course.context_id, [said("sub-1"), said("sub-2")])

    named = member_in(
        db.session.scalars(select(Person.id).where(Person.sub == "sub-1")).one(), course.context_id
    )
    assert again(named).group_names == (group.group.name,)
    assert waiting() == []


def test_of_a_line_with_a_group_each_comes_by_themselves_and_is_erased(lead, course):
    group = a_group(course, mentors=0, mentees=0)
    expect(lead, "ravi@example.com", "sofia@example.com", group.id)

    ravi = comes(course, "ravi@example.com")

    assert [(one.mentor_email, one.mentee_email) for one in waiting()] == [("", "sofia@example.com")]
    sofia = comes(course, "sofia@example.com")
    assert again(ravi).mentee_ids == {sofia.enrolment_id}
    assert waiting() == []


def test_an_address_that_comes_later_counts_too(lead, course):
    expect(lead, "ravi@example.com", "sofia@example.com", None)
    comes(course, "ravi@example.com")
    apply_roster(
        course.context_id, [said("sofia", email=""), said("ravi@example.com", email="ravi@example.com")]
    )
    assert len(waiting()) == 1

    apply_roster(course.context_id, [said("sofia"), said("ravi@example.com", email="ravi@example.com")])

    assert waiting() == []
    assert len(db.session.scalars(select(Mentorship)).all()) == 1


def test_an_address_counts_in_its_own_course_alone(lead, course):
    """Not in another course of the LMS, not on another platform, not in another company of one registration."""
    here = context_of(course)
    platform = db.session.get_one(Context, here.id).platform_id
    expect(lead, "ravi@example.com", "sofia@example.com", None)
    others = [a_context()]
    others += [
        Context(company_id=company, platform_id=platform, lms_id=lms_id, made_at=clock.now())
        for company, lms_id in ((here.company_id, "another"), (a_company().id, here.lms_id))
    ]
    db.session.add_all(others)
    db.session.flush()

    for context in others:
        for address in ("ravi@example.com", "sofia@example.com"):
            arrive(an_arrival(context, email=address, sub=address))

    assert len(waiting()) == 1
    assert db.session.scalars(select(Mentorship)).all() == []


def test_an_address_that_two_people_have_is_nobodys(lead, course):
    expect(lead, "ravi@example.com", "sofia@example.com", None)
    reachable(course, "ravi@example.com")
    sofia = reachable(course, "sofia@example.com")
    comes(course, "RAVI@example.com")

    match(course.context_id, [sofia.enrolment_id])

    assert len(waiting()) == 1


def test_whoever_was_placed_by_hand_meanwhile_stays_there(lead, course):
    group = a_group(course, mentors=0, mentees=0)
    expect(lead, "", "ravi@example.com", group.id)
    ravi = reachable(course, "ravi@example.com")
    place(lead, group.group, ravi.enrolment_id, "mentor")

    match(course.context_id, [ravi.enrolment_id])

    assert again(ravi).mentored_group_ids == {group.id}
    assert waiting() == []


def test_whoever_has_left_is_not_put_together(lead, course):
    expect(lead, "ravi@example.com", "sofia@example.com", None)
    ravi, sofia = reachable(course, "ravi@example.com"), reachable(course, "sofia@example.com")
    db.session.get_one(Enrolment, ravi.enrolment_id).active = False
    db.session.flush()

    match(course.context_id, [ravi.enrolment_id, sofia.enrolment_id])

    assert len(waiting()) == 1


def test_a_lead_sees_who_is_expected_and_lets_go(client, lead, course):
    expect(lead, "ravi@example.com", "sofia@example.com", None)
    at = visit_as(client, lead)
    assert "ravi@example.com mentors sofia@example.com" in at.get("/groups/").text

    gone = at.post(f"/sheet/expected/{expected(lead)[0].id}/remove")

    assert gone.status_code == 303
    assert waiting() == []
    assert "Still expected" not in at.get("/groups/").text


def test_whoever_does_not_come_in_half_a_year_is_forgotten(lead):
    expect(lead, "ravi@example.com", "sofia@example.com", None)

    assert sweep(clock.now() + KEPT - timedelta(hours=1)) == 0
    assert sweep(clock.now() + KEPT + timedelta(hours=1)) == 1
    assert waiting() == []


def test_mentor_and_mentee_who_come_at_the_same_moment_are_put_together(real_app):
    """Neither sees the other's row until it is kept: whoever is second waits for the first."""
    with real_app.app_context(), transaction():
        course = a_course()
        lead = a_lead(course)
        expect(lead, "ravi@example.com", "sofia@example.com", None)
        context = context_of(course)
        base = an_arrival(context)
    start = Barrier(2)

    def launch(address: str) -> None:
        with real_app.app_context():
            start.wait()
            with transaction():
                arrive(replace(base, sub=address, email=address))

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(launch, ("ravi@example.com", "sofia@example.com")))

    with real_app.app_context(), transaction(writing=False):
        assert waiting() == []
        assert len(db.session.scalars(select(Mentorship)).all()) == 1
        assert len(db.session.scalars(select(Person)).all()) == 3
