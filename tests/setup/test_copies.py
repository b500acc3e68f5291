"""A copied LMS course finds its origin, and brings its outline: never people, never words, never another company's."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin.courses.goals.models import Goal
from plugin.courses.grades.queries import choices
from plugin.courses.outline.copied import here_instead
from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.discussions.models import Post, Thread
from plugin.errors import Invalid, NotHere
from plugin.lti.models import Company, Context, Platform
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.setup.copies.actions import take_over
from plugin.setup.copies.queries import Origin, origin_for, origins_of
from tests.factories import a_context, a_course, a_lead, a_pair, a_person, a_section
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post
from tests.factories.goals import a_goal
from tests.factories.grades import a_column
from tests.factories.places import kept
from tests.factories.visits import visit_as

COPY = "/set-up/copy/"


@pytest.fixture
def old(app):
    """A course that ran, with an outline, people and their words."""
    course = a_course(cadence_days=21, hide_flagged=True, flag_limits={"overdue": 9})
    a_section(course, "goal-setting", title="Goals")
    return course


@pytest.fixture
def reading(old):
    return a_section(old, title="Reading", discussed=False)


@pytest.fixture
def resource(old, reading):
    return a_resource(reading, title="How to listen")


def a_copy(old, **said) -> Member:
    """A lead in a course of the same learning site, in which nobody has begun anything."""
    context = a_context(*_home(old))
    for name, value in said.items():
        setattr(context, name, value)
    return a_lead(context)


def _home(old):
    there = _context(old)
    return db.session.get_one(Company, there.company_id), db.session.get_one(Platform, there.platform_id)


def _context(course):
    return db.session.get_one(Context, course.context_id)


def leads_too(lead, course):
    kept(Enrolment(context_id=course.context_id, person_id=lead.person_id, role="lead", since=course.made_at))


def brought(lead, old):
    return take_over(lead, Origin(old.id, old.title, "lms"))


def test_the_lms_says_which_course_it_was_copied_from(old):
    newer = a_course(a_context(*_home(old)))
    lead = a_copy(old, origins=[_context(newer).lms_id, _context(old).lms_id, "never here"])

    assert [(one.id, one.how) for one in origins_of(lead)] == [(newer.id, "lms"), (old.id, "lms")]


def test_a_link_that_came_along_shows_the_origin(old, reading, resource):
    lead = a_copy(old)

    assert origins_of(lead) == []
    for content in (f"section.{reading.id}", f"resource.{resource.id}"):
        assert [(one.id, one.how) for one in origins_of(lead, content)] == [(old.id, "link")]
    for content in ("", "section.x", f"goal.{reading.id}", "section.01980000-0000-7000-8000-000000000000"):
        assert origins_of(lead, content) == []


def test_where_nothing_tells_the_lead_is_asked_among_those_that_they_lead_too(old):
    lead = a_copy(old)
    a_course(a_context(*_home(old)))
    leads_too(lead, old)

    assert [(one.id, one.how) for one in origins_of(lead)] == [(old.id, "own")]


def test_never_from_another_company_nor_another_learning_site(old, reading):
    company, platform = _home(old)
    content = f"section.{reading.id}"
    for elsewhere in (a_context(None, platform), a_context(company, None)):
        elsewhere.origins = [_context(old).lms_id]
        lead = a_lead(elsewhere)
        leads_too(lead, old)

        assert origins_of(lead, content) == []
        with pytest.raises(NotHere):
            origin_for(lead, old.id, content)


def test_the_outline_and_the_settings_come(old, reading, resource, session):
    lead = a_copy(old)

    course = brought(lead, old)

    rows = session.scalars(select(Section).where(Section.course_id == course.id).order_by(Section.position))
    assert [(row.title, row.discussed) for row in rows] == [("Goals", True), ("Reading", False)]
    assert (course.cadence_days, course.hide_flagged, course.flag_limits) == (21, True, {"overdue": 9})
    assert course.opened_at is None
    here = session.scalars(select(Resource).where(Resource.course_id == course.id)).one()
    assert (here.title, here_instead(lead, resource.id)) == ("How to listen", here.id)


def test_people_and_words_stay(old, reading, resource, session):
    _mentor, mentee = a_pair(old)
    goal = a_goal(mentee, title="Only mine")
    a_post(mentee, resource)
    a_section(old, title="For one", mentee_id=mentee.enrolment_id)
    kinds = (Enrolment, Goal, Post, Thread)
    lead = a_copy(old)
    before = [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]

    course = brought(lead, old)

    assert [session.scalar(select(func.count()).select_from(kind)) for kind in kinds] == before
    assert here_instead(lead, goal.id) is None
    titles = session.scalars(select(Section.title).where(Section.course_id == course.id)).all()
    assert "For one" not in titles


def test_an_outline_is_taken_over_once_more_or_from_another_course(old, reading, resource, session):
    lead, other = a_copy(old), a_course(a_context(*_home(old)), title="Another")
    leads_too(lead, other)
    elsewhere = a_section(other)
    first = brought(lead, old)
    once = here_instead(lead, reading.id)

    again = brought(lead, old)
    assert again.id == first.id
    assert here_instead(lead, reading.id) not in (None, once)

    take_over(lead, origin_for(lead, other.id))
    assert here_instead(lead, elsewhere.id)
    assert here_instead(lead, reading.id) is None, "what is not here any more leads nowhere"


def test_a_copy_of_a_copy_still_answers_to_the_first_ids(old, reading):
    first = a_copy(old)
    course = brought(first, old)
    second = a_copy(old)

    brought(second, course)

    there = here_instead(first, reading.id)
    assert here_instead(second, reading.id) == here_instead(second, there)
    assert here_instead(second, reading.id) not in (None, there, reading.id)


def test_what_somebody_has_written_into_stays(old, reading):
    lead = a_copy(old)
    course = brought(lead, old)
    a_section(course, made_by_id=lead.enrolment_id)

    with pytest.raises(Invalid, match="outline stays"):
        brought(lead, old)


def test_what_was_chosen_for_the_gradebook_stays(old, reading):
    a_section(old, "assessment")
    lead = a_copy(old)
    course = brought(lead, old)
    a_column(lead, choices(lead, course)[-1].value)  # sections come after what counts the whole course

    with pytest.raises(Invalid, match="outline stays"):
        brought(lead, old)


def test_another_origin_takes_the_place_of_the_first_while_nobody_has_written(old, reading, session):
    lead = a_copy(old)
    course = brought(lead, old)
    other = a_course(a_context(*_home(old)))
    a_section(other, title="Another")

    again = brought(lead, other)

    assert again.id == course.id
    assert session.scalars(select(Section.title).where(Section.course_id == course.id)).all() == ["Another"]


def test_the_question_is_asked_where_set_up_begins(client, old, reading):
    at = visit_as(client, a_copy(old, origins=[_context(old).lms_id]))

    assert COPY in at.get("/set-up/programme").text
    shown = at.get(COPY).text
    assert old.title in shown
    assert "Your learning site says" in shown
    page = at.get(f"{COPY}{old.id}").text
    assert "Reading" in page
    assert "People, groups and pairs" in page
    answer = at.post(f"{COPY}{old.id}")
    assert answer.location.endswith("/set-up/roster")


def test_an_open_course_takes_nothing(client, old, reading):
    lead = a_copy(old, origins=[_context(old).lms_id])
    a_course(_context_of(lead))
    at = visit_as(client, lead)

    assert at.get(f"{COPY}{old.id}").status_code == 403
    assert at.post(f"{COPY}{old.id}").status_code == 403
    assert "its outline stays" in at.get(COPY).text


def _context_of(lead):
    return db.session.get_one(Context, lead.context_id)


def test_a_link_of_the_origin_leads_a_lead_to_the_question_and_then_to_the_copy(client, old, reading):
    lead = a_copy(old)
    at = visit_as(client, lead)
    link = f"section.{reading.id}"

    lost = at.get(f"/placed/{link}")

    assert lost.status_code == 404
    assert f"{COPY}{old.id}?content={link}" in lost.text
    assert at.get(f"{COPY}{old.id}?content={link}").status_code == 200
    assert at.get(f"{COPY}{old.id}").status_code == 404
    assert at.post(f"{COPY}{old.id}", {"content": link}).status_code == 303
    assert at.get(f"/placed/{link}").location.endswith(f"/sections/{here_instead(lead, reading.id)}")


def test_somebody_who_does_not_lead_is_not_asked(client, old, reading):
    lead = a_copy(old)
    at = visit_as(client, a_person(_context_of(lead)))

    assert COPY not in at.get(f"/placed/section.{reading.id}").text
    assert at.get(COPY).status_code == 403
