"""Requests for deep links that wait in somebody's visit."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import rsa

from plugin.database import db
from plugin.lti import keys
from plugin.lti.deep_links import pending
from plugin.lti.deep_links.schemas import LINK, DeepLinkRequest
from plugin.lti.models import Platform
from plugin.member import Member


def a_request(member: Member, **said: Any) -> UUID:
    """What the LMS of this member asked them to pick for the course that they are in."""
    platform = db.session.get_one(Platform, member.platform_id)
    made = {"deployment_id": "1", "return_url": f"{platform.issuer}/picked", "accepts": (LINK,), **said}
    return pending.keep(member, member.person_id, DeepLinkRequest(**made))


def a_signing_key() -> None:
    """Let us have a key of our own; it is made once for all tests."""
    db.session.add(keys._row(_key()))
    db.session.flush()


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=keys.BITS)
