"""Columns of the gradebook, chosen as a lead chooses them."""

from __future__ import annotations

from sqlalchemy import select

from plugin.courses.grades.actions import choose
from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.reckoning import live_columns, reckon
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.progress import mark_done
from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.member import Member
from tests.factories.places import a_course, a_section


def a_course_to_grade() -> Course:
    """With two sections, so that whoever is done with one is half way."""
    course = a_course()
    a_section(course)
    a_section(course)
    return course


def columns(lead: Member, *chosen: str, aim: int | None = None) -> list[Column]:
    """These go to the gradebook from now on, in this order."""
    course = course_here(lead)
    for value in chosen:
        choose(lead, course, [value], aim)
    return live_columns(course.id)


def a_column(lead: Member, chosen: str = "progress", *, aim: int | None = None) -> Column:
    return columns(lead, chosen, aim=aim)[-1]


def a_score(mentee: Member, lead: Member) -> Score:
    """What a mentee has come to who is done with the first section of their course."""
    column, course = a_column(lead), course_here(lead)
    done_with_one(course, mentee)
    reckon(course.id)
    return db.session.scalars(select(Score).where(Score.column_id == column.id)).one()


def done_with_one(course: Course, *mentees: Member) -> None:
    """They are done with the course's first section."""
    of_it = select(Section).where(Section.course_id == course.id).order_by(Section.position)
    section = db.session.scalars(of_it.limit(1)).one()
    for mentee in mentees:
        assert mentee.enrolment_id
        mark_done(mentee.enrolment_id, section)
