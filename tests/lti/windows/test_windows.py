"""From a frame that keeps no cookies to a window of its own, and nobody into somebody else's visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.lti import cookies
from plugin.lti.models import Login, Visit
from plugin.lti.windows import tickets
from plugin.lti.windows.models import Ticket
from tests.lti.ways import refused_as, visit_in
from tests.lti.windows.frames import OURS, Framed, field, go_on, say_yes


def later(**much: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(**much), tick=False)


def test_without_cookies_the_frame_offers_a_button_and_opens_no_visit(framed: Framed, session):
    answer = framed.launch()

    assert answer.status_code == 200
    assert 'action="/lti/windows/continue" target="_blank"' in answer.text
    assert not answer.headers.getlist("Set-Cookie")
    assert session.scalars(select(Visit)).all() == []


def test_the_frames_page_shows_in_frames_of_the_platform_alone(framed: Framed):
    said = framed.launch().headers["Content-Security-Policy"]

    assert "frame-ancestors https://lms.example;" in said + ";"


def test_the_window_names_person_course_and_site_and_opens_nothing_yet(framed: Framed, session):
    answer = go_on(framed.window(), framed.ticket())

    assert "Continue as Fatima Zahra Benali in Leading your first team" in answer.text
    assert "A real LMS" in answer.text
    assert "fatima@northwind.example" in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert session.scalars(select(Visit)).all() == []


def test_whoever_says_yes_is_in_with_a_visit_of_this_window(framed: Framed, session):
    window = framed.window()
    asked = go_on(window, framed.ticket())

    visit = visit_in(say_yes(window, field(asked, "ticket")))

    page = window.get(f"/v/{visit}/me")
    assert "Fatima Zahra Benali" in page.text
    assert "https://lms.example" in page.text
    assert "Back to your learning site" in page.text
    assert session.execute(select(Visit.windowed, Visit.way)).all() == [(True, "window")]
    assert framed.window().get(f"/v/{visit}/me").status_code == 401


def test_a_visit_in_a_frame_leads_nowhere_back(browser):
    visit = visit_in(browser.launch())

    assert "Back to your learning site" not in browser.client.get(f"/v/{visit}/me").text
    alone = browser.client.get(f"/v/{visit}/me", headers={"Sec-Fetch-Dest": "document"})
    assert "Back to your learning site" in alone.text


@pytest.mark.parametrize("said", [{"name": None, "given_name": None, "family_name": None, "email": None}])
def test_somebody_without_a_name_is_asked_all_the_same(framed: Framed, said):
    window = framed.window()
    asked = go_on(window, framed.ticket(**said, context=None))

    assert "does not share your name" in asked.text
    assert "Outside any course" in asked.text
    assert visit_in(say_yes(window, field(asked, "ticket")))


# An attacker's ticket -----------------------------------------------------------------------------


def test_an_attackers_ticket_shows_the_attackers_name_first(framed: Framed, session):
    victim = framed.window()

    asked = go_on(victim, framed.ticket(name="Mallory", email=None))

    assert "Continue as Mallory" in asked.text
    assert session.scalars(select(Visit)).all() == []


def test_the_second_ticket_is_worth_nothing_in_another_browser(framed: Framed, session):
    attacker, victim = framed.window(), framed.window()
    asked = go_on(attacker, framed.ticket())
    go_on(victim, framed.ticket(sub="victim"))

    answer = say_yes(victim, field(asked, "ticket"))

    assert refused_as(answer, "no-cookie-at-all")
    assert session.scalars(select(Visit)).all() == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_can_press_neither_button(framed: Framed, session, headers):
    window = framed.window()
    asked = field(go_on(window, framed.ticket()), "ticket")

    assert go_on(window, framed.ticket(), **headers).status_code == 403
    assert say_yes(window, asked, **headers).status_code == 403
    assert session.scalars(select(Visit)).all() == []


def test_the_first_ticket_does_not_say_yes(framed: Framed):
    window, ticket = framed.window(), framed.ticket()
    go_on(window, framed.ticket())

    assert refused_as(say_yes(window, ticket), "ticket-over")


def test_the_second_ticket_asks_nobody(framed: Framed):
    window = framed.window()
    asked = go_on(window, framed.ticket())

    assert refused_as(go_on(framed.window(), field(asked, "ticket")), "ticket-over")


# Once, for a minute -------------------------------------------------------------------------------


def test_each_ticket_works_once(framed: Framed, session):
    window, ticket = framed.window(), framed.ticket()
    asked = field(go_on(window, ticket), "ticket")
    visit_in(say_yes(window, asked))

    assert refused_as(go_on(window, ticket), "ticket-used")
    assert refused_as(say_yes(window, asked), "ticket-used")
    assert len(session.scalars(select(Visit)).all()) == 1


def test_each_ticket_lives_a_minute(framed: Framed):
    window, ticket = framed.window(), framed.ticket()
    with later(seconds=61):
        assert refused_as(go_on(window, ticket), "ticket-over")

    asked = field(go_on(window, ticket), "ticket")
    with later(seconds=61):
        assert refused_as(say_yes(window, asked), "ticket-over")


@pytest.mark.parametrize("ticket", ["", "x", "é", "\x00", "A" * 43])
def test_what_is_no_ticket_opens_nothing(framed: Framed, ticket):
    assert refused_as(go_on(framed.window(), ticket), "ticket-over")
    assert refused_as(say_yes(framed.window(), ticket), "ticket-over")


def test_old_tickets_are_swept(framed: Framed, session):
    framed.ticket()

    assert tickets.sweep(clock.now()) == 0
    assert tickets.sweep(clock.now() + timedelta(minutes=12)) == 1
    assert session.scalars(select(Ticket)).all() == []


def test_a_browser_that_keeps_no_cookie_anywhere_is_told_so(framed: Framed):
    asked = go_on(framed.window(), framed.ticket())

    assert refused_as(say_yes(framed.window(), field(asked, "ticket")), "no-cookie-at-all")


# Which launches go this way -----------------------------------------------------------------------


def test_a_launch_posted_by_another_site_is_refused_and_uses_nothing_up(framed: Framed, session):
    begun = framed.begin()

    for headers in (
        {"Origin": "https://evil.example", "Sec-Fetch-Dest": "iframe"},
        {"Origin": "https://evil.example", "Sec-Fetch-Dest": "document"},
        {"Origin": "null", "Sec-Fetch-Dest": "document"},
        {"Origin": OURS, "Sec-Fetch-Dest": "iframe"},
        {},
    ):
        assert refused_as(framed.answer(begun, headers), "cookie-gone"), headers
    assert session.scalars(select(Login.used_at)).all() == [None]


def test_a_launch_posted_by_the_platforms_own_page_goes_on_wherever_it_stands(framed: Framed):
    answer = framed.answer(framed.begin(), {"Origin": "https://lms.example", "Sec-Fetch-Dest": "document"})

    assert answer.status_code == 200
    assert field(answer, "ticket")


def test_the_page_of_a_school_counts_as_its_platforms(framed: Framed):
    """Hosted LMSs answer from each school's own host, which the signed message names."""
    school = {"return_url": "https://school.example/back"}

    answer = framed.answer(framed.begin(), {"Origin": "https://school.example"}, launch_presentation=school)

    assert answer.status_code == 200


