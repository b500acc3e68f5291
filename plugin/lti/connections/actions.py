"""What launches, keys, tokens and registration note of a learning site."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from plugin import clock
from plugin.database import db, insert_into
from plugin.lti.connections.models import Connection
from plugin.lti.connections.queries import Noted, is_signed

HOUR = timedelta(hours=1)
NONE, MINUTE, DAY = timedelta(), timedelta(minutes=1), timedelta(days=1)
JITTER = 10  # seconds: clocks and networks that differ by less have not changed
MOST_KIDS = 5
WAYS = {"cookie": Connection.by_cookie, "storage": Connection.by_storage, "window": Connection.by_window}


def note_launch(platform_id: UUID, noted: Noted, kid: str, apart: int) -> None:
    """Note a good launch, where that says anything new: mostly it costs nothing."""
    if not _is_news(noted, kid, apart):
        return
    kept, now = _kept(platform_id), clock.now()
    if kid != kept.kid:
        kept.kids = dict([*kept.kids.items(), (kid, _said(now))][-MOST_KIDS:])
    kept.kid, kept.apart, kept.noted_at = kid, apart, now
    kept.refusals, kept.refused_at, kept.refusal = 0, None, {}
    db.session.flush()


def note_refusal(platform_id: UUID, refusal: Mapping[str, str], apart: int | None) -> None:
    """Note that somebody from there was turned away, at most once a minute.

    One that is not signed may be anybody's. It does not take the place of a signed one of the last day, which comes in
    however often the others knock; and the two are not counted together.
    """
    kept, now, signed = _kept(platform_id), clock.now(), is_signed(refusal)
    alike = is_signed(kept.refusal) == signed
    rests = MINUTE if alike else NONE if signed else DAY
    if kept.refused_at and now - kept.refused_at < rests:
        return
    kept.refusals, kept.refused_at, kept.refusal = (kept.refusals if alike else 0) + 1, now, dict(refusal)
    if apart is not None:
        kept.apart = apart
    db.session.flush()


def note_keys(platform_id: UUID, fault: str) -> None:
    """Note that we asked for the key set, and what was wrong with the answer."""
    kept = _kept(platform_id)
    kept.key_fetches += 1
    kept.key_failures, kept.key_fault = (kept.key_failures + 1 if fault else 0), fault
    db.session.flush()


def note_scopes(platform_id: UUID, given: Mapping[str, bool], answer: Mapping[str, str]) -> None:
    """Note which scopes the token address gave and which it did not, its own words, and where the log has it."""
    kept, now = _kept(platform_id), _said(clock.now())
    told = {scope: {"given": is_given, "at": now, **answer} for scope, is_given in given.items()}
    kept.grants = {**kept.grants, **told}
    if kept.scopes_now is not None and kept.reread_at is None:
        # What a token is given for is granted, whatever the answer to a registration said; less so what is read there.
        kept.scopes_now = sorted(
            {*kept.scopes_now, *(scope for scope, is_given in given.items() if is_given)}
        )
    db.session.flush()


def note_registration(
    platform_id: UUID,
    *,
    wished: Collection[str],
    asked: Collection[str],
    messages: Collection[str] | None,
    scopes: Collection[str] | None = None,
    url: str = "",
) -> None:
    """Note what a registration asked for and got, and where it can be read; what was said under an earlier one is over."""
    kept = _kept(platform_id)
    kept.registration_url, kept.reread_at, kept.reread_fault = url, None, ""
    kept.scopes_now = None if scopes is None else list(scopes)
    kept.messages_now = None
    kept.wished, kept.asked, kept.grants = list(wished), list(asked), {}
    kept.messages = None if messages is None else list(messages)
    db.session.flush()


def note_reread(
    platform_id: UUID, scopes: Collection[str] | None, messages: Collection[str] | None, fault: str = ""
) -> None:
    """Note what a registration is now; where it could not be read, why, and what it was before stays."""
    kept = _kept(platform_id)
    kept.reread_at, kept.reread_fault = clock.now(), fault
    if not fault:
        kept.scopes_now = None if scopes is None else list(scopes)
        kept.messages_now = None if messages is None else list(messages)
    db.session.flush()


def note_forgotten(platform_id: UUID, ways: Mapping[str, int]) -> None:
    """Add visits that are about to be forgotten to the count of those that were."""
    _kept(platform_id)
    more = {column: column + ways[way] for way, column in WAYS.items() if way in ways}
    db.session.execute(update(Connection).where(Connection.platform_id == platform_id).values(more))


def _is_news(noted: Noted, kid: str, apart: int) -> bool:
    if noted.at is None or noted.apart is None or clock.now() - noted.at >= HOUR:
        return True
    return bool(kid != noted.kid or abs(apart - noted.apart) > JITTER or noted.refusals)


def _kept(platform_id: UUID) -> Connection:
    """The platform's row, made where there is none, and locked: what stands in it is read before it is written."""
    row = insert_into(Connection).values(platform_id=platform_id)
    db.session.execute(row.on_conflict_do_nothing(index_elements=["platform_id"]))
    asked = select(Connection).where(Connection.platform_id == platform_id).with_for_update()
    return db.session.scalars(asked, execution_options={"populate_existing": True}).one()


def _said(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
