"""Everything that can happen to a course and its people, at random: what progress has to follow."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from uuid import UUID

from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.actions import mark_kind_done
from plugin.courses.outline.models import KINDS, Assignment, Course, Progress, Section
from plugin.courses.outline.progress import hold, mark_done, mark_not_done, settle
from plugin.database import db
from plugin.errors import Invalid
from plugin.groups.actions import end_pair, leave, make_group, make_pair, place
from plugin.lti.services.members import MemberSaid
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.roster.actions import apply_roster
from tests.factories import a_course, a_lead, a_person
from tests.factories.places import kept

PEOPLE, GROUPS, SECTIONS = 8, 3, 14


@dataclass
class Life:
    """A course that things happen to, drawn from one seed."""

    course: Course
    lead: Member
    chance: Random

    def step(self) -> str:
        """One thing happens, or is refused; gives its name."""
        deeds = (
            *(self.adds, self.hides, self.retires, self.moves, self.places, self.places, self.leaves),
            *(self.pairs, self.parts, self.reads_roster, self.is_done, self.is_done, self.is_not_done),
            *(self.did,),
        )
        deed = self.chance.choice(deeds)
        with suppress(Invalid), db.session.begin_nested():
            deed()
        return deed.__name__

    def adds(self) -> None:
        hold(self.course.id)
        if len(self._sections()) < SECTIONS:
            section = kept(
                Section(course_id=self.course.id, position=1, kind=self.chance.choice(KINDS), title="One")
            )
            self._aims(section)

    def hides(self) -> None:
        section = self._held()
        section.hidden_at = None if section.hidden_at else clock.now()
        self._settles(section)

    def retires(self) -> None:
        section = self._held()
        section.retired_at = None if section.retired_at else clock.now()
        self._settles(section)

    def moves(self) -> None:
        self._aims(self._held())

    def places(self) -> None:
        who = self._somebody(active=True)
        if who:
            place(self.lead, self._group(), who, self.chance.choice(("mentor", "mentee", "mentee")))

    def leaves(self) -> None:
        stands = db.session.scalars(select(Place).where(Place.until.is_(None)).order_by(Place.id)).all()
        if stands:
            taken = self.chance.choice(stands)
            leave(self.lead, db.session.get_one(Group, taken.group_id), taken.enrolment_id)

    def pairs(self) -> None:
        mentor, mentee = self._somebody(active=True), self._somebody(active=True)
        if mentor and mentee and mentor != mentee:
            make_pair(self.lead, mentor, mentee)

    def parts(self) -> None:
        alone = select(Mentorship).where(Mentorship.until.is_(None), Mentorship.group_id.is_(None))
        if found := db.session.scalars(alone.order_by(Mentorship.id)).all():
            end_pair(self.lead, self.chance.choice(found))

    def reads_roster(self) -> None:
        subs = db.session.scalars(select(Person.sub).order_by(Person.id)).all()
        there = [sub for sub in subs if self.chance.random() < 0.8]
        apply_roster(self.course.context_id, [MemberSaid(sub, "", "", "member", True) for sub in there])

    def is_done(self) -> None:
        mark_done(self._anybody(), self._section())

    def is_not_done(self) -> None:
        mark_not_done(self._anybody(), self._section())

    def did(self) -> None:
        mark_kind_done(self.course.id, self._anybody(), self.chance.choice(KINDS))

    def _aims(self, section: Section) -> None:
        group, one = self.chance.choice(((False, False), (True, False), (False, True)))
        section.group_id = self._group().id if group else None
        section.mentee_id = self._anybody() if one else None
        self._settles(section)

    def _settles(self, section: Section) -> None:
        db.session.flush()
        settle(self.course.context_id, sections=[section.id])

    def _sections(self) -> list[Section]:
        return list(db.session.scalars(select(Section).order_by(Section.id)))

    def _held(self) -> Section:
        """A section to change: the course comes first, or the change and the counters wait for each other."""
        hold(self.course.id)
        return self._section()

    def _section(self) -> Section:
        return self.chance.choice(self._sections())

    def _group(self) -> Group:
        return self.chance.choice(db.session.scalars(select(Group).order_by(Group.id)).all())

    def _anybody(self) -> UUID:
        found = self._somebody()
        assert found is not None
        return found

    def _somebody(self, active: bool | None = None) -> UUID | None:
        people = select(Enrolment.id).where(Enrolment.id != self.lead.enrolment_id).order_by(Enrolment.id)
        found = db.session.scalars(people.where(Enrolment.active) if active else people).all()
        return self.chance.choice(found) if found else None


def a_life(seed: int) -> Life:
    """A course with people, groups and a few sections, before anything happens. Alone in its database."""
    course = a_course()
    life = Life(course, a_lead(course), Random(seed))
    for _ in range(PEOPLE):
        a_person(course)
    for number in range(GROUPS):
        make_group(life.lead, f"Group {number}")
    for _ in range(4):
        life.adds()
    return life


def miscounted(course: Course) -> list[str]:
    """Where the kept figures differ from what follows from people, groups and sections, worked out by hand."""
    db.session.expire_all()
    sections = db.session.scalars(select(Section).where(Section.course_id == course.id)).all()
    of_sections: Counter[UUID] = Counter()
    of_people: Counter[UUID] = Counter()
    done_of_sections: Counter[UUID] = Counter()
    done_of_people: Counter[UUID] = Counter()
    done = {
        (row.section_id, row.enrolment_id) for row in db.session.scalars(select(Assignment)) if row.done_at
    }
    for section in sections:
        for who in _walkers(course, section):
            of_sections[section.id] += 1
            of_people[who] += 1
            done_of_sections[section.id] += (section.id, who) in done
            done_of_people[who] += (section.id, who) in done
    said = {row.enrolment_id: (row.assigned, row.done) for row in db.session.scalars(select(Progress))}
    wrong = [
        f"section {section.id}"
        for section in sections
        if (section.assigned, section.done) != (of_sections[section.id], done_of_sections[section.id])
    ]
    return wrong + [
        f"person {who}"
        for who in said.keys() | of_people.keys()
        if said.get(who, (0, 0)) != (of_people[who], done_of_people[who])
    ]


def _walkers(course: Course, section: Section) -> set[UUID]:
    if section.hidden_at or section.retired_at:
        return set()
    running = select(Mentorship.mentee_id).where(Mentorship.until.is_(None))
    here = select(Enrolment.id).where(Enrolment.context_id == course.context_id, Enrolment.active)
    mentees = set(db.session.scalars(running)) & set(db.session.scalars(here))
    if section.mentee_id:
        return mentees & {section.mentee_id}
    if section.group_id:
        inside = select(Place.enrolment_id).where(
            Place.group_id == section.group_id, Place.part == "mentee", Place.until.is_(None)
        )
        return mentees & set(db.session.scalars(inside))
    return mentees
