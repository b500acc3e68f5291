"""Visits: somebody's stay after a launch. The address says which, a cookie of the browser proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from flask import current_app, g
from sqlalchemy import delete, insert, select, update

from plugin import clock, door
from plugin.database import db, new_id
from plugin.errors import CookieLost, VisitOver
from plugin.lti import cookies
from plugin.lti.models import Context, Platform, Visit
from plugin.lti.origins import origin_of, origins_of

RACE = timedelta(minutes=10)  # as long as a login's cookie lives
TOUCHED = timedelta(minutes=1)
_BEGIN = insert(Visit)


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit that holds: who, where, and which pages may frame ours."""

    visit_id: UUID
    person_id: UUID
    context_id: UUID | None
    company_id: UUID
    platform_id: UUID
    context_title: str
    frame_origins: tuple[str, ...]
    learning_site: str
    windowed: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Proofs:
    """What ties a visit to the browser that launched it, and the origin of the page around its frame."""

    browser_hash: bytes
    login_hash: bytes | None
    frame_origin: str
    windowed: bool = False
    way: str = "cookie"  # by which it keeps its session: cookie, storage or window


class Place(Protocol):
    """Where a visit takes place."""

    @property
    def company_id(self) -> UUID: ...
    @property
    def platform_id(self) -> UUID: ...
    @property
    def context_id(self) -> UUID | None: ...


def begin(place: Place, person_id: UUID, proofs: Proofs) -> str:
    """Begin a visit and give its token, which stands in every address and nowhere in clear with us."""
    token, now = cookies.fresh(), clock.now()
    row = {
        "id": new_id(),
        "token_hash": cookies.digest(token),
        "browser_hash": proofs.browser_hash,
        "login_hash": proofs.login_hash,
        "frame_origin": proofs.frame_origin,
        "windowed": proofs.windowed,
        "way": proofs.way,
        "company_id": place.company_id,
        "platform_id": place.platform_id,
        "person_id": person_id,
        "context_id": place.context_id,
        "began_at": now,
        "seen_at": now,
    }
    db.session.connection().execute(_BEGIN, row)
    return token


def visit_for(token: str, held: Mapping[str, str]) -> Stay:
    """The visit at this address, in one statement. Raises VisitOver where it is over or another browser's."""
    row = _found(token)
    if row is None:
        raise VisitOver()
    stay = _stay(row)
    g.frame_origins = stay.frame_origins  # the page that says 'it is over' stands in the same frame
    if row.disabled_at or _over(row.Visit):
        raise VisitOver()
    _prove(row.Visit, held)
    return stay


def ended_visit(token: str, held: Mapping[str, str]) -> Stay | None:
    """A visit that time has ended, in the browser that had it; None for any other."""
    row = _found(token)
    if row is None or row.disabled_at or not _over(row.Visit):
        return None
    key = cookies.browser_key(held)
    return _stay(row) if key and cookies.same(row.Visit.browser_hash, cookies.digest(key)) else None


def wants_touch(stay: Stay) -> bool:
    """Whether it is time to note that the visit goes on: at most once a minute."""
    return clock.now() - stay.seen_at >= TOUCHED


def touch(visit_id: UUID) -> None:
    """Note that the visit goes on."""
    db.session.execute(update(Visit).where(Visit.id == visit_id).values(seen_at=clock.now()))


def end(visit_id: UUID) -> None:
    """End a visit now."""
    db.session.execute(delete(Visit).where(Visit.id == visit_id))


def _found(token: str) -> Any:
    return db.session.execute(
        select(Visit, Context.title, Platform.auth_login_url, Platform.issuer, Platform.disabled_at)
        .join(Platform, Platform.id == Visit.platform_id)
        .outerjoin(Context, Context.id == Visit.context_id)
        .where(Visit.token_hash == cookies.digest(token))
    ).one_or_none()


def _stay(row: Any) -> Stay:
    visit: Visit = row.Visit
    return Stay(
        visit_id=visit.id,
        person_id=visit.person_id,
        context_id=visit.context_id,
        company_id=visit.company_id,
        platform_id=visit.platform_id,
        context_title=row.title or "",
        frame_origins=origins_of((row.auth_login_url, row.issuer, visit.frame_origin)),
        learning_site=visit.frame_origin or origin_of(row.auth_login_url),
        windowed=visit.windowed,
        seen_at=visit.seen_at,
    )


def _over(visit: Visit) -> bool:
    told, now = current_app.config["TANDEM"], clock.now()
    idle, whole = timedelta(minutes=told.visit_idle_minutes), timedelta(hours=told.visit_hours)
    return now - visit.seen_at > idle or now - visit.began_at > whole


def _prove(visit: Visit, held: Mapping[str, str]) -> None:
    """Let only the browser in that launched.

    Two frames of one page may launch at once in a browser that holds no key yet: each is given one, and the later
    overwrites the earlier. The earlier visit is then proved, for as long as it lives, by the cookie of its own login,
    and tied to the key that the browser holds now.
    """
    key = cookies.browser_key(held)
    if key and cookies.same(visit.browser_hash, cookies.digest(key)):
        return
    young = clock.now() - visit.began_at <= RACE
    if not (young and visit.login_hash and cookies.holds_login(held, visit.login_hash)):
        raise VisitOver() if cookies.come_back(held) else CookieLost()
    if key:
        door.afterwards(_rebind, visit.id, cookies.digest(key))


def _rebind(visit_id: UUID, browser_hash: bytes) -> None:
    db.session.execute(
        update(Visit).where(Visit.id == visit_id).values(browser_hash=browser_hash, login_hash=None)
    )
