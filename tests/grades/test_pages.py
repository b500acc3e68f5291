"""The gradebook's pages: what a lead chooses, and what a mentee reads before it goes."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.grades.jobs import stirred
from plugin.courses.grades.models import Column
from plugin.jobs.models import Run
from plugin.people.models import Person
from tests.factories import a_lead, a_mentee, a_mentor
from tests.factories.assessments import QUIZ, a_section_asking
from tests.factories.grades import a_column, a_score
from tests.factories.visits import visit_as


def test_a_lead_chooses_several_at_once(client, course, session):
    quiz, visit = a_section_asking(course, *QUIZ, title="The five steps"), visit_as(client, a_lead(course))
    page = visit.get("/grades/").text
    assert "How much was right: The five steps" in page

    done = visit.post("/grades/", {"chosen": ["progress", "sessions", f"quiz.{quiz.id}"], "aim": "6"})

    assert done.status_code == 303
    made = {(one.what, one.points, one.aim, one.label) for one in session.scalars(select(Column))}
    assert made == {
        ("progress", 100, None, "Mentoring: the path"),
        ("sessions", 6, 6, "Mentoring: sessions"),
        ("assessment", 100, None, "The five steps"),
    }
    assert "The five steps" not in visit.get("/grades/").text.split("<form")[-1], (
        "what goes is no choice any more"
    )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Please tick what is to go"),
        ({"chosen": "notes"}, "is not there any more"),
        ({"chosen": "sessions"}, "how many sessions"),
        ({"chosen": "sessions", "aim": "0"}, "a number from 1 to 100"),
        ({"chosen": "section.01900000-0000-7000-8000-000000000000"}, "is not there any more"),
    ],
)
def test_what_cannot_be_chosen_is_said(client, course, session, sent, said):
    answer = visit_as(client, a_lead(course)).post("/grades/", sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert session.scalar(select(Column.id)) is None


def test_a_quiz_goes_in_one_way(client, course, session):
    quiz = a_section_asking(course, *QUIZ)
    answer = visit_as(client, a_lead(course)).post(
        "/grades/", {"chosen": [f"quiz.{quiz.id}", f"section.{quiz.id}"]}
    )

    assert answer.status_code == 422
    assert session.scalar(select(Column.id)) is None


def test_a_mentee_reads_what_goes_before_it_goes_and_after(client, course, mentee):
    visit = visit_as(client, mentee)
    assert "Nothing goes there" in visit.get("/grades/mine").text

    lead = a_lead(course)
    a_column(lead, "agreement")
    before = visit.get("/grades/mine").text
    assert "Never what stands in it." in before
    assert "not even a zero" in before

    a_score(mentee, lead)
    assert "50 of 100" in visit.get("/grades/mine").text


def test_a_mentee_is_led_there_from_the_course_and_from_me(client, course, mentee):
    visit = visit_as(client, mentee)

    assert visit("/grades/mine") in visit.get("/course/").text
    assert visit("/grades/mine") in visit.get("/me").text


def test_nobody_reads_anothers(client, course, mentee):
    a_score(mentee, a_lead(course))
    other = visit_as(client, a_mentee(course, mentor=a_mentor(course)))

    assert "50 of 100" not in other.get("/grades/mine").text


def test_a_lead_reads_each_mentees_number_and_how_it_stands(client, course, mentee):
    lead = a_lead(course)
    score = a_score(mentee, lead)
    score.state, score.said = "refused", "The site says: on leave."
    page = visit_as(client, lead).get(f"/grades/{score.column_id}").text

    assert "Fatima Benali" in page
    assert "Refused" in page
    assert "The site says: on leave." in page


def test_what_differs_in_the_gradebook_is_shown(client, course, mentee):
    lead = a_lead(course)
    score = a_score(mentee, lead)
    score.state, score.sent, score.sent_at = "sent", 50, score.due_at
    score.there, score.there_at = 80, score.due_at
    visit = visit_as(client, lead)

    assert "otherwise" in visit.get(f"/grades/{score.column_id}").text
    assert "1 stand otherwise" in visit.get("/grades/").text


def test_a_name_changed_by_two_is_a_clash(client, course, session):
    lead = a_lead(course)
    column, visit = a_column(lead), visit_as(client, lead)
    assert visit.post(f"/grades/{column.id}", {"label": "One", "version": "1"}).status_code == 303

    answer = visit.post(f"/grades/{column.id}", {"label": "Another", "version": "1"})

    assert answer.status_code == 409
    assert session.get_one(Column, column.id).label == "One"


def test_what_is_taken_back_is_sent_no_more(client, course, session):
    lead = a_lead(course)
    column = a_column(lead)
    visit_as(client, lead).post(f"/grades/{column.id}/retire")

    session.expire_all()
    assert column.retired_at is not None
    assert "Mentoring: the path" not in visit_as(client, lead).get("/grades/").text


def test_a_form_stirs_the_sender_and_whom_they_mentor(client, course, mentee, session):
    a_column(a_lead(course))
    section = session.scalars(select(Column.course_id)).one()
    version = str(session.get_one(Person, mentee.person_id).version)
    sent = visit_as(client, mentee).post("/me", {"shown_name": "Fatima", "zone": "UTC", "version": version})
    assert sent.status_code == 303

    asked = session.scalars(select(Run).where(Run.job == stirred.name)).one()
    assert asked.subject == f"{section} {mentee.enrolment_id}"
