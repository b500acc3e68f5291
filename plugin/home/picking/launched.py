"""From a request for deep links to a choice: in a visit, or, where frames keep no cookies, by a ticket in the form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from flask import g

from plugin.database import db, transaction
from plugin.errors import NotAllowed
from plugin.home.picking.actions import place
from plugin.home.picking.policy import can_place_links
from plugin.home.picking.queries import Offer, offer_to
from plugin.lti import keys, visits
from plugin.lti.arrival import Arrival
from plugin.lti.deep_links import answers, pending
from plugin.lti.deep_links.answers import Answer
from plugin.lti.deep_links.refusals import ChoiceOver, ChoiceSent
from plugin.lti.deep_links.schemas import DeepLinkRequest
from plugin.lti.entrance import enter, proofs_of
from plugin.lti.launches import Launch
from plugin.lti.models import Context
from plugin.lti.windows import tickets
from plugin.lti.windows.refusals import TicketOver, TicketUsed
from plugin.member import Member
from plugin.people.queries import leads, member_in


@dataclass(frozen=True, slots=True)
class NotYours:
    """Somebody who may not place links: whom they can ask, and whether they are in a course at all."""

    leads: list[str]
    in_a_course: bool


@dataclass(frozen=True, slots=True)
class Visiting:
    """The request waits in a visit that has begun."""

    visit: str
    request_id: UUID


@dataclass(frozen=True, slots=True)
class ByTicket:
    """What is offered in a frame that keeps no cookies, and the ticket that can answer, once."""

    ticket: str
    offer: Offer


def visiting(launch: Launch, asked: DeepLinkRequest, browser_key: str) -> Visiting | NotYours:
    """Begin a visit with the request in it. Raises Refused as any launch."""

    def begin(arrival: Arrival, person_id: UUID) -> Visiting | NotYours:
        lead = _member(person_id, arrival.context_id)
        if not can_place_links(lead):
            return _not_yours(lead)
        visit = visits.begin(arrival, person_id, proofs_of(launch, browser_key))
        return Visiting(visit, pending.keep(arrival, person_id, asked))

    keys.make_missing()
    return enter(launch, begin)


def by_ticket(launch: Launch, asked: DeepLinkRequest) -> ByTicket | NotYours:
    """Use the launch up for a ticket that can answer its request and do nothing else. Raises Refused."""

    def begin(arrival: Arrival, person_id: UUID) -> ByTicket | NotYours:
        lead = _member(person_id, arrival.context_id)
        if not can_place_links(lead):
            return _not_yours(lead)
        return ByTicket(tickets.deep_link_ticket(arrival, person_id, asked), offer_to(lead, asked))

    keys.make_missing()
    return enter(launch, begin)


def answer_by_ticket(token: str, values: Collection[str], *, with_columns: bool) -> Answer | ByTicket:
    """Answer with what was chosen, and use the ticket up; what was never offered uses nothing up and is asked again.

    Who they are now decides, not who they were when the ticket was made. Raises Refused, NotAllowed, VisitOver.
    """
    keys.make_missing()
    with transaction():
        g.frame_origins = tickets.frames_around(token)
        try:
            held, asked = tickets.deep_link_asked(token)
            lead = _member(held.person_id, held.context_id)
            if not can_place_links(lead):
                raise NotAllowed()
            offer = offer_to(lead, asked)
            chosen = offer.chosen(values)
            if chosen is None:
                return ByTicket(token, offer)
            tickets.answer_deep_link(token)
        except TicketUsed as fault:
            raise ChoiceSent() from fault
        except TicketOver as fault:
            raise ChoiceOver() from fault
        items = place(lead, offer, chosen, with_columns=with_columns)
        return answers.answer(held.platform_id, asked, items)


def _member(person_id: UUID, context_id: UUID | None) -> Member:
    course = db.session.get(Context, context_id) if context_id else None
    return member_in(person_id, context_id, course.title if course else "")


def _not_yours(member: Member) -> NotYours:
    in_a_course = member.context_id is not None
    return NotYours(leads(member) if in_a_course else [], in_a_course)
