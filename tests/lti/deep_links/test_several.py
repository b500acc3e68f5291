"""Several links at once, pages of the course, dates, and columns of the gradebook that come with a link."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from plugin.courses.grades.models import Column
from plugin.courses.outline.models import Course
from plugin.database import new_id
from tests.factories import a_course, a_mentee, a_mentor, again
from tests.factories.assessments import a_section_asking
from tests.factories.visits import visit_as
from tests.lti.deep_links.ways import Editor, choices, items_of

GRADED = {"accept_lineitem": True}


@pytest.fixture
def asking(section, session):
    return a_section_asking(session.get(Course, section.course_id), title="Where you are")


def test_several_go_back_at_once_where_the_lms_takes_several(editor: Editor, section, resource):
    chosen = [f"resource.{resource.id}", f"section.{section.id}"]

    items = items_of(editor.answer(chosen))

    assert [item["custom"]["content"] for item in items] == chosen[::-1]


def test_where_it_takes_one_there_is_one(editor: Editor, section, resource):
    page = editor.page({"accept_multiple": False})

    assert 'type="radio"' in page.text
    assert 'type="checkbox"' not in page.text
    assert editor.pick(page, ["course", f"section.{section.id}"]).status_code == 422


def test_pages_of_the_course_can_be_placed(editor: Editor, section):
    goals, sessions, board = choices(editor.page())[1:4]

    items = items_of(editor.answer([goals, sessions, board]))

    assert [item["title"] for item in items] == ["Goals", "Sessions", "Group board"]
    assert [item["custom"]["content"] for item in items] == [goals, sessions, board]


def test_days_of_a_section_are_said(editor: Editor, section, session):
    section.opens_on, section.due_on = date(2027, 1, 4), date(2027, 2, 1)
    session.flush()

    (item,) = items_of(editor.answer(f"section.{section.id}"))

    assert item["available"] == {"startDateTime": "2027-01-04T00:00:00+00:00"}
    assert item["submission"] == {"endDateTime": "2027-02-01T23:59:59+00:00"}


def test_a_column_comes_with_the_link_and_is_ours_from_then_on(editor: Editor, asking, resource, session):
    chosen = [f"section.{asking.id}", f"resource.{resource.id}", "course"]

    course, *others = items_of(editor.answer(chosen, GRADED, columns="yes"))

    live = {one.what: one for one in session.scalars(select(Column))}
    whole = f"progress.{live['progress'].course_id}"
    assert course["lineItem"] == {"label": course["title"], "scoreMaximum": 100, "resourceId": whole}
    told = {"label": "Where you are", "scoreMaximum": 1, "resourceId": f"section.{asking.id}"}
    assert [item.get("lineItem") for item in others] == [None, told]
    assert (live["assessment"].section_id, live["assessment"].points) == (asking.id, 1)


def test_without_the_tick_nothing_goes_to_the_gradebook(editor: Editor, asking, session):
    (item,) = items_of(editor.answer(f"section.{asking.id}", GRADED))

    assert "lineItem" not in item
    assert session.scalar(select(Column.id)) is None


def test_an_lms_that_takes_no_columns_is_sent_none(editor: Editor, asking, session):
    (item,) = items_of(editor.answer(f"section.{asking.id}", columns="yes"))

    assert "lineItem" not in item
    assert session.scalar(select(Column.id)) is None


def test_what_goes_there_already_gets_no_second_column(editor: Editor, asking, session):
    editor.answer(f"section.{asking.id}", GRADED, columns="yes")

    (item,) = items_of(editor.answer(f"section.{asking.id}", GRADED, columns="yes"))

    assert "lineItem" not in item
    assert len(session.scalars(select(Column)).all()) == 1


def test_a_link_to_a_page_finds_that_page_of_whichever_course_it_stands_in(client):
    course = a_course()
    mentee = a_mentee(course)
    mentor = a_mentor(course, of=mentee)
    made_in = new_id()  # a copy of the LMS's course brings its links along
    visit = visit_as(client, again(mentee))

    assert visit.get(f"/placed/goals.{made_in}").location == visit.url("goals.index")
    assert visit.get(f"/placed/sessions.{made_in}").location == visit.url("sessions.index")
    assert visit.get(f"/placed/board.{made_in}").status_code == 404, "the way to the course, in words"
    assert visit_as(client, again(mentor)).get(f"/placed/board.{made_in}").status_code == 303
