"""Requests for deep links that wait in somebody's visit: kept, found by the one who was asked, answered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.errors import NotHere
from plugin.lti import cookies
from plugin.lti.deep_links.refusals import ChoiceSent
from plugin.lti.deep_links.schemas import DeepLinkRequest
from plugin.lti.visits import Place
from plugin.lti.windows.models import Ticket
from plugin.lti.windows.tickets import DEEP_LINK, asked_in
from plugin.member import Member

LIVES = timedelta(hours=1)  # the visit proves who answers, so there is time to look around


@dataclass(frozen=True, slots=True)
class Pending:
    """A request in a visit; `answer` is what was chosen, once it was."""

    id: UUID
    platform_id: UUID
    asked: DeepLinkRequest
    answer: Mapping[str, Any] | None


def keep(place: Place, person_id: UUID, asked: DeepLinkRequest) -> UUID:
    """Keep a request for the visit that begins with it. It has no ticket that anybody could send: its hash is of a
    secret that nobody is told."""
    ticket = Ticket(
        id=new_id(),
        token_hash=cookies.digest(cookies.fresh()),
        purpose=DEEP_LINK,
        company_id=place.company_id,
        platform_id=place.platform_id,
        person_id=person_id,
        context_id=place.context_id,
        request=asdict(asked),
        expires_at=clock.now() + LIVES,
    )
    db.session.add(ticket)
    db.session.flush()
    return ticket.id


def pending_for(member: Member, request_id: UUID) -> Pending:
    """A request that this member was sent with, from this course. Raises NotHere for any other, and once it is over."""
    ticket = db.session.scalar(
        select(Ticket).where(
            Ticket.id == request_id,
            Ticket.purpose == DEEP_LINK,
            Ticket.person_id == member.person_id,
            Ticket.context_id == member.context_id,
            Ticket.expires_at > clock.now(),
        )
    )
    if ticket is None:
        raise NotHere()
    return Pending(ticket.id, ticket.platform_id, asked_in(ticket.request), ticket.request.get("answer"))


def settle(pending: Pending, items: Sequence[Mapping[str, Any]]) -> None:
    """Answer it with these items, once. Raises ChoiceSent for a second time."""
    answer = {"items": [dict(item) for item in items], "nonce": cookies.fresh()}
    chosen = {**asdict(pending.asked), "answer": answer}
    taken = db.session.execute(
        update(Ticket)
        .where(Ticket.id == pending.id, Ticket.used_at.is_(None))
        .values(used_at=clock.now(), request=chosen)
        .returning(Ticket.id)
    ).first()
    if taken is None:
        raise ChoiceSent()
