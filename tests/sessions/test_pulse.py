"""How a session was: one tap each, asked of everybody who was there, read by nobody but them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.pulse.actions import say_how_it_was
from plugin.courses.sessions.pulse.models import SCALES, SHORT, Pulse
from plugin.courses.sessions.pulse.queries import pulse_of, pulses_of, unsaid
from plugin.courses.sessions.pulse.trend import FOOT, HEIGHT, TOP, WIDTH, height, trend
from plugin.courses.sessions.pulse.weeks import is_longer
from plugin.courses.sessions.queries import session_for
from plugin.database import db
from plugin.errors import Invalid
from plugin.home.week.queries import week_of
from plugin.people.models import Enrolment, Mentorship
from tests.factories import a_lead, a_mentor, again, mentors
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as

BEGAN = datetime(2026, 9, 1, tzinfo=UTC)


def days(number):
    return BEGAN + timedelta(days=number)


@pytest.fixture
def over(pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    finish_session(pair[0], session_for(pair[0], made.id))
    return made


def test_both_are_asked_once_it_is_over_and_not_before(pair):
    made = a_session(pair[0], mentee_id=pair[1].enrolment_id)
    for one in pair:
        assert pulse_of(one, session_for(one, made.id)) is None
        assert unsaid(one) == []
    finish_session(pair[0], session_for(pair[0], made.id))

    for one in pair:
        assert pulse_of(one, session_for(one, made.id)).asked == SHORT
        assert [asked.id for asked in unsaid(one)] == [made.id]
        assert "how was it" in [step.kind for step in week_of(one).steps]
    say_how_it_was(pair[1], session_for(pair[1], made.id), {"useful": 4})
    assert unsaid(pair[1]) == []
    assert [asked.id for asked in unsaid(pair[0])] == [made.id]


def test_after_two_weeks_nobody_is_asked_any_more(pair, over):
    over.finished_at -= timedelta(days=15)
    db.session.flush()
    assert unsaid(pair[0]) == []


def test_said_again_it_is_said_otherwise(pair, over):
    mentee = pair[1]
    say_how_it_was(mentee, session_for(mentee, over.id), {"useful": 2, "growth": 3}, "Hurried")
    say_how_it_was(mentee, session_for(mentee, over.id), {"useful": 4})

    [(pulse, _at)] = pulses_of(mentee)
    assert (pulse.useful, pulse.growth, pulse.words) == (4, None, "")
    assert db.session.query(Pulse).count() == 1


def test_nothing_at_all_is_refused(pair, over):
    with pytest.raises(Invalid, match="One of these"):
        say_how_it_was(pair[1], session_for(pair[1], over.id), {})


def test_what_somebody_said_stands_on_nobody_elses_page(client, course, pair, over):
    mentor, mentee = pair
    sent = {"useful": "1", "pulse_words": "Kanarienvogel"}
    assert visit_as(client, mentee).post(f"/sessions/{over.id}/pulse", sent).status_code == 303
    assert "Kanarienvogel" in visit_as(client, mentee).get("/sessions/pulse").text
    mentors(other := a_mentor(course), mentee)
    for viewer in (mentor, again(other), a_lead(course)):
        at = visit_as(client, viewer)
        pages = (
            "/sessions/",
            "/sessions/pulse",
            f"/sessions/{over.id}",
            f"/groups/mentees/{mentee.enrolment_id}",
        )
        assert all("Kanarienvogel" not in at.get(page).text for page in pages)
    assert visit_as(client, a_lead(course)).post(f"/sessions/{over.id}/pulse", sent).status_code == 404


def test_a_number_that_is_none_is_said_and_the_rest_is_kept(client, pair, over):
    at = visit_as(client, pair[1])
    page = at.post(f"/sessions/{over.id}/pulse", {"useful": "9", "pulse_words": "Keep me"})
    assert page.status_code == 422
    assert "Please choose one of these." in page.text
    assert "Keep me" in page.text


def test_a_mentor_who_is_none_any_more_says_nothing_of_it(client, pair, over):
    db.session.query(Mentorship).delete()
    db.session.flush()
    page = visit_as(client, again(pair[0])).post(f"/sessions/{over.id}/pulse", {"useful": "3"})
    assert page.status_code in (403, 404)


@pytest.mark.parametrize(
    ("now", "answered", "longer"),
    [
        (27, None, False),
        (28, None, True),
        (40, 30, False),
        (83, 30, False),
        (84, 30, True),
        (90, 85, False),
        (400, None, True),
        (400, 200, False),
    ],
)
def test_after_four_and_twelve_weeks_a_little_more_is_asked(now, answered, longer):
    assert is_longer(BEGAN, days(now), None if answered is None else days(answered)) is longer


def test_the_longer_questions_stand_on_the_page_of_somebody_who_is_here_for_long(client, pair, over):
    mentee = pair[1]
    assert "Do you work well together?" not in visit_as(client, mentee).get(f"/sessions/{over.id}").text
    db.session.get_one(Enrolment, mentee.enrolment_id).since -= timedelta(days=30)
    db.session.flush()
    assert pulse_of(mentee, session_for(mentee, over.id)).asked == SCALES
    say_how_it_was(mentee, session_for(mentee, over.id), {"progress": 3, "together": 4})
    page = visit_as(client, mentee).get(f"/sessions/{over.id}")
    assert "Do you work well together?" in page.text


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=24), st.booleans())
def test_every_answer_has_its_place_within_the_picture(answers, mirrored):
    drawn = trend(answers, mirrored=mirrored)

    assert len(drawn.points) == sum(value is not None for value in answers)
    assert all(0 < x < WIDTH and TOP <= y <= HEIGHT - FOOT for x, y in drawn.points)
    xs = [x for x, _y in drawn.points]
    assert xs == sorted(xs, reverse=mirrored)
    assert bool(drawn.line) == (len(drawn.points) > 1)


def test_more_is_higher():
    assert height(5) < height(3) < height(1)
