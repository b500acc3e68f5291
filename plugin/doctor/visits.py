"""One-time addresses of the doctor's page: made in the terminal, opened once, tied to the browser that opened them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import Signer
from sqlalchemy import ColumnElement, and_, delete, select, update

from plugin import clock
from plugin.database import db, transaction
from plugin.doctor.models import DoctorVisit
from plugin.errors import Forged, NotHere

LIVES = timedelta(minutes=30)


def make() -> tuple[str, datetime]:
    """A new address's token, kept nowhere in clear, and when it ends."""
    token, now = secrets.token_urlsafe(32), clock.now()
    with transaction():
        visit = DoctorVisit(token_hash=_digest(token), made_at=now, expires_at=now + LIVES)
        db.session.add(visit)
    return token, now + LIVES


def opened(token: str, key: str | None) -> bool:
    """Whether this browser has opened it. False where nobody has; raises NotHere where another did, or it is over."""
    with transaction(writing=False):
        tied_to = db.session.execute(select(DoctorVisit.browser_hash).where(_running(token))).one_or_none()
    if tied_to is None:
        raise NotHere()
    if tied_to.browser_hash is None:
        return False
    if not key or not hmac.compare_digest(tied_to.browser_hash, _digest(key)):
        raise NotHere()
    return True


def open_here(token: str, seal: str) -> str:
    """Tie an address to the browser that sent the form, once; gives the key for its cookie."""
    if not hmac.compare_digest(seal.encode("utf-8", "replace"), sealed(token).encode()):
        raise Forged()
    key = secrets.token_urlsafe(32)
    free = update(DoctorVisit).where(_running(token), DoctorVisit.browser_hash.is_(None))
    with transaction():
        taken = db.session.execute(free.values(browser_hash=_digest(key)).returning(DoctorVisit.id)).first()
        if taken is None:
            raise NotHere()
    return key


def sealed(token: str) -> str:
    """What shows that a form comes from our page about this address; used up with the address itself."""
    return _signer().get_signature(token).decode()


def sweep(now: datetime) -> int:
    """Forget addresses that are over."""
    return int(db.session.execute(delete(DoctorVisit).where(DoctorVisit.expires_at <= now)).rowcount)  # type: ignore[attr-defined]


def _running(token: str) -> ColumnElement[bool]:
    return and_(DoctorVisit.token_hash == _digest(token), DoctorVisit.expires_at > clock.now())


def _signer() -> Signer:
    return Signer(list(reversed(current_app.config["TANDEM"].keys)), salt="tandem.doctor")


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
