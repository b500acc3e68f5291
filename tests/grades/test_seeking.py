"""A column is found by what it is for, by its origin's id in a copied course, and by the link that leads there."""

from __future__ import annotations

from typing import Any

import pytest

from plugin.courses.grades.models import Column
from plugin.courses.outline.models import Copied
from plugin.database import db, new_id
from plugin.lti.links.actions import note_link
from tests.factories import a_section
from tests.factories.grades import a_column
from tests.fakes.memberships import answer
from tests.grades.conftest import Graded


def there(graded: Graded, number: str, **said: Any) -> str:
    """A column that stands in the gradebook already; its address."""
    url = f"{graded.book.site.origin}/courses/Course-A/lineitems/{number}/lineitem?type_id=1"
    graded.book.items[number] = {"id": url, "label": "Set up there", "scoreMaximum": 10, **said}
    return url


def placed(graded: Graded, link: str, content: str = "") -> None:
    """Somebody came in by such a link."""
    note_link(graded.course.context_id, link, content)


@pytest.fixture
def quiz(graded: Graded) -> Column:
    section = a_section(graded.course, kind="assessment", title="Quiz")
    return a_column(graded.lead, f"section.{section.id}")


def test_of_a_link_that_was_placed_twice_the_one_that_people_come_in_by(graded: Graded, quiz: Column):
    content = f"section.{quiz.section_id}"
    there(graded, "1", resourceId=content, resourceLinkId="placed by mistake")
    used = there(graded, "2", resourceId=content, resourceLinkId="used")
    placed(graded, "used", content)

    assert graded.deliver().ok
    assert (quiz.url, len(graded.book.items)) == (used, 2)


def test_the_lmss_own_column_of_the_link_to_the_course_takes_the_path(graded: Graded):
    """An activity that accepts grades has a column from the start, and nothing of ours on it."""
    placed(graded, "section link", f"section.{graded.sections[0].id}")
    placed(graded, "front")
    there(graded, "1", resourceLinkId="section link")
    there(graded, "2", resourceLinkId="front", resourceId="something.else")
    own = there(graded, "3", resourceLinkId="front", resourceId="")
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])

    assert graded.deliver().sent == 1
    assert column.url == own
    assert graded.book.scores("fatima", "3") == [50]


def test_in_a_copied_course_the_column_that_was_copied_along(graded: Graded, quiz: Column):
    origin = new_id()
    db.session.add(Copied(course_id=graded.course.id, origin_id=origin, here_id=quiz.section_id))
    copied = there(graded, "1", resourceId=f"section.{origin}")
    there(graded, "2", resourceId=f"section.{new_id()}")

    assert graded.deliver().ok
    assert quiz.url == copied


def test_a_new_column_stands_at_its_link(graded: Graded):
    placed(graded, "front")
    a_column(graded.lead)
    graded.deliver()

    assert graded.book.items["1"]["resourceLinkId"] == "front"


def test_of_two_links_none_is_chosen_for_the_lead(graded: Graded):
    placed(graded, "front")
    placed(graded, "front, once more")
    a_column(graded.lead)
    graded.deliver()

    assert "resourceLinkId" not in graded.book.items["1"]


@pytest.mark.parametrize("status", [403, 404, 412])
def test_a_link_that_is_gone_keeps_no_column_from_being_made(graded: Graded, status: int):
    """Moodle, most, Canvas."""
    placed(graded, "gone")
    column = a_column(graded.lead)
    graded.book.fault = lambda method, path, sent: (
        answer({"error": "no such link"}, status) if method == "POST" and b"resourceLinkId" in sent else None
    )

    assert graded.deliver().ok
    assert column.url == graded.book.items["1"]["id"]
    assert "resourceLinkId" not in graded.book.items["1"]
