"""A course of a played learning site with a gradebook, a lead, a mentor and three mentees."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from plugin.courses.grades.delivered import Delivered
from plugin.courses.grades.delivery import deliver
from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.progress import mark_done
from plugin.database import db
from plugin.member import Member
from tests.factories import a_course, a_lead, a_mentee, a_mentor, a_section, again
from tests.factories.courses import place_of
from tests.factories.grades import a_course_to_grade, done_with_one
from tests.fakes.gradebook import Gradebook
from tests.fakes.rosters import Listed, listed, own_keys, private, quick_keys, rests, site

__all__ = ["listed", "own_keys", "private", "quick_keys", "rests", "site"]


@dataclass
class Graded:
    """The course and its people; `book` is the gradebook there."""

    listed: Listed
    book: Gradebook
    course: Course
    sections: list[Section]
    lead: Member
    mentor: Member
    mentees: list[Member]

    def done(self, *mentees: Member) -> None:
        """They are done with the first section, and it is reckoned."""
        done_with_one(self.course, *mentees)
        reckon(self.course.id)

    def sections_done(self, *mentees: Member) -> None:
        """They, or all of them, are done with the second section too, and it is reckoned."""
        for one in mentees or self.mentees:
            mark_done(place_of(one), self.sections[1])
        reckon(self.course.id)

    def deliver(self, *, at_once: bool = False) -> Delivered:
        told = self.listed.apart(deliver, self.course.context_id, at_once=at_once)
        db.session.expire_all()
        assert told
        return told

    def score(self, mentee: Member, column: Column) -> Score:
        asked = select(Score).where(Score.enrolment_id == mentee.enrolment_id, Score.column_id == column.id)
        return db.session.scalars(asked).one()


@pytest.fixture
def course(app: Flask) -> Course:
    return a_course_to_grade()


@pytest.fixture
def mentee(course: Course) -> Member:
    mentee = a_mentee(course, "Fatima Benali")
    a_mentor(course, of=mentee)
    return again(mentee)


@pytest.fixture
def graded(listed: Listed) -> Graded:
    book = Gradebook(listed.site)
    listed.context.lineitems_url = book.url
    course = a_course(listed.context)
    sections = [a_section(course), a_section(course)]
    lead, mentor = a_lead(course, "Helena Brandt", sub="helena"), a_mentor(course, "Ravi Menon", sub="ravi")
    names = (("Fatima Benali", "fatima"), ("Samir Haddad", "samir"), ("Mei Chen", "mei"))
    mentees = [a_mentee(course, name, sub=sub, mentor=mentor) for name, sub in names]
    return Graded(listed, book, course, sections, again(lead), again(mentor), [again(one) for one in mentees])