def test_a_browser_that_brings_other_cookies_of_ours_is_another_browser(framed: Framed):
    begun = framed.begin()
    other = framed.window()
    other.set_cookie(cookies.BROWSER, cookies.fresh())
    token = framed.lms.sign(framed.lms.claims("Learner", nonce=begun.nonce))

    answer = other.post(
        "/lti/launch", data={"state": begun.state, "id_token": token}, headers={"Sec-Fetch-Dest": "iframe"}
    )

    assert refused_as(answer, "cookie-gone")


def test_a_launch_goes_this_way_once(framed: Framed):
    begun = framed.begin()
    assert framed.answer(begun).status_code == 200

    assert refused_as(framed.answer(begun), "login-used")


def test_a_bad_message_gets_no_button(framed: Framed):
    assert refused_as(framed.answer(framed.begin(), aud="somebody-else"), "wrong-audience")


def test_a_pending_deployment_gets_no_button(framed: Framed):
    assert refused_as(framed.launch(deployment_id="new here"), "deployment-pending")


def test_a_cookie_lost_between_two_pages_is_said_with_the_way_out(browser, app):
    visit = visit_in(browser.launch())

    answer = app.test_client().get(f"/v/{visit}/me")

    assert answer.status_code == 401
    assert "did not bring our cookie" in answer.text
    assert "a window of its own" in answer.text
