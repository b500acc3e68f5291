"""What each mentee has come to: counted from what happened, and nothing before anything has."""

from __future__ import annotations

from sqlalchemy import select

from plugin.courses.agreements.actions import sign
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.queries import agreement_for
from plugin.courses.assessments.record import Said
from plugin.courses.grades.models import COMPLETED, IN_PROGRESS, Score
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.progress import mark_done, mark_not_done
from plugin.people.models import Enrolment, Mentorship
from tests.factories import again
from tests.factories.agreements import agreed
from tests.factories.assessments import a_section_asking, handed_in, responded
from tests.factories.courses import place_of
from tests.factories.grades import a_column
from tests.factories.places import kept
from tests.factories.sessions import a_session
from tests.grades.conftest import Graded


def scores(session, column) -> dict[object, tuple[float, str]]:
    rows = session.scalars(
        select(Score).where(Score.column_id == column.id).execution_options(populate_existing=True)
    )
    return {row.enrolment_id: (row.given, row.activity) for row in rows}


def test_the_path_is_counted_and_nobody_is_sent_a_zero(graded: Graded, session):
    column, (first, second, _third) = a_column(graded.lead), graded.mentees
    mark_done(place_of(first), graded.sections[1])
    graded.done(first, second)

    assert scores(session, column) == {
        first.enrolment_id: (100, COMPLETED),
        second.enrolment_id: (50, IN_PROGRESS),
    }


def test_what_is_taken_back_is_said_too(graded: Graded, session):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    mark_not_done(place_of(first), graded.sections[0])
    reckon(graded.course.id, [place_of(first)])

    assert scores(session, column) == {first.enrolment_id: (0, IN_PROGRESS)}
    assert graded.score(first, column).turn == 2


def test_what_has_not_changed_is_no_new_word(graded: Graded):
    a_column(graded.lead)
    graded.done(graded.mentees[0])

    assert reckon(graded.course.id) == 0


def test_an_agreement_counts_once_everybody_has_signed(graded: Graded, session):
    column, mentee = a_column(graded.lead, "agreement"), graded.mentees[0]
    seen = agreed(again(mentee))
    sign(again(mentee), seen, seen.agreement.version)
    reckon(graded.course.id)
    assert scores(session, column) == {}

    mentor = again(graded.mentor)
    sign(mentor, agreement_for(mentor, seen.agreement.id), seen.agreement.version)
    reckon(graded.course.id)
    assert scores(session, column) == {mentee.enrolment_id: (1, COMPLETED)}


def test_sessions_count_up_to_what_is_all_of_it(graded: Graded, session):
    column, mentee = a_column(graded.lead, "sessions", aim=2), graded.mentees[0]
    for held, said in ((1, (1, IN_PROGRESS)), (2, (2, COMPLETED)), (3, (2, COMPLETED))):
        a_session(again(graded.mentor), mentee_id=mentee.enrolment_id)
        reckon(graded.course.id)
        assert scores(session, column) == {mentee.enrolment_id: said}, held


def test_a_closing_counts_once_it_is_written(graded: Graded, session):
    column, mentee = a_column(graded.lead, "closing"), graded.mentees[0]
    own = session.scalars(select(Mentorship).where(Mentorship.mentee_id == mentee.enrolment_id)).one()
    kept(Handover(mentorship_id=own.id, by_id=mentee.enrolment_id, words="<p>canary</p>", at=own.since))
    reckon(graded.course.id)

    assert scores(session, column) == {mentee.enrolment_id: (1, COMPLETED)}


def test_an_assessment_is_done_or_how_much_of_its_quiz_was_right(graded: Graded, session):
    section, mentee = a_section_asking(graded.course), again(graded.mentees[0])
    column = a_column(graded.lead, f"section.{section.id}")
    handed_in(mentee, section, single=Said(chosen=("You",)))
    reckon(graded.course.id)
    assert scores(session, column) == {}, "it lies with the mentor"

    responded(again(graded.mentor), mentee, section)
    reckon(graded.course.id)
    assert scores(session, column) == {mentee.enrolment_id: (1, COMPLETED)}

    column.retired_at = column.made_at
    session.flush()
    quiz = a_column(graded.lead, f"quiz.{section.id}")
    reckon(graded.course.id)
    assert scores(session, quiz) == {mentee.enrolment_id: (66.67, IN_PROGRESS)}


def test_leads_and_those_who_left_are_not_counted(graded: Graded, session):
    column, (first, second, third) = a_column(graded.lead), graded.mentees
    session.get_one(Enrolment, first.enrolment_id).role = "lead"
    session.get_one(Enrolment, second.enrolment_id).active = False
    graded.done(first, second, third)

    assert set(scores(session, column)) == {third.enrolment_id}
