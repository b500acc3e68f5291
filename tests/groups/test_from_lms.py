"""Groups of the LMS are proposed: a lead takes one or leaves it, and nothing happens by itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid
from plugin.groups.actions import keep_ways, leave, place
from plugin.groups.from_lms import actions
from plugin.groups.from_lms.actions import Changed, Meant
from plugin.groups.from_lms.queries import offer_for, offers_here, waiting
from plugin.people.lms_groups.models import LmsPlace
from plugin.people.models import Enrolment, Group, Mentorship, Place
from tests.factories import a_group, a_mentor, a_person, mentors
from tests.factories.courses import place_of
from tests.factories.lms_groups import an_lms_group, comes_in


@pytest.fixture
def ana(course):
    return a_person(course, "Ana")


@pytest.fixture
def ben(course):
    return a_person(course, "Ben")


@pytest.fixture
def day(course, ana, ben, lead):
    return an_lms_group(course, "Day shift", ana, ben, lead)


def seen(lead, day, **more) -> Meant:
    return Meant(seen=offer_for(lead, day.id).mark, **more)


def made(lead, day, *mentors, name="Day shift", **more) -> Group:
    mentor_ids = [place_of(one) for one in mentors]
    return actions.make_of(lead, offer_for(lead, day.id), name, mentor_ids, seen(lead, day, **more))


def mentees(group) -> set[str]:
    return set(
        db.session.scalars(
            select(Place.enrolment_id).where(
                Place.group_id == group.id, Place.part == "mentee", Place.until.is_(None)
            )
        )
    )


def offers(lead):
    return offers_here(lead).shown


def test_a_group_is_proposed_with_whoever_learns_in_it(lead, day):
    (offer,) = offers(lead)

    assert (offer.name, offer.set_name, offer.group_id) == ("Day shift", "Shifts", None)
    assert [name for _id, name in offer.joined] == ["Ana", "Ben"]
    assert waiting(lead) == 1


def test_a_group_in_which_nobody_learns_is_not(lead, course):
    an_lms_group(course, "Office", lead)

    assert offers(lead) == []


def test_making_it_puts_its_people_with_the_mentors_chosen(lead, course, day, ana, ben):
    ravi = a_person(course, "Ravi")

    group = made(lead, day, ravi)

    assert mentees(group) == {place_of(ana), place_of(ben)}
    pairs = select(Mentorship.mentor_id, Mentorship.mentee_id).where(Mentorship.group_id == group.id)
    assert {tuple(row) for row in db.session.execute(pairs)} == {
        (place_of(ravi), place_of(one)) for one in (ana, ben)
    }
    assert offers(lead) == []


def test_who_mentors_it_is_no_mentee_of_it(lead, day, ana, ben):
    assert mentees(made(lead, day, ana)) == {place_of(ben)}


def test_another_mentor_is_meant_or_refused_by_name(lead, course, day, ana):
    a_mentor(course, "Ingrid", of=ana)
    ravi = a_person(course, "Ravi")

    with pytest.raises(Invalid, match=r"Mentored by somebody else already: Ana \(Ingrid\)") as told:
        made(lead, day, ravi)
    assert told.value.field == "shared"
    assert db.session.scalar(select(Group)) is None
    assert len(mentees(made(lead, day, ravi, shared=True))) == 2


def test_who_cannot_be_placed_is_said_by_name_and_left_out_only_when_that_is_meant(
    lead, course, day, ana, ben
):
    only = a_group(course, name="Only this", mentees=1).group
    keep_ways(lead, only, anonymous=None, alone=True)
    place(lead, only, place_of(ana), "mentee")

    with pytest.raises(Invalid, match="Ana is in Only this") as told:
        made(lead, day, shared=True)
    assert told.value.field == "without"
    assert mentees(made(lead, day, without=True)) == {place_of(ben)}
    assert offers(lead) == []


def test_two_who_would_mentor_each_other_are_said_by_name(lead, course, day, ana, ben):
    ravi = a_person(course, "Ravi")
    mentors(ana, ravi)

    with pytest.raises(Invalid, match="Ana mentors Ravi already"):
        made(lead, day, ravi)


def test_a_difference_is_shown_and_taken(lead, course, day, ana, ben):
    group = made(lead, day)
    cleo = a_person(course, "Cleo")
    comes_in(day, cleo)
    _leaves(day, ben)
    day.name = "Early shift"
    db.session.flush()

    (offer,) = offers(lead)
    assert ([n for _i, n in offer.joined], [n for _i, n in offer.left]) == (["Cleo"], ["Ben"])
    assert offer.renamed == "Early shift"
    actions.take_over(lead, offer, seen(lead, day))

    assert mentees(group) == {place_of(ana), place_of(cleo)}
    assert group.name == "Early shift"
    record = db.session.scalars(select(Place).where(Place.enrolment_id == place_of(ben))).one()
    assert record.until is not None
    assert offers(lead) == []


def test_what_is_set_aside_comes_back_only_when_it_changes(lead, course, day, ana, ben):
    group = made(lead, day)
    _leaves(day, ben)
    actions.set_aside(lead, offers(lead)[0], seen(lead, day))

    assert offers(lead) == []
    assert mentees(group) == {place_of(ana), place_of(ben)}
    comes_in(day, a_person(course, "Cleo"))
    (offer,) = offers(lead)
    assert ([name for _id, name in offer.joined], offer.left) == (["Cleo"], [])


def test_a_new_one_set_aside_comes_back_when_somebody_moves(lead, course, day):
    actions.set_aside(lead, offers(lead)[0], seen(lead, day))
    assert (offers(lead), waiting(lead)) == ([], 0)

    comes_in(day, a_person(course, "Cleo"))
    assert [name for _id, name in offers(lead)[0].joined] == ["Ana", "Ben", "Cleo"]


def test_what_a_lead_does_by_hand_is_no_difference(lead, course, day, ana):
    group = made(lead, day)
    place(lead, group, place_of(a_person(course, "By hand")), "mentee")
    leave(lead, group, place_of(ana))

    assert offers(lead) == []


def test_a_group_that_is_gone_is_said_and_nothing_can_be_taken(lead, day):
    group = made(lead, day)
    day.gone_at = clock.now()
    db.session.flush()

    (offer,) = offers(lead)
    assert (offer.is_gone, offer.joined, offer.left) == (True, [], [])
    actions.set_aside(lead, offer, seen(lead, day))
    assert offers(lead) == []
    assert len(mentees(group)) == 2


def test_whoever_left_the_course_is_neither_in_nor_out(lead, day, ben):
    db.session.get_one(Enrolment, place_of(ben)).active = False
    db.session.flush()

    assert [name for _id, name in offers(lead)[0].joined] == ["Ana"]


def test_what_has_changed_since_it_was_seen_is_looked_at_again(lead, course, day):
    old = seen(lead, day)
    comes_in(day, a_person(course, "Cleo"))

    with pytest.raises(Changed):
        actions.make_of(lead, offer_for(lead, day.id), "Day shift", [], old)


def test_a_group_that_is_there_already_is_known_as_it_and_then_compared(lead, course, day, ana, ben):
    there = a_group(course, name="Days", mentors=0, mentees=0).group
    place(lead, there, place_of(ana), "mentee")

    actions.know_as(lead, offer_for(lead, day.id), there, seen(lead, day))

    assert mentees(there) == {place_of(ana)}
    (offer,) = offers(lead)
    assert (offer.group, [name for _id, name in offer.joined], offer.renamed) == ("Days", ["Ben"], "")
    other = an_lms_group(course, "Another", a_person(course))
    with pytest.raises(Invalid, match="goes with another one"):
        actions.know_as(lead, offer_for(lead, other.id), there, seen(lead, other))


def _leaves(day, member):
    row = db.session.scalars(select(LmsPlace).where(LmsPlace.enrolment_id == place_of(member))).one()
    row.gone_at = clock.now()
    db.session.flush()
