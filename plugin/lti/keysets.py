"""Platforms' public keys: fetched when one is missing or they are old, kept, and never asked for in a storm."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from flask import current_app
from flask_babel import gettext as _
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError
from sqlalchemy import insert, update

from plugin import clock, fetch
from plugin.database import db, new_id, transaction
from plugin.lti import queries, refusals
from plugin.lti.connections.actions import note_keys
from plugin.lti.models import KeySet
from plugin.lti.queries import Known

INTERVAL = timedelta(seconds=60)  # between two fetches that a key id we do not know may cause
AGAIN = timedelta(seconds=10)  # after a fetch that brought nothing
FRESH = timedelta(hours=1)  # a key that the platform has withdrawn opens nothing for longer than this
LAST = timedelta(days=1)  # how long we go on with what we have while the platform cannot be asked
DEADLINE = 5.0
MOST_KEYS = 100
BITS = range(2048, 8193)

log = structlog.get_logger()
_locks: dict[UUID, Lock] = {}  # one thread asks, the others of this process wait for what it brings


def key_for(platform: Known, kid: str) -> RSAPublicKey:
    """The platform's key with that id. Call it outside any transaction: it may have to ask the platform.

    Raises UnknownKey or KeysUnreachable.
    """
    found = _named(platform, kid)
    if found and not _older(platform, FRESH):
        return found
    platform, fault = _asked_again(platform, kid)
    found = _named(platform, kid)
    if (fault and not found) or _older(platform, LAST):
        raise refusals.KeysUnreachable(url=platform.key_set_url, reason=fault)
    if not found:
        raise refusals.UnknownKey(kid=kid, url=platform.key_set_url)
    return found


def _asked_again(platform: Known, kid: str) -> tuple[Known, str]:
    """The platform after a fetch, ours or that of whoever was faster, and what went wrong with it."""
    with _locks.setdefault(platform.id, Lock()):
        platform = _reread(platform)
        if _named(platform, kid) and not _older(platform, FRESH):
            return platform, ""
        if _too_soon(platform):
            return platform, "" if platform.tried_at == platform.fetched_at else _("We asked a moment ago.")
        now = clock.now()
        try:
            keys = _fetched(platform)
        except (fetch.Refused, fetch.Unreachable) as fault:
            _note(platform, {"tried_at": now}, str(fault))
            log.warning("key set not fetched", platform=str(platform.id), reason=str(fault))
            return _reread(platform), str(fault)
        _note(platform, {"keys": keys, "fetched_at": now, "tried_at": now})
        return _reread(platform), ""


def _fetched(platform: Known) -> list[dict[str, str]]:
    """The usable keys that the platform publishes now. An error page is no key set, whatever it says."""
    private = current_app.config["TANDEM"].allow_private_hosts
    answer = fetch.fetch(
        platform.key_set_url, headers={"Accept": "application/json"}, private=private, deadline=DEADLINE
    )
    if not answer.ok:
        raise fetch.Unreachable(_("It answered with status %(status)s.", status=answer.status))
    said = answer.json()
    listed = said.get("keys") if isinstance(said, dict) else None
    usable = [_kept(key) for key in listed[:MOST_KEYS] if _usable(key)] if isinstance(listed, list) else []
    if not usable:
        raise fetch.Unreachable(_("It answered without any key that signs with RS256."))
    return usable


def _usable(key: Any) -> bool:
    """An RSA key that signs with RS256 and says its name; others may stand beside it."""
    if not isinstance(key, dict) or key.get("kty") != "RSA":
        return False
    if key.get("use", "sig") != "sig" or key.get("alg", "RS256") != "RS256":
        return False
    kid = key.get("kid")
    if not isinstance(kid, str) or not kid.isprintable():
        return False
    try:
        return _built(_kept(key)).key_size in BITS
    except (InvalidKeyError, ValueError, TypeError, KeyError):
        return False


def _kept(key: dict[str, Any]) -> dict[str, str]:
    return {"kid": key["kid"], "kty": "RSA", "n": key["n"], "e": key["e"]}


def _built(key: dict[str, str]) -> RSAPublicKey:
    return _of_numbers(key["n"], key["e"])


@lru_cache(maxsize=256)
def _of_numbers(n: str, e: str) -> RSAPublicKey:
    built = RSAAlgorithm.from_jwk({"kty": "RSA", "n": n, "e": e})
    if not isinstance(built, RSAPublicKey):
        raise InvalidKeyError("a public key was expected")
    return built


def _named(platform: Known, kid: str) -> RSAPublicKey | None:
    return next((_built(key) for key in platform.keys if key["kid"] == kid), None)


def _older(platform: Known, age: timedelta) -> bool:
    return platform.fetched_at is None or clock.now() - platform.fetched_at > age


def _too_soon(platform: Known) -> bool:
    if platform.tried_at is None:
        return False
    waited = clock.now() - platform.tried_at
    return waited < (INTERVAL if platform.tried_at == platform.fetched_at else AGAIN)


def _reread(platform: Known) -> Known:
    with transaction(writing=False):
        return queries.platform_now(platform.id) or platform


def _note(platform: Known, values: dict[str, Any], fault: str = "") -> None:
    with transaction():
        note_keys(platform.id, fault)
        kept = update(KeySet).where(KeySet.platform_id == platform.id).values(values).returning(KeySet.id)
        if db.session.scalar(kept) is None:
            row = {"id": new_id(), "platform_id": platform.id, "keys": [], **values}
            db.session.execute(insert(KeySet).values(row))
