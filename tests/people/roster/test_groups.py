"""What a roster and a launch keep of the LMS's groups: nothing is deleted, and a fault empties none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.lti.services.course_groups import GroupSaid
from plugin.lti.services.members import Members
from plugin.people import actions
from plugin.people.lms_groups.actions import apply_groups
from plugin.people.lms_groups.models import LmsGroup, LmsPlace
from plugin.people.models import Enrolment, Person
from plugin.people.roster.actions import apply_roster
from tests.factories import a_context
from tests.fakes.faults import FAULTS
from tests.fakes.groups import GroupSite, groups
from tests.fakes.memberships import a_member, served
from tests.fakes.rosters import a_listed_course
from tests.harness.statements import counted
from tests.people.roster.ways import active, noted, read, said
from tests.people.test_arrivals import said as launched

DAY, NIGHT = GroupSaid("d", "Day shift", "Shifts"), GroupSaid("n", "Night shift", "Shifts")


@pytest.fixture
def course(app):
    return a_context()


def applied(course, people, listed=None, *, whole=True):
    with Members(people) as members:
        apply_roster(course.id, members)
        apply_groups(course.id, members, listed, whole=whole)
    db.session.expire_all()


def inside(course) -> dict[str, list[str]]:
    """The LMS id of each group that is there -> who is in it."""
    rows = db.session.execute(
        select(LmsGroup.lms_id, Person.sub)
        .outerjoin(LmsPlace, (LmsPlace.lms_group_id == LmsGroup.id) & LmsPlace.gone_at.is_(None))
        .outerjoin(Enrolment, Enrolment.id == LmsPlace.enrolment_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(LmsGroup.context_id == course.id, LmsGroup.gone_at.is_(None))
        .order_by(LmsGroup.lms_id, Person.sub)
    )
    found: dict[str, list[str]] = {}
    for group, sub in rows:
        found.setdefault(group, []).extend([sub] if sub else [])
    return found


def test_groups_come_with_their_names_and_people(course):
    applied(course, [said("ana", group_ids=("d",)), said("ben", group_ids=("d", "n"))], [DAY, NIGHT])

    assert inside(course) == {"d": ["ana", "ben"], "n": ["ben"]}
    assert {(one.name, one.set_name) for one in db.session.scalars(select(LmsGroup))} == {
        ("Day shift", "Shifts"),
        ("Night shift", "Shifts"),
    }


def test_the_same_again_writes_nothing(course):
    people = [said(f"p{number:04d}", group_ids=("d",)) for number in range(600)]
    applied(course, people, [DAY])

    with counted() as statements:
        applied(course, people, [DAY])
    assert [s for s in statements if not s.lstrip().startswith("SELECT")] == []


def test_who_leaves_and_comes_back_and_what_is_gone_is_kept(course):
    applied(course, [said("ana", group_ids=("d",)), said("ben", group_ids=("n",))], [DAY, NIGHT])
    applied(course, [said("ana", group_ids=("n",)), said("ben", group_ids=("n",))], [NIGHT])

    assert inside(course) == {"n": ["ana", "ben"]}
    assert db.session.scalars(select(LmsPlace)).all().__len__() == 3
    applied(course, [said("ana", group_ids=("d",)), said("ben", group_ids=("n",))], [DAY, NIGHT])
    assert inside(course) == {"d": ["ana"], "n": ["ben"]}


def test_a_list_that_says_nothing_of_groups_empties_none(course):
    applied(course, [said("ana", group_ids=("d",)), said("ben")], [DAY])

    applied(course, [said("ana"), said("ben")], [DAY])
    assert inside(course) == {"d": ["ana"]}
    applied(course, [said("ana"), said("ben")])
    assert inside(course) == {"d": ["ana"]}


def test_whoever_left_the_course_is_in_no_group(course):
    applied(course, [said("ana", group_ids=("d",)), said("ben", group_ids=("d",))], [DAY])
    applied(course, [said("ana", group_ids=("d",)), said("ben", group_ids=("d",), active=False)], [DAY])

    assert inside(course) == {"d": ["ana"]}


def test_ids_alone_take_no_name_away(course):
    applied(course, [said("ana", group_ids=("d",))], [DAY])
    applied(course, [said("ana", group_ids=("d", "x"))], None, whole=False)

    assert {one.lms_id: one.name for one in db.session.scalars(select(LmsGroup))} == {
        "d": "Day shift",
        "x": "",
    }


def test_a_launch_says_the_groups_of_whoever_comes_and_of_nobody_else(course):
    ana = launched(course, sub="ana", group_ids=("17", "18"))
    actions.arrive(ana)
    actions.arrive(launched(course, sub="ben", group_ids=("17",)))

    assert inside(course) == {"17": ["ana", "ben"], "18": ["ana"]}
    actions.arrive(replace(ana, group_ids=("18",)))
    assert inside(course) == {"17": ["ben"], "18": ["ana"]}
    actions.arrive(replace(ana, group_ids=None))
    assert inside(course) == {"17": ["ben"], "18": ["ana"]}
    actions.arrive(replace(ana, group_ids=()))
    assert inside(course) == {"17": ["ben"], "18": []}


@pytest.fixture
def listed(app, private, own_keys, quick_keys, rests):
    site = GroupSite(keys=[key.public_key() for key in own_keys], groups=groups(3))
    site.people = [a_member(number, group_enrollments=[{"group_id": f"g{number}"}]) for number in range(3)]
    with served(site):
        found = a_listed_course(app, site)
        found.context.groups_url, found.context.group_sets_url = site.groups_url, site.sets_url
        db.session.flush()
        yield found


def test_reading_a_roster_reads_its_groups_too(listed):
    assert read(listed).ok

    assert inside(listed.context) == {f"g{number}": [f"sub-{number:05d}"] for number in range(3)}
    assert noted(listed).groups_read_at
    assert noted(listed).groups_result == ""


@pytest.mark.parametrize("fault", ["A to B to A", "5xx on the last page", "bad JSON on page 2"])
def test_a_fault_of_the_groups_spoils_no_roster_and_removes_nothing(listed, fault):
    read(listed)
    before = inside(listed.context)
    listed.site.people.append(a_member(3, group_enrollments=[{"group_id": "g1"}]))
    listed.site.fault = FAULTS[fault]

    assert read(listed).ok

    assert len(active(listed.context.id)) == 4
    assert noted(listed).groups_result
    assert inside(listed.context) == {**before, "g1": ["sub-00001", "sub-00003"]}
