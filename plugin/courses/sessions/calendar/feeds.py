"""Addresses of calendars: made, shown to their owner, taken back, and asked.

An address is worked out from our secret key and its row's id (HMAC, 256 bits), so that its owner can read it again, while
the database holds nothing but its digest: whoever has a copy of that has no address.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import delete, select

from plugin import clock
from plugin.courses.sessions.calendar.models import CalendarFeed
from plugin.database import db
from plugin.errors import NotHere, VisitOver
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.people.queries import member_in

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose calendar it is, and whether it may say with whom and about what."""

    member: Member
    words: bool


def feed_of(viewer: Member) -> CalendarFeed | None:
    """The viewer's own, where they have one."""
    mine = select(CalendarFeed).where(CalendarFeed.enrolment_id == viewer.enrolment_id)
    return db.session.scalars(mine).one_or_none()


def token_of(feed: CalendarFeed) -> str:
    """What its address ends in; '' where the key that it was made with is gone, though it goes on being answered."""
    keys = current_app.config["TANDEM"].keys
    tokens = (_token(key, feed.id) for key in keys)
    return next((token for token in tokens if hmac.compare_digest(_digest(token), feed.token_hash)), "")


def make_feed(owner: Member, *, words: bool) -> CalendarFeed:
    """A new address; the one before it is dead. Raises NotHere outside a course."""
    if owner.enrolment_id is None:
        raise NotHere()
    end_feed(owner)
    made_of = uuid4()
    token = _token(current_app.config["TANDEM"].keys[0], made_of)
    feed = CalendarFeed(
        id=made_of,
        enrolment_id=owner.enrolment_id,
        token_hash=_digest(token),
        words=words,
        made_at=clock.now(),
    )
    db.session.add(feed)
    db.session.flush()
    return feed


def end_feed(owner: Member) -> None:
    """No calendar gets anything from it any more."""
    db.session.execute(delete(CalendarFeed).where(CalendarFeed.enrolment_id == owner.enrolment_id))


def asked_by(token: str) -> Asked:
    """Whose address that is. Raises NotHere for one that is not, or whose owner is no longer in the course."""
    if not _TOKEN.fullmatch(token):
        raise NotHere()
    found = db.session.execute(
        select(CalendarFeed.words, Enrolment.person_id, Enrolment.context_id)
        .join(Enrolment, Enrolment.id == CalendarFeed.enrolment_id)
        .where(CalendarFeed.token_hash == _digest(token), Enrolment.active)
    ).one_or_none()
    if found is None:
        raise NotHere()
    try:
        return Asked(member_in(found.person_id, found.context_id), found.words)
    except VisitOver:
        raise NotHere() from None


def _token(key: str, feed_id: UUID) -> str:
    made = hmac.new(key.encode(), b"tandem.calendar:" + feed_id.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
