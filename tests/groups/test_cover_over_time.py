"""Who is seen on a day is who should be: random histories of groups, pairs, moves and cover against a plain account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups import actions
from plugin.groups.cover.actions import arrange, end_cover
from plugin.groups.cover.rules import Wanted
from plugin.people.cover.models import Cover
from plugin.people.models import Enrolment, Group, Mentorship
from tests.factories import a_course, a_lead, a_person, again
from tests.factories.courses import place_of
from tests.factories.places import kept
from tests.factories.visits import visit_as
from tests.harness.effort import scaled

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = START.date()
PEOPLE, GROUPS = 5, 2
# How each history begins: somebody mentors two groups, somebody else one person.
BEGUN = (
    ("place", 0, 0, "mentor"),
    ("place", 0, 2, "mentee"),
    ("place", 1, 0, "mentor"),
    ("place", 1, 3, "mentee"),
    ("pair", 1, 4, None),
)
whom, where = st.integers(0, PEOPLE - 1), st.integers(0, GROUPS - 1)
covers = st.tuples(
    st.just("cover"),
    st.sampled_from([0, 0, 1, 2]),
    whom,
    st.none() | where,
    st.integers(0, 1),
    st.integers(0, 3),
)
events = st.one_of(
    st.tuples(st.just("place"), where, whom, st.sampled_from(["mentor", "mentee"])),
    st.tuples(st.just("leave"), where, whom),
    st.tuples(st.just("pair"), whom, whom, st.none() | st.integers(0, 4)),
    st.tuples(st.just("part"), whom, whom),
    covers,
    covers,
    st.tuples(st.just("end"), st.integers(0, 3)),
    st.tuples(st.just("away from the LMS"), whom, st.booleans()),
    st.tuples(st.just("a day passes")),
)


@dataclass
class Account:
    """What a careful lead would write on paper."""

    today: date = TODAY
    places: dict[tuple[int, int], str] = field(default_factory=dict)
    pairs: dict[tuple[int, int], date | None] = field(default_factory=dict)
    covers: list[tuple[int, int, int | None, date, date]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    def ties(self, mentor: int, group: int | None = None) -> set[int]:
        """Whom somebody mentors by themselves, in a group or in all."""
        led = {g for (g, who), part in self.places.items() if (who, part) == (mentor, "mentor")}
        seen = {
            who
            for (g, who), part in self.places.items()
            if part == "mentee" and g in led and group in (None, g)
        }
        if group is None:
            seen |= {
                mentee
                for (one, mentee), last in self.pairs.items()
                if one == mentor and (last is None or last >= self.today)
            }
        return seen

    def may_be_a_loop(self, covered: int, covering: int) -> bool:
        """A guest's pair that has passed its day counts until it is swept: rather too little is seen than too much."""
        return covering in self.ties(covered) or (covered, covering) in self.pairs

    def sees(self, viewer: int) -> set[int]:
        """Everybody whom somebody mentors on this day."""
        if viewer in self.gone:
            return set()
        seen = set(self.ties(viewer))
        for covered, covering, group, first, last in self.covers:
            if covering == viewer and first <= self.today <= last and not self.may_be_a_loop(covered, viewer):
                seen |= self.ties(covered, group)
        return seen - self.gone - {viewer}


class Course:
    """The same in the product: each event is tried, and written down on paper where it was done."""

    def __init__(self) -> None:
        course = a_course()
        self.lead = a_lead(course)
        self.people = [a_person(course) for _ in range(PEOPLE)]
        self.groups = [
            kept(Group(context_id=self.lead.context_id, name=f"G{number}", made_at=START))
            for number in range(GROUPS)
        ]
        self.paper = Account()
        self.made: list[Cover] = []
        with clock.at(START):
            for event in BEGUN:
                self.happens(event)

    def id(self, number: int) -> Any:
        return place_of(self.people[number])

    def now(self) -> datetime:
        return START + (self.paper.today - TODAY)

    def place(self, group: int, who: int, part: str) -> None:
        actions.place(self.lead, self.groups[group], self.id(who), part)
        self.paper.places[group, who] = part

    def leave(self, group: int, who: int) -> None:
        if (group, who) in self.paper.places:
            actions.leave(self.lead, self.groups[group], self.id(who))
            del self.paper.places[group, who]

    def pair(self, mentor: int, mentee: int, days: int | None) -> None:
        if (mentor, mentee) in self.paper.pairs:
            return
        last = None if days is None else self.paper.today + timedelta(days=days)
        actions.make_pair(self.lead, self.id(mentor), self.id(mentee), last)
        self.paper.pairs[mentor, mentee] = last

    def part(self, mentor: int, mentee: int) -> None:
        if (mentor, mentee) in self.paper.pairs:
            pair = (
                db.session.query(Mentorship)
                .filter_by(mentor_id=self.id(mentor), mentee_id=self.id(mentee), group_id=None, until=None)
                .one()
            )
            actions.end_pair(self.lead, pair)
            del self.paper.pairs[mentor, mentee]

    def cover(self, covered: int, covering: int, group: int | None, ahead: int, days: int) -> None:
        first = self.paper.today + timedelta(days=ahead)
        last = first + timedelta(days=days)
        within = None if group is None else self.groups[group].id
        self.made.append(arrange(self.lead, Wanted(self.id(covered), self.id(covering), within, first, last)))
        self.paper.covers.append((covered, covering, group, first, last))

    def end(self, number: int) -> None:
        if number < len(self.made):
            end_cover(self.made.pop(number))
            del self.paper.covers[number]

    def go(self, who: int, gone: bool) -> None:
        db.session.get_one(Enrolment, self.id(who)).active = not gone
        db.session.flush()
        (self.paper.gone.add if gone else self.paper.gone.discard)(who)

    def happens(self, event: tuple[Any, ...]) -> None:
        what, *said = event
        done = {"away from the LMS": self.go}.get(what) or getattr(self, what)
        try:
            with db.session.begin_nested():
                done(*said)
        except (Invalid, NotHere):  # whoever has left is put nowhere
            db.session.expire_all()


@pytest.mark.usefixtures("app")
@settings(
    max_examples=scaled(200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=st.lists(events, min_size=4, max_size=16))
def test_each_sees_on_each_day_exactly_whom_they_should(session, history):
    course = Course()
    for event in [*history, *[("a day passes",)] * 4]:
        with clock.at(course.now()):
            if event == ("a day passes",):
                look_around(course)
                course.paper.today += timedelta(days=1)
            else:
                course.happens(event)


def look_around(course):
    for number in set(range(PEOPLE)) - course.paper.gone:
        seen = {course.id(one) for one in course.paper.sees(number)}
        assert again(course.people[number]).mentee_ids == seen, (course.paper, number)


@pytest.mark.usefixtures("app")
@settings(
    max_examples=scaled(30, least=3),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=st.lists(events, min_size=4, max_size=12))
def test_pages_of_all_others_are_shut(client, session, history):
    course = Course()
    for event in history:
        if event == ("a day passes",):
            course.paper.today += timedelta(days=1)
            continue
        with clock.at(course.now()):
            course.happens(event)
    with clock.at(course.now()):
        for number in set(range(PEOPLE)) - course.paper.gone:
            at, seen = visit_as(client, again(course.people[number])), course.paper.sees(number)
            for other in set(range(PEOPLE)) - {number}:
                status = at.get(f"/groups/mentees/{course.id(other)}").status_code
                assert status == 200 if other in seen else status in {403, 404}
