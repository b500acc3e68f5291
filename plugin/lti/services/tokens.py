"""Access tokens kept in the database, encrypted, each for one registration and one set of scopes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from cryptography.fernet import InvalidToken, MultiFernet
from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from plugin import clock
from plugin.database import db, transaction
from plugin.lti import keys
from plugin.lti.services.models import AccessToken

# A token that runs out on its way is refused: it counts as over a minute early.
EARLY = timedelta(seconds=60)


def held(platform_id: UUID, scopes: str) -> str | None:
    """The token that this registration gave us for these scopes, while it is good."""
    with transaction(writing=False):
        locked = db.session.scalar(
            select(AccessToken.token).where(
                AccessToken.platform_id == platform_id,
                AccessToken.scopes == scopes,
                AccessToken.expires_at > clock.now(),
            )
        )
    try:
        return _vault().decrypt(locked).decode() if locked else None
    except InvalidToken:
        return None  # locked under a secret key that is gone: the platform gives another


def keep(platform_id: UUID, scopes: str, token: str, until: datetime) -> None:
    """Keep a token until a minute before it runs out, and forget those that have."""
    row = {"platform_id": platform_id, "scopes": scopes, "expires_at": until - EARLY}
    over = (AccessToken.scopes == scopes) | (AccessToken.expires_at <= clock.now())
    try:
        with transaction():
            db.session.execute(delete(AccessToken).where(AccessToken.platform_id == platform_id, over))
            db.session.add(AccessToken(token=_vault().encrypt(token.encode()), **row))
    except IntegrityError:
        return  # somebody else asked at the same moment, and theirs is as good


def drop(platform_id: UUID, scopes: str) -> None:
    """Forget a token that the platform does not take any more."""
    with transaction():
        db.session.execute(
            delete(AccessToken).where(AccessToken.platform_id == platform_id, AccessToken.scopes == scopes)
        )


def drop_all() -> int:
    """Forget every token; gives how many there were. The next call asks for another."""
    with transaction():
        return int(db.session.execute(delete(AccessToken)).rowcount)  # type: ignore[attr-defined]


def sweep(now: datetime) -> int:
    """Forget tokens that ran out."""
    over = db.session.execute(delete(AccessToken).where(AccessToken.expires_at <= now))
    return int(over.rowcount)  # type: ignore[attr-defined]


def _vault() -> MultiFernet:
    return keys.vault(current_app.config["TANDEM"].keys, keys.TOKENS)
