"""Groups as the LMS has them, with people of the course in them."""

from __future__ import annotations

from datetime import datetime

from plugin import clock
from plugin.member import Member
from plugin.people.lms_groups.models import LmsGroup, LmsPlace
from tests.factories.courses import place_of
from tests.factories.people import Where, place
from tests.factories.places import kept, numbers


def an_lms_group(where: Where, name: str = "Day shift", *people: Member) -> LmsGroup:
    """A group of the LMS course, with these people in it."""
    group = kept(
        LmsGroup(
            context_id=place(where).id,
            lms_id=f"lms-{next(numbers)}",
            name=name,
            set_name="Shifts",
            since=clock.now(),
        )
    )
    for one in people:
        comes_in(group, one)
    return group


def comes_in(group: LmsGroup, member: Member, since: datetime | None = None) -> LmsPlace:
    return kept(LmsPlace(lms_group_id=group.id, enrolment_id=place_of(member), since=since or clock.now()))
