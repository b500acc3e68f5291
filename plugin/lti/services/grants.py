"""Asking a platform for an access token: our signed word, and what it gives for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from flask_babel import gettext as _

from plugin import clock
from plugin.database import transaction
from plugin.fetch import Answer
from plugin.lti import keys
from plugin.lti.queries import Known
from plugin.lti.services import quirks
from plugin.lti.services.faults import NoToken, ServiceFault, read_json, refusal

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
UNSAID = timedelta(minutes=5)  # how long a token lives whose platform does not say
LONGEST = timedelta(days=1)
LONGEST_TOKEN = 20_000

Sign = Callable[[dict[str, str | int], str, dict[str, str]], str]


def request(platform: Known, scopes: str, sign: Sign) -> tuple[dict[str, str], str]:
    """Headers and body that ask for a token: https://www.imsglobal.org/spec/security/v1p0/#using-json-web-tokens."""
    keys.make_missing()
    with transaction(writing=False):
        kid, private = keys.signing_key()
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": sign(_claims(platform), private, {"kid": kid}),
        "scope": scopes,
    }
    return HEADERS, urlencode(form)


def _claims(platform: Known) -> dict[str, str | int]:
    now = int(clock.now().timestamp())
    audience = platform.token_audience or quirks.of(platform.family).token_audience or platform.auth_token_url
    who: dict[str, str | int] = {"iss": platform.client_id, "sub": platform.client_id, "aud": audience}
    # Begun a little ago: the platform's clock may be behind ours. The id is new each time, for platforms that check.
    return {**who, "iat": now - 5, "exp": now + 60, "jti": str(uuid4())}


def given(answer: Answer) -> tuple[str, timedelta]:
    """The token in an answer, and how long it lives. Raises NoToken."""
    if not answer.ok:
        raise refused(refusal(answer))
    try:
        said = read_json(answer)
    except ServiceFault as fault:
        raise refused(fault) from (fault.__cause__ or fault)
    token = said.get("access_token") if isinstance(said, dict) else None
    if not isinstance(token, str) or not _fits_a_header(token):
        raise NoToken(_("The token address answered without an access token."))
    return token, _lives(said.get("expires_in"))


def refused(fault: ServiceFault) -> NoToken:
    """What a fault on the way to a token is to whoever wanted to ask a service with it."""
    return NoToken(_("No access token: %(reason)s", reason=fault.sentence), fault.wait, fault.status)


def _fits_a_header(token: str) -> bool:
    return 0 < len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable() and " " not in token


def _lives(said: object) -> timedelta:
    """Some platforms write the number as text, and some not at all."""
    text = str(said).strip()
    return min(timedelta(seconds=int(text[:9])), LONGEST) if text.isascii() and text.isdigit() else UNSAID
