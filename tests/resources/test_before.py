"""What a resource said before: said again within thirty days, and in the history of its section."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.resources import before
from plugin.courses.resources.actions import FIELDS, Content, change_resource
from plugin.courses.resources.models import ResourceVersion
from plugin.courses.resources.sharing.queries import Whom
from plugin.database import db
from plugin.errors import Invalid
from tests.factories import a_lead
from tests.factories.courses import a_resource
from tests.factories.files import a_file
from tests.factories.resources import a_gift
from tests.factories.visits import visit_as

MISTAKE = Content("page", "Oh no", words="<p>All of it is gone</p>", why="By mistake", skills=("haste",))


@pytest.fixture
def resource(section):
    return a_resource(section, title="How to listen", words="<p>Wait <b>first</b>.</p>", minutes=6)


@pytest.fixture
def lead(course):
    return a_lead(course)


def says(resource) -> dict[str, object]:
    db.session.refresh(resource)
    return {name: getattr(resource, name) for name in FIELDS}


def history(client, member) -> str:
    return " ".join(visit_as(client, member).get("/outline/history").text.split())


def test_a_mistake_is_taken_back_and_that_too(client, lead, resource):
    was, at = says(resource), visit_as(client, lead)
    assert "Let it say that again" not in at.get(f"/resources/{resource.id}/edit").text
    change_resource(lead, resource, MISTAKE, 1)
    mistaken = says(resource)

    page = at.get(f"/resources/{resource.id}/edit").text
    assert "How to listen" in page
    assert "Wait <b>first</b>." in page
    assert at.post(f"/resources/{resource.id}/before", {"version": "2"}).status_code == 303
    assert says(resource) == was
    assert at.post(f"/resources/{resource.id}/before", {"version": "3"}).status_code == 303
    assert says(resource) == mistaken


def test_a_newer_change_is_never_overwritten_unseen(client, lead, resource):
    was, at = says(resource), visit_as(client, lead)
    change_resource(lead, resource, MISTAKE, 1)

    assert at.post(f"/resources/{resource.id}/before", {"version": "1"}).status_code == 409
    assert at.post(f"/resources/{resource.id}/before").status_code == 409
    assert says(resource) != was


def test_after_thirty_days_nobody_knows_what_it_said(client, lead, resource):
    change_resource(lead, resource, MISTAKE, 1)

    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert before.said_before(resource) is None
        with pytest.raises(Invalid, match="thirty days"):
            before.say_again(lead, resource, 2)
        assert before.sweep(clock.now()) == 1
    assert db.session.scalar(select(func.count(ResourceVersion.id))) == 0


def test_the_words_about_a_file_come_back_and_the_file_stays(client, cohort, section):
    resource = a_file(section, cohort.mentor, title="Handbook")
    was, file_id, at = says(resource), resource.file_id, visit_as(client, cohort.mentor)
    at.post(f"/files/{resource.id}/edit", {"title": "Oh no", "minutes": "9", "version": "1"})

    assert "Handbook" in at.get(f"/files/{resource.id}/edit").text
    assert at.post(f"/resources/{resource.id}/before", {"version": "2"}).status_code == 303
    assert says(resource) == was
    assert resource.file_id == file_id


def test_the_outlines_history_says_what_happened_to_what_a_section_holds(client, lead, cohort, section):
    at = visit_as(client, lead)
    at.post(
        f"/resources/new/{section.id}", {"kind": "link", "title": "A talk", "url": "https://example.org/talk"}
    )
    at.post(f"/resources/new/{section.id}", {"kind": "page", "title": "Notes", "words": "Read me"})
    talk, notes = db.session.scalars(select(before.Resource).order_by(before.Resource.position))
    at.post(f"/resources/{notes.id}/move", {"to": "up"})
    change_resource(lead, talk, MISTAKE, 1)
    at.post(f"/resources/{notes.id}/take-out")
    at.post(f"/resources/{notes.id}/bring-back")

    told = history(client, lead)
    assert told.count("holds one more resource") == 2
    for line in (
        "holds its resources in another order",
        "A resource in “Say the hard thing kindly” says something else",
        "A resource was taken out of “Say the hard thing kindly”",
        "A resource was brought back into “Say the hard thing kindly”",
    ):
        assert told.count(line) == 1
    assert "A talk" in told


def test_what_two_share_stands_in_no_history_of_the_outline(client, lead, cohort):
    gift = a_gift(cohort.mentor, Whom(with_id=cohort.mentee.enrolment_id), title="For you alone")
    change_resource(cohort.mentor, gift, MISTAKE, 1)

    told = history(client, lead)
    assert "For you alone" not in told
    assert "says something else" not in told
    assert visit_as(client, lead).post(f"/resources/{gift.id}/before", {"version": "2"}).status_code == 404
    assert (
        visit_as(client, cohort.mentor).post(f"/resources/{gift.id}/before", {"version": "2"}).status_code
        == 303
    )
    assert gift.title == "For you alone"
