"""How a tool proves itself: what it signed is checked with the keys that it publishes."""

from collections.abc import Callable
from typing import Any

import jwt
import requests

from demo.lms.tools import Tool

LEEWAY = 30
TIMEOUT = 5


class Unproven(Exception):
    """What was signed does not hold; the message says why, for whoever runs the tool."""


def read_json(url: str) -> Any:
    answer = requests.get(url, timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.json()


def signed_by(
    tool: Tool, token: str, audience: list[str], read: Callable[[str], Any], needed: tuple[str, ...]
) -> dict[str, Any]:
    """The claims of something that this tool signed for us, of which the `needed` ones must be there."""
    key = _key(tool, token, read)
    try:
        said: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=audience,
            issuer=tool.client_id,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", *needed]},
        )
    except jwt.InvalidTokenError as fault:
        raise Unproven(str(fault)) from fault
    return said


def claimed(token: str) -> dict[str, Any]:
    """What a token says, believed by nobody yet; nothing where it is none."""
    try:
        said: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return {}
    return said


def _key(tool: Tool, token: str, read: Callable[[str], Any]) -> jwt.PyJWK:
    """The key that the token names, as the tool publishes it at this moment: it may have turned its keys over."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
    except jwt.InvalidTokenError as fault:
        raise Unproven("this is not a signed token") from fault
    try:
        published = jwt.PyJWKSet.from_dict(read(tool.jwks_uri)).keys
    except (requests.RequestException, ValueError, AttributeError, jwt.PyJWTError) as fault:
        raise Unproven(f"the keys of {tool.name} could not be read at {tool.jwks_uri}") from fault
    named = next((key for key in published if key.key_id == kid), None)
    if kid is None or named is None:
        raise Unproven(f"{tool.name} publishes no key called {kid}")
    return named
