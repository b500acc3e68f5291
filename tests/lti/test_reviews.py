"""From the gradebook to the mentee a number is about (LTI Submission Review 1.0), for whoever may see them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.lti.models import Context
from plugin.lti.services.offered import GRADES
from plugin.people.models import Enrolment, Person
from plugin.people.queries import member_in
from tests.factories import a_course, a_lead, a_mentee, a_section, again, mentors
from tests.factories.courses import place_of
from tests.factories.grades import a_column, done_with_one
from tests.fakes.platform import ABSENT
from tests.lti.ways import Browser, refused_as

ITEM = "https://lms.example/lineitems/7?type=1"


def review(browser: Browser, role: str = "Learner", who: Any = "fatima", **claims: Any):
    """Somebody comes from the gradebook, and goes where that leads."""
    said = {
        "message_type": "LtiSubmissionReviewRequest",
        "for_user": {"user_id": who},
        GRADES: {"lineitems": "https://lms.example/lineitems", "lineitem": ITEM, "scope": []},
        **claims,
    }
    answer = browser.launch(role, **said)
    while answer.status_code == 303:
        answer = browser.client.get(answer.location)
    return answer


@pytest.fixture
def graded(browser: Browser) -> Column:
    """A course in the LMS course that launches come from, with a mentee who has come half the way."""
    browser.launch("Learner")  # 'learner-1' is in it from now on, and so is the course
    course = a_course(db.session.scalars(select(Context)).one())
    a_section(course)
    a_section(course)
    mentee = a_mentee(course, "Fatima Benali", sub="fatima")
    mentors(_learner(course), mentee)
    column = a_column(a_lead(course))
    column.url = ITEM
    done_with_one(course, again(mentee))
    reckon(course.id)
    return column


def _learner(course: Course):
    own = select(Enrolment.person_id).join(Person).where(Person.sub == "learner-1")
    return member_in(db.session.scalars(own).one(), course.context_id)


def test_a_mentor_comes_to_the_mentees_page_with_the_score_in_place(browser: Browser, graded: Column):
    page = review(browser)

    assert page.status_code == 200
    assert "Fatima Benali" in page.text
    assert "In the gradebook: Mentoring: the path" in page.text
    assert "50 of 100" in page.text


def test_a_lead_comes_to_the_number_and_whom_it_is_about_stands_first(browser: Browser, graded: Column):
    course = db.session.get_one(Course, graded.course_id)
    first = a_mentee(course, "Aaron Aab", mentor=_learner(course))
    done_with_one(course, first)
    reckon(course.id)

    page = review(browser, "Instructor")

    assert page.request.path.endswith(f"/grades/{graded.id}")
    assert page.text.index("Fatima Benali") < page.text.index("Aaron Aab")


def test_without_a_column_of_ours_the_person_is_there_all_the_same(browser: Browser, graded: Column):
    graded.url = ""

    assert "Fatima Benali" in review(browser).text


@pytest.mark.parametrize("link", [ABSENT, None, {}])
def test_a_column_that_hangs_on_no_link_has_none_to_name(browser: Browser, graded: Column, link):
    assert "Fatima Benali" in review(browser, resource_link=link).text


@pytest.mark.parametrize("who", ["nobody-here", "teacher-1", "learner-9"])
def test_whoever_is_not_theirs_and_whoever_is_not_there_get_the_same_answer(
    browser: Browser, graded: Column, who
):
    a_mentee(db.session.get_one(Course, graded.course_id), "Somebody Else", sub="learner-9")

    page = review(browser, who=who)

    assert page.status_code == 404
    assert "Somebody Else" not in page.text
    assert "whom you do not mentor" in page.text


def test_a_mentee_comes_to_their_own_page(browser: Browser, graded: Column):
    course = db.session.get_one(Course, graded.course_id)
    mentors(a_mentee(course), _learner(course))

    assert review(browser, who="learner-1").status_code == 200


@pytest.mark.parametrize("odd", [ABSENT, None, {}, {"user_id": ""}, {"user_id": ["x"]}, "fatima"])
def test_a_review_of_nobody_is_refused(browser: Browser, odd):
    assert refused_as(review(browser, for_user=odd), "incomplete")


def test_the_number_of_another_course_is_not_shown(browser: Browser, graded: Column):
    elsewhere = a_course()
    other = a_column(a_lead(elsewhere))
    page = browser.client.get(review(browser).request.path, query_string={"graded": str(other.id)})

    assert "In the gradebook" not in page.text
    assert db.session.scalars(select(Score.given)).all() == [50]
    assert place_of(_learner(db.session.get_one(Course, graded.course_id)))
