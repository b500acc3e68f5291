"""Our own keys: everybody may read the public parts, the private ones are encrypted where they lie; how they change."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from jwt.algorithms import RSAAlgorithm
from sqlalchemy import func, select, text

from plugin import clock
from plugin.database import db, transaction
from plugin.lti.models import OwnKey

PUBLISHED = 2  # one signs, one is known to platforms already when it takes over
BITS = 2048
KNOWN = timedelta(days=1)  # platforms keep what we publish for so long: a younger key does not sign yet
SIGNS = timedelta(days=90)
RESTS = timedelta(days=30)  # still published, for what it has signed
PURPOSE = b"tandem: private parts of our own LTI keys"
TOKENS = b"tandem: access tokens that platforms gave us"


LOCKED = "Our own keys were locked under another TANDEM_SECRET_KEY. Name it in TANDEM_SECRET_KEY_FALLBACKS."


class KeysLocked(Exception):
    """Our private keys cannot be read with the secret keys that are set."""


def vault(secrets: Sequence[str], purpose: bytes = PURPOSE) -> MultiFernet:
    """Encrypts under the first secret and reads under any: each gives a key for this one purpose."""
    return MultiFernet([Fernet(_derived(secret, purpose)) for secret in secrets])


def _derived(secret: str, purpose: bytes) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def make_missing() -> int:
    """Make keys until two are published, in a transaction of its own; gives how many were made."""
    with transaction(writing=False):
        lacking = PUBLISHED - _count()
    # Making one takes a good while: not while others wait for the database.
    made = [rsa.generate_private_key(public_exponent=65537, key_size=BITS) for _ in range(lacking)]
    if not made:
        return 0
    with transaction():
        _alone()
        rows = [_row(key) for key in made[: PUBLISHED - _count()]]
        db.session.add_all(rows)
        return len(rows)


def published() -> list[dict[str, Any]]:
    """The public parts as JWKs, the eldest first. Makes the keys where nobody has needed them yet."""
    with transaction(writing=False):
        found = _public()
    if len(found) >= PUBLISHED:
        return found
    make_missing()
    with transaction(writing=False):
        return _public()


def signing_key() -> tuple[str, str]:
    """The key id and the private PEM of the key that signs now. Call it inside a transaction."""
    row = _signer(clock.now())
    if row is None:
        raise KeysLocked(
            "There are no keys yet: run 'flask --app plugin.app lti register' or fetch /lti/jwks."
        )
    try:
        return row.kid, vault(current_app.config["TANDEM"].keys).decrypt(row.private).decode()
    except InvalidToken as fault:
        raise KeysLocked(LOCKED) from fault


def any_made() -> bool:
    """Whether we have keys at all."""
    return _count() > 0


def rotate(*, at_once: bool = False) -> datetime:
    """Let the key that stands by take over, and publish another to stand by; gives when it takes over.

    `at_once` is for a key that others may have: it is published no more, and nobody waits until platforms know.
    """
    make_missing()
    fresh = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    now = clock.now()
    with transaction():
        _alone()
        signer, others = _signer(now), _in_use()
        assert signer, "make_missing has made one"
        heir = next(key for key in others if key.id > signer.id)
        if heir.signs_from and not at_once:  # under way already
            return heir.signs_from
        heir.signs_from = now if at_once else max(now, heir.made_at + KNOWN)
        db.session.add(_row(fresh))
        for key in others:
            if at_once and key.id < heir.id:
                _retire(key, now)
        return heir.signs_from


def rotate_in_time() -> str:
    """Rotate where the key has signed for long, and retire those that rested for long; says what was done."""
    now = clock.now()
    with transaction():
        signer = _signer(now)
        rested = [key for key in _in_use() if signer and key.id < signer.id and _since(signer) <= now - RESTS]
        for key in rested:
            _retire(key, now)
        old = signer is not None and _since(signer) <= now - SIGNS
    if old:
        rotate()
    return f"{len(rested)} retired, {'rotated' if old else 'none old'}"


def rekey() -> int:
    """Lock the private parts anew under the first secret key; gives how many. Raises KeysLocked, and changes nothing,
    where one opens under none of those set."""
    anew = vault(current_app.config["TANDEM"].keys)
    with transaction():
        for key in (found := _in_use()):
            try:
                key.private = anew.rotate(key.private)
            except InvalidToken as fault:
                raise KeysLocked(LOCKED) from fault
        return len(found)


def _signer(now: datetime) -> OwnKey | None:
    in_use = _in_use()
    begun = [key for key in in_use if key.signs_from and key.signs_from <= now]
    return max(begun, key=_since, default=in_use[0] if in_use else None)


def _since(key: OwnKey) -> datetime:
    return key.signs_from or key.made_at


def _in_use() -> Sequence[OwnKey]:
    return db.session.scalars(select(OwnKey).where(OwnKey.retired_at.is_(None)).order_by(OwnKey.id)).all()


def _retire(key: OwnKey, now: datetime) -> None:
    key.retired_at, key.private = now, b""  # what nobody needs cannot be stolen


def _alone() -> None:
    """On SQLite whoever writes is alone already."""
    if db.session.connection().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE own_key IN SHARE ROW EXCLUSIVE MODE"))


def _count() -> int:
    return db.session.scalar(select(func.count()).select_from(OwnKey).where(OwnKey.retired_at.is_(None))) or 0


def _public() -> list[dict[str, Any]]:
    kept = select(OwnKey.public).where(OwnKey.retired_at.is_(None)).order_by(OwnKey.id)
    return list(db.session.scalars(kept))


def _row(key: rsa.RSAPrivateKey) -> OwnKey:
    public = _jwk(key.public_key())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    locked = vault(current_app.config["TANDEM"].keys).encrypt(pem)
    return OwnKey(kid=public["kid"], private=locked, public=public, made_at=clock.now())


def _jwk(key: rsa.RSAPublicKey) -> dict[str, Any]:
    numbers = RSAAlgorithm.to_jwk(key, as_dict=True)
    bare = {name: numbers[name] for name in ("e", "kty", "n")}
    # The thumbprint of RFC 7638 as key id: another key never has the same name.
    thumb = hashlib.sha256(json.dumps(bare, separators=(",", ":"), sort_keys=True).encode()).digest()
    kid = base64.urlsafe_b64encode(thumb).rstrip(b"=").decode()
    return {**bare, "alg": "RS256", "use": "sig", "kid": kid}
