"""Tickets for deep linking: ten minutes, once, and good for the one request that they were made for."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from plugin import clock
from plugin.lti.deep_links.schemas import DeepLinkRequest
from plugin.lti.windows.refusals import TicketOver, TicketUsed
from plugin.lti.windows.tickets import (
    answer_deep_link,
    deep_link_asked,
    deep_link_ticket,
    use_window_ticket,
    window_ticket,
)
from tests.factories import a_course, a_lead

ASKED = DeepLinkRequest(
    "1", "https://lms.example/back?a=1&b=2", data="opaque", accepts=("ltiResourceLink",), several=True
)


@pytest.fixture
def lead(app):
    return a_lead(a_course())


@pytest.fixture
def ticket(lead) -> str:
    return deep_link_ticket(lead, lead.person_id, ASKED)


def test_it_answers_the_request_that_it_was_made_for(lead, ticket):
    held, asked = answer_deep_link(ticket)

    assert asked == ASKED
    assert (held.person_id, held.context_id) == (lead.person_id, lead.context_id)
    assert (held.company_id, held.platform_id) == (lead.company_id, lead.platform_id)


def test_it_answers_once(ticket):
    answer_deep_link(ticket)

    with pytest.raises(TicketUsed):
        answer_deep_link(ticket)
    with pytest.raises(TicketUsed):
        deep_link_asked(ticket)


def test_looking_at_it_does_not_use_it(ticket):
    assert deep_link_asked(ticket)[1] == ASKED
    assert deep_link_asked(ticket)[1] == ASKED

    assert answer_deep_link(ticket)[1] == ASKED


def test_it_lives_ten_minutes(ticket):
    with time_machine.travel(clock.now() + timedelta(minutes=9, seconds=59), tick=False):
        assert deep_link_asked(ticket)
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1), tick=False):
        for use in (deep_link_asked, answer_deep_link):
            with pytest.raises(TicketOver):
                use(ticket)


def test_it_opens_no_window_and_a_windows_ticket_answers_no_request(lead, ticket):
    with pytest.raises(TicketOver):
        use_window_ticket(ticket)
    with pytest.raises(TicketOver):
        answer_deep_link(window_ticket(lead, lead.person_id, {}))


def test_what_the_lms_left_out_stays_out(lead):
    asked = DeepLinkRequest("1", "https://lms.example/back")

    assert answer_deep_link(deep_link_ticket(lead, lead.person_id, asked))[1] == asked
