"""Picking in a frame that keeps no cookies: the ticket in the form answers its own request, once, within ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from plugin import clock
from plugin.lti import registry
from plugin.lti.models import Login, Platform, Visit
from plugin.people.models import Enrolment
from tests.lti.deep_links.ways import (
    BACK,
    DL,
    LTI,
    Editor,
    action_of,
    claims_of,
    contents,
    items_of,
    request,
)
from tests.lti.ways import refused_as
from tests.lti.windows.frames import OURS, Framed, field, said_of

WINDOW = "Open Tandem in a window"
OUR_PAGE = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin", "Origin": OURS}


def asked(framed: Framed, role: str = "Instructor", **settings: object) -> TestResponse:
    """The page in the frame."""
    return framed.answer(framed.begin(), role=role, **request(settings))


def picked(framed: Framed, ticket: str, choice: str = "course", **more: str) -> TestResponse:
    """The page's form, from a frame that keeps nothing."""
    sent = {"ticket": ticket, "choice": choice, **more}
    return framed.app.test_client().post("/lti/deep-links/pick", data=sent, headers=OUR_PAGE)


def test_the_frame_shows_the_choice_and_never_a_window(framed: Framed, section, resource, session):
    page = asked(framed)

    assert page.status_code == 200
    assert contents(page) == ["course", f"section.{section.id}", f"resource.{resource.id}"]
    assert WINDOW not in page.text
    assert "_blank" not in page.text
    assert "/v/" not in page.text
    assert not page.headers.getlist("Set-Cookie")
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors https://lms.example")


def test_what_is_picked_goes_back_from_the_frame(framed: Framed, section, session):
    before = len(session.scalars(select(Visit)).all())
    answer = picked(framed, field(asked(framed), "ticket"), f"section.{section.id}")

    assert answer.status_code == 200
    assert action_of(answer) == BACK
    assert items_of(answer)[0]["custom"] == {"content": f"section.{section.id}"}
    policy = answer.headers["Content-Security-Policy"]
    assert "form-action https://lms.example;" in policy
    assert policy.endswith("frame-ancestors https://lms.example")
    assert len(session.scalars(select(Visit)).all()) == before


def test_a_ticket_answers_once(framed: Framed, section):
    ticket = field(asked(framed), "ticket")
    assert picked(framed, ticket).status_code == 200

    again = picked(framed, ticket, f"section.{section.id}")

    assert refused_as(again, "choice-sent")
    assert again.headers["Content-Security-Policy"].endswith("frame-ancestors https://lms.example")


def test_a_ticket_answers_for_ten_minutes(framed: Framed):
    ticket = field(asked(framed), "ticket")

    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1)):
        late = picked(framed, ticket)

    assert refused_as(late, "choice-over")
    assert late.headers["Content-Security-Policy"].endswith("frame-ancestors https://lms.example")
    with time_machine.travel(clock.now() + timedelta(minutes=9)):
        assert picked(framed, ticket).status_code == 200


def test_a_ticket_answers_the_request_that_it_was_made_for_and_no_other(framed: Framed):
    one = field(asked(framed, deep_link_return_url=BACK + "&one=1", data="one"), "ticket")
    other = field(asked(framed, deep_link_return_url=BACK + "&other=1", data="other"), "ticket")

    answer = picked(framed, one, data="other", deep_link_return_url=BACK + "&other=1", request_id="other")

    assert action_of(answer) == BACK + "&one=1"
    assert claims_of(answer)[DL + "data"] == "one"
    assert claims_of(picked(framed, other))[DL + "data"] == "other"


def test_a_ticket_opens_no_page_of_a_visit(framed: Framed, client: FlaskClient):
    ticket = field(asked(framed), "ticket")

    assert client.get(f"/v/{ticket}/me").status_code == 401
    for where in ("continue", "enter"):
        answer = client.post(f"/lti/windows/{where}", data={"ticket": ticket})
        assert refused_as(answer, "ticket-over")


@pytest.mark.parametrize("ticket", ["", "x", "é", "\x00", "A" * 43])
def test_what_is_no_ticket_answers_nothing(framed: Framed, ticket):
    assert refused_as(picked(framed, ticket), "choice-over")


def test_a_ticket_to_a_window_answers_nothing(framed: Framed):
    assert refused_as(picked(framed, framed.ticket()), "choice-over")


def test_a_choice_that_was_not_offered_uses_nothing_up(framed: Framed, section):
    page = asked(framed)

    again = picked(framed, field(page, "ticket"), "section.none")

    assert again.status_code == 422
    assert "Please choose one of these" in again.text
    assert picked(framed, field(again, "ticket"), f"section.{section.id}").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_send_the_form(framed: Framed, headers):
    sent = {"ticket": field(asked(framed), "ticket"), "choice": "course"}

    answer = framed.app.test_client().post("/lti/deep-links/pick", data=sent, headers=headers)

    assert answer.status_code == 403
    assert picked(framed, sent["ticket"]).status_code == 200


def test_a_request_posted_by_another_site_is_refused_and_uses_nothing_up(framed: Framed, session):
    begun = framed.begin()

    for headers in (
        {"Origin": "https://evil.example", "Sec-Fetch-Dest": "iframe"},
        {"Origin": "null", "Sec-Fetch-Dest": "document"},
        {},
    ):
        answer = framed.answer(begun, headers, role="Instructor", **request())
        assert refused_as(answer, "cookie-gone"), headers
    assert session.scalars(select(Login.used_at)).all() == [None]


def test_where_the_platform_keeps_words_it_is_asked_first(framed: Framed):
    begun = framed.begin(lti_storage_target="_parent")
    proof = said_of(begun.answer, "value")
    assert said_of(framed.answer(begun, role="Instructor", **request()), "storage") == "lti.get_data"

    page = framed.answer(begun, OUR_PAGE, {"proof": proof, "came": ""}, role="Instructor", **request())

    assert picked(framed, field(page, "ticket")).status_code == 200


def test_who_does_not_lead_gets_no_ticket(framed: Framed):
    page = asked(framed, role="Learner")

    assert page.status_code == 403
    assert "Those who lead the course add its links" in page.text
    assert 'name="ticket"' not in page.text
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors https://lms.example")


def test_who_leads_no_more_when_the_form_comes_places_nothing(framed: Framed, section, session):
    ticket = field(asked(framed), "ticket")
    (lead,) = session.scalars(select(Enrolment))
    lead.role = "member"
    assert picked(framed, ticket).status_code == 403

    lead.role, lead.active = "lead", False
    assert picked(framed, ticket).status_code == 401


def test_a_platform_that_was_switched_off_gets_no_answer(framed: Framed, session):
    ticket = field(asked(framed), "ticket")
    registry.disable(session.scalars(select(Platform)).one())

    assert refused_as(picked(framed, ticket), "platform-disabled")


def test_both_ways_send_the_same_answer(framed: Framed, editor: Editor, section):
    left_out = ("nonce", "iat", "exp")
    one = claims_of(picked(framed, field(asked(framed), "ticket"), f"section.{section.id}"))
    other = claims_of(editor.answer(f"section.{section.id}"))

    assert {k: v for k, v in one.items() if k not in left_out} == {
        k: v for k, v in other.items() if k not in left_out
    }
    assert one[LTI + "deployment_id"] == "1"
