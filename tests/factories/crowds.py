"""Many people at once, for counting what a page costs: written in bulk, since a thousand one by one take a minute."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert

from plugin import clock
from plugin.database import db, new_id
from plugin.groups.flags.models import Standing, begun
from plugin.people.models import Enrolment, Mentorship, Person, Place
from tests.factories.groups import GroupOfPeople
from tests.factories.people import again
from tests.factories.places import numbers


def a_crowd(cohort: GroupOfPeople, size: int) -> GroupOfPeople:
    """The group with so many more mentees, mentored by its first mentor."""
    mentor, now = cohort.mentor, clock.now()
    people = [_person(cohort, number) for number in range(size)]
    places = [
        {
            "id": new_id(),
            "context_id": mentor.context_id,
            "person_id": one["id"],
            "role": "member",
            "since": now,
        }
        for one in people
    ]
    seats = [
        {"id": new_id(), "group_id": cohort.id, "enrolment_id": one["id"], "part": "mentee", "since": now}
        for one in places
    ]
    ties = [_tie(cohort, one["id"]) for one in places]
    stand = [
        {"id": new_id(), **begun(mentor.enrolment_id, place["id"], person["name"].casefold())}
        for person, place in zip(people, places, strict=True)
    ]  # rows that are written in bulk pass by what listens for a mentorship
    made = ((Person, people), (Enrolment, places), (Place, seats), (Mentorship, ties), (Standing, stand))
    for table, rows in made:
        if rows:
            db.session.execute(insert(table), rows)
    return GroupOfPeople(cohort.group, [again(one) for one in cohort.mentors], cohort.mentees)


def _person(cohort: GroupOfPeople, number: int) -> dict[str, Any]:
    where = {"company_id": cohort.mentor.company_id, "platform_id": cohort.mentor.platform_id}
    return {
        "id": new_id(),
        "sub": f"crowd-{next(numbers)}",
        "name": f"Mentee {number:04}",
        "made_at": clock.now(),
        **where,
    }


def _tie(cohort: GroupOfPeople, mentee_id: Any) -> dict[str, Any]:
    who = {"mentor_id": cohort.mentor.enrolment_id, "mentee_id": mentee_id}
    return {
        "id": new_id(),
        "context_id": cohort.mentor.context_id,
        "group_id": cohort.id,
        "since": clock.now(),
        **who,
    }
