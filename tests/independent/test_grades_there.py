"""Scores are taken by a platform that somebody else wrote: its tokens, its scopes and its media types."""

from __future__ import annotations

from sqlalchemy import select

from plugin.courses.grades.models import Score
from plugin.database import db, transaction
from plugin.lti.models import Context
from plugin.people.models import Enrolment, Person
from plugin.people.queries import member_in
from tests.factories import a_course, a_lead, a_mentor, a_section
from tests.factories.grades import a_column, done_with_one
from tests.independent.conftest import Sites
from tests.independent.test_there import command, launched


def a_student_half_the_way(sites: Sites) -> None:
    """Sam, who came by a launch from there, is done with one of two sections."""
    with sites.app.app_context(), transaction():
        course = a_course(db.session.scalars(select(Context)).one())
        a_section(course)
        a_section(course)
        own = select(Enrolment.person_id).join(Person).where(Person.sub == "2")
        sam = member_in(db.session.scalars(own).one(), course.context_id)
        a_mentor(course, of=sam)
        a_column(a_lead(course))
        done_with_one(course, sam)


def test_a_score_arrives_there_and_is_read_back(sites: Sites) -> None:
    launched(sites, "2")
    a_student_half_the_way(sites)

    code, said = command(sites, "lti", "deliver-scores", "--now")
    assert (code, said) == (0, "Leading teams: 1 sent.\n")

    with sites.app.app_context(), transaction(writing=False):
        score = db.session.scalars(select(Score)).one()
        assert (score.state, score.sent, score.there) == ("sent", 50, 50)
