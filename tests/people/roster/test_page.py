"""The roster on the lead's page: its age, what came of the last try, and asking for it now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.jobs.models import Run
from plugin.people.roster.models import Roster
from tests.factories import a_context, a_course, a_lead
from tests.factories.places import kept
from tests.factories.visits import visit_as

SENTENCE = "lms.example has a fault of its own (status 503)."


@pytest.fixture
def at(client):
    """A lead in a course whose LMS says where its members are listed."""
    context = a_context()
    context.memberships_url = "https://lms.example/members"
    return visit_as(client, a_lead(a_course(context)))


def roster(at, **said) -> Roster:
    now = clock.now()
    made = {"due_at": now + timedelta(hours=3), "tried_at": now, "read_at": now, "members": 32, **said}
    return kept(Roster(context_id=at.member.context_id, **made))


def people_page(at) -> str:
    return " ".join(at.get("/groups/").text.split())


def test_its_age_and_size_stand_there(at):
    roster(at, result="32 people, as before.", read_at=clock.now() - timedelta(hours=2))

    page = people_page(at)
    assert "32 people · read <time" in page
    assert "32 people, as before." in page
    assert "Read it now" in page


def test_the_last_fault_stands_there_beside_what_was_read_before(at):
    roster(at, failures=2, result=SENTENCE)

    page = people_page(at)
    assert "The last try did not work" in page
    assert SENTENCE in page
    assert "32 people · read <time" in page


def test_what_an_lms_says_is_text_and_no_markup(at):
    roster(at, failures=1, result="It says: “<script>alert(1)</script>”.")

    assert "&lt;script&gt;" in people_page(at)


def test_before_the_first_time_it_is_awaited(at):
    assert "The LMS is being asked." in people_page(at)
    assert "Read it now" not in people_page(at)


def test_a_course_whose_lms_says_nothing_is_told_so(client):
    page = people_page(visit_as(client, a_lead(a_course())))

    assert "The LMS does not tell Tandem who is in this course." in page
    assert "Read it now" not in page


def test_a_lead_asks_for_it_now(at, session):
    kept_row = roster(at)

    answer = at.post("/roster/")

    assert (answer.status_code, answer.location) == (303, at("/groups/"))
    assert kept_row.due_at <= clock.now()
    assert [(run.job, run.subject) for run in session.scalars(select(Run))] == [
        ("roster.read", str(at.member.context_id))
    ]
    assert "The LMS is being asked." in people_page(at)


def test_asking_changes_no_other_course(at):
    other = kept(Roster(context_id=a_context().id, due_at=clock.now() + timedelta(hours=3)))
    roster(at)
    at.post("/roster/")

    assert other.due_at > clock.now()
