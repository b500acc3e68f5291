"""Pages of picking: what there is to place, and the answer that goes back to the learning site."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, g, make_response, request, url_for
from werkzeug.wrappers import Response

from plugin.door import allow, came_from_us, public, url
from plugin.forms import page, redirect
from plugin.home.picking import launched
from plugin.home.picking.actions import place
from plugin.home.picking.launched import ByTicket, NotYours
from plugin.home.picking.policy import can_place_links
from plugin.home.picking.queries import Offer, offer_to
from plugin.lti import cookies
from plugin.lti.deep_links import answers, pending
from plugin.lti.deep_links.answers import Answer, Item
from plugin.lti.deep_links.pending import Pending
from plugin.lti.deep_links.refusals import ChoiceSent
from plugin.lti.launches import Launch
from plugin.lti.origins import origin_of
from plugin.lti.refusals import Refused
from plugin.lti.views import refuse
from plugin.member import Member

pages = Blueprint("picking", __name__)
pages.register_error_handler(Refused, refuse)
FIELD, COLUMNS = "choice", "columns"


def begin(launch: Launch, *, keeps_cookies: bool) -> Response:
    """What a good request for deep links is answered: the page to pick from, or who may."""
    assert launch.asked, "a request for deep links"
    if not keeps_cookies:
        without = launched.by_ticket(launch, launch.asked)
        return _not_yours(without) if isinstance(without, NotYours) else make_response(_by_ticket(without))
    key = cookies.browser_key(request.cookies) or cookies.fresh()
    found = launched.visiting(launch, launch.asked, key)
    if isinstance(found, NotYours):
        return _not_yours(found)
    answer = redirect(url_for("picking.choose", visit=found.visit, request_id=found.request_id))
    cookies.put(answer, cookies.BROWSER, key, cookies.BROWSER_LIVES)
    return answer


def pending_for(member: Member, request_id: UUID) -> Pending:
    """The request of this member's own."""
    return pending.pending_for(member, request_id)


@pages.get("/v/<visit>/pick/<uuid:request_id>")
@allow(can_place_links, load=pending_for)
def choose(member: Member, asked: Pending) -> Any:
    """What there is to place."""
    if asked.answer:
        raise ChoiceSent()
    return _choose(offer_to(member, asked.asked), url("picking.pick", request_id=asked.id))


@pages.post("/v/<visit>/pick/<uuid:request_id>")
@allow(can_place_links, load=pending_for)
def pick(member: Member, asked: Pending) -> Any:
    """These."""
    offer = offer_to(member, asked.asked)
    chosen = offer.chosen(request.form.getlist(FIELD))
    if chosen is None:
        return _choose(offer, url("picking.pick", request_id=asked.id), amiss=True), 422
    items = place(member, offer, chosen, with_columns=COLUMNS in request.form)
    pending.settle(asked, answers.as_kept(items))
    return redirect(url("picking.answer", request_id=asked.id))


@pages.get("/v/<visit>/pick/<uuid:request_id>/answer")
@allow(can_place_links, load=pending_for)
def answer(member: Member, asked: Pending) -> Any:
    """The answer, on its way. Looked at again it is the same, which the learning site takes once."""
    if not asked.answer:
        return redirect(url("picking.choose", request_id=asked.id))
    items = [Item(**item) for item in asked.answer["items"]]
    return _answer(answers.answer(asked.platform_id, asked.asked, items, asked.answer["nonce"]))


@pages.post("/lti/deep-links/pick")
@public
def pick_by_ticket() -> Response:
    """These, from a frame that keeps no cookies: the ticket says who, where, and what is answered."""
    came_from_us()
    found = launched.answer_by_ticket(
        request.form.get("ticket", ""), request.form.getlist(FIELD), with_columns=COLUMNS in request.form
    )
    if isinstance(found, Answer):
        return make_response(_answer(found))
    return make_response(_by_ticket(found, amiss=True), 422)


def _by_ticket(found: ByTicket, *, amiss: bool = False) -> str:
    return _choose(found.offer, url_for("picking.pick_by_ticket"), ticket=found.ticket, amiss=amiss)


def _choose(offer: Offer, action: str, *, ticket: str = "", amiss: bool = False) -> str:
    return page(
        "picking/choose.html",
        offer=offer,
        action=action,
        ticket=ticket,
        amiss=amiss,
        field=FIELD,
        columns=COLUMNS,
    )


def _answer(found: Answer) -> str:
    g.form_action = origin_of(found.return_url)  # of this answer alone
    return page("picking/answer.html", answer=found)


def _not_yours(found: NotYours) -> Response:
    return make_response(page("picking/not_yours.html", found=found), 403)
