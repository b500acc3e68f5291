"""Tickets made and used: each lets one browser do one thing, once, for a short while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.lti import cookies
from plugin.lti.deep_links.schemas import DeepLinkRequest
from plugin.lti.models import Platform
from plugin.lti.origins import origins_of
from plugin.lti.visits import Place
from plugin.lti.windows.models import Ticket
from plugin.lti.windows.refusals import TicketOver, TicketUsed

WINDOW, DEEP_LINK = "window", "deep-link"
LIVES = {WINDOW: timedelta(seconds=60), DEEP_LINK: timedelta(minutes=10)}
KEPT = timedelta(minutes=10)  # after its end, so that a late one can be told why


@dataclass(frozen=True, slots=True)
class Held:
    """What a ticket stands for: who, where, and what about."""

    company_id: UUID
    platform_id: UUID
    person_id: UUID
    context_id: UUID | None
    request: Mapping[str, Any]


def window_ticket(place: Place, person_id: UUID, request: Mapping[str, Any]) -> str:
    """A ticket to go on in a window as that person, for a minute."""
    return _issue(WINDOW, place, person_id, request)


def use_window_ticket(token: str) -> Held:
    """Take it. Raises TicketUsed, or TicketOver for one that ran out or never was."""
    return _use(WINDOW, token)


def deep_link_ticket(place: Place, person_id: UUID, asked: DeepLinkRequest) -> str:
    """A ticket to answer that request and no other, for ten minutes: in a frame that keeps no cookies, it stands in
    the form. It opens no page of a visit."""
    return _issue(DEEP_LINK, place, person_id, asdict(asked))


def deep_link_asked(token: str) -> tuple[Held, DeepLinkRequest]:
    """What it may answer, without using it: for the pages on which the content is chosen. Raises as using it does."""
    ticket = _find(DEEP_LINK, token)
    if ticket is None or ticket.used_at or ticket.expires_at <= clock.now():
        raise _refusal(ticket)
    return _held(ticket), asked_in(ticket.request)


def answer_deep_link(token: str) -> tuple[Held, DeepLinkRequest]:
    """Take it: where the answer goes stands in it, and nowhere in what the browser sends. Raises as above."""
    held = _use(DEEP_LINK, token)
    return held, asked_in(held.request)


def frames_around(token: str) -> tuple[str, ...]:
    """Which pages may frame the answer to somebody who comes with this ticket, used or not; none for no ticket."""
    row = db.session.execute(
        select(Ticket.request, Platform.auth_login_url, Platform.issuer)
        .join(Platform, Platform.id == Ticket.platform_id)
        .where(Ticket.token_hash == cookies.digest(token), Ticket.purpose == DEEP_LINK)
    ).one_or_none()
    return origins_of((row.auth_login_url, row.issuer, asked_in(row.request).return_url)) if row else ()


def sweep(now: datetime) -> int:
    """Forget tickets that ran out a while ago."""
    return int(db.session.execute(delete(Ticket).where(Ticket.expires_at < now - KEPT)).rowcount)  # type: ignore[attr-defined]


def _issue(purpose: str, place: Place, person_id: UUID, request: Mapping[str, Any]) -> str:
    token, now = cookies.fresh(), clock.now()
    ticket = Ticket(
        id=new_id(),
        token_hash=cookies.digest(token),
        purpose=purpose,
        company_id=place.company_id,
        platform_id=place.platform_id,
        person_id=person_id,
        context_id=place.context_id,
        request=dict(request),
        expires_at=now + LIVES[purpose],
    )
    db.session.add(ticket)
    db.session.flush()
    return token


def _use(purpose: str, token: str) -> Held:
    """Of twenty who come with it at the same moment, one finds it unused."""
    now = clock.now()
    taken = db.session.execute(
        update(Ticket)
        .where(Ticket.token_hash == cookies.digest(token), Ticket.purpose == purpose)
        .where(Ticket.used_at.is_(None), Ticket.expires_at > now)
        .values(used_at=now)
        .returning(Ticket.id)
    ).first()
    ticket = _find(purpose, token)
    if taken is None or ticket is None:
        raise _refusal(ticket)
    return _held(ticket)


def _find(purpose: str, token: str) -> Ticket | None:
    return db.session.scalar(
        select(Ticket).where(Ticket.token_hash == cookies.digest(token), Ticket.purpose == purpose)
    )


def _refusal(ticket: Ticket | None) -> TicketUsed | TicketOver:
    return TicketUsed() if ticket and ticket.used_at else TicketOver()


def _held(ticket: Ticket) -> Held:
    return Held(ticket.company_id, ticket.platform_id, ticket.person_id, ticket.context_id, ticket.request)


def asked_in(request: Mapping[str, Any]) -> DeepLinkRequest:
    """The request that a ticket keeps."""
    parts = {one.name: request[one.name] for one in fields(DeepLinkRequest) if one.name in request}
    return DeepLinkRequest(**{**parts, "accepts": tuple(parts["accepts"])})
