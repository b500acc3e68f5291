"""A launch: everything that can be known of the message before anything is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import jwt
from flask import g
from marshmallow import ValidationError
from pylti1p3.message_launch import MessageLaunch

from plugin import clock
from plugin.database import transaction
from plugin.lti import cookies, keysets, queries, refusals, reviews, schemas
from plugin.lti.cookies import LoginCookie
from plugin.lti.deep_links import answerable
from plugin.lti.deep_links import schemas as deep_links
from plugin.lti.deep_links.schemas import DeepLinkRequest
from plugin.lti.logins import Unsaved, refuse_foreign
from plugin.lti.queries import Known, Waiting
from plugin.lti.registrations import Asked, Registered, Registrations
from plugin.lti.schemas import Message

LEEWAY = timedelta(seconds=30)
LONGEST_TOKEN = 100_000
OWN_KEYS = ("jku", "jwk", "x5u", "x5c")
SIGNED_OUT = {"login_required", "interaction_required", "consent_required", "account_selection_required"}
_RS256 = jwt.PyJWS(algorithms=["RS256"])


class Launch(MessageLaunch[Asked, Registrations, Unsaved, LoginCookie]):
    """PyLTI1p3's launch, each of its steps in our own words; it keeps the library's way to services open.

    The steps raise Refused. What they find is bound together: the state names the login, the login the platform, the
    platform the keys, and only then are the claims believed.
    """

    waiting: Waiting
    message: Message
    asked: DeepLinkRequest | None = None  # of a request for deep links
    proven = False  # that it comes from the browser in which its login began
    apart = 0  # seconds by which the LMS's clock was ahead of ours, or, below zero, that and its way to us

    def __init__(self, sent: Mapping[str, str], held: Mapping[str, str]) -> None:
        super().__init__(Asked(sent), Registrations(), Unsaved(), LoginCookie(held))
        self._held = held

    def validate(self) -> Launch:
        """Read and check the whole message. Nothing is used up: that is one statement of the transaction later."""
        self._validated = True  # the library's getters would call this again
        self.validate_answer().validate_jwt_format().validate_state().validate_registration()
        self.validate_jwt_signature().validate_nonce().validate_message()
        return self

    def validate_answer(self) -> Launch:
        """Find the login that this answers, and see whether it is a launch at all.

        The library reports a platform's refusal as 'Missing id_token'.
        """
        state = self._get_request_param("state")
        with transaction(writing=False):
            found = queries.login_waiting(cookies.digest(state))
        if found:
            self.waiting = found
            g.frame_origins, g.sender = found.platform.frame_origins, found.platform.called
            g.platform_id = found.platform.id
        if error := self._get_request_param("error"):
            kind = refusals.LoginRequired if error in SIGNED_OUT else refusals.PlatformError
            raise kind(error=error)
        for name in ("id_token", "state"):
            if not self._get_request_param(name):
                raise refusals.Nothing(missing=name)
        return self

    def validate_jwt_format(self) -> Launch:
        """Take the token apart, strictly: the library's base64 passes over letters that do not belong."""
        header, body = taken_apart(self._get_id_token())
        self._jwt = {"header": cast("Any", header), "body": cast("Any", body)}
        return self

    def validate_state(self) -> Launch:
        """The launch answers a login that waits, and comes from the browser in which that began, unless this one
        brings no cookies at all: then that stays to be proven."""
        if not hasattr(self, "waiting"):
            raise refusals.StateUnknown()
        self.prove(self._cookie_service.get_cookie(self.state) or "")
        if not self.proven and cookies.come_back(self._held):
            raise refusals.CookieGone()
        if self.waiting.used_at:
            raise refusals.LoginUsed()
        if self.waiting.expires_at <= clock.now():
            raise refusals.LoginOver()
        return self

    @property
    def state(self) -> str:
        """Which login this answers."""
        return self._get_request_param("state")

    @property
    def kid(self) -> str:
        """Which key of the platform has signed it."""
        return str(self._jwt["header"]["kid"])

    def prove(self, secret: str) -> bool:
        """Whether that is what the login left in the browser in which it began, and in no other."""
        self.proven = self.proven or cookies.same(cookies.digest(secret), self.waiting.browser_hash)
        return self.proven

    def validate_registration(self) -> Launch:
        """The platform that the login went to is the one that answers, and it answers us."""
        platform, body = self.waiting.platform, self._jwt["body"]
        if platform.disabled:
            raise refusals.PlatformDisabled()
        if body.get("iss") != platform.issuer:
            raise refusals.WrongIssuer(expected=platform.issuer, issuer=schemas.line(body.get("iss")))
        if self.get_client_id() != platform.client_id:
            raise refusals.WrongAudience(expected=platform.client_id)
        self._registration = Registered(platform)
        return self

    def get_client_id(self) -> str:
        """Whom the token is for; '' where that is not said properly. Raises nothing."""
        return client_of(self._jwt["body"])

    def validate_jwt_signature(self) -> Launch:
        """Signed with RS256 by a key that the platform publishes. The token has no say in how it is checked."""
        check_signature(self.waiting.platform, self._get_id_token(), self._jwt["header"])
        g.signed = True  # from here on it is the platform that speaks
        return self

    def validate_nonce(self) -> Launch:
        """The nonce is the one that went out with this very state."""
        if self._jwt["body"].get("nonce") != self.waiting.nonce:
            raise refusals.WrongNonce()
        return self

    def validate_message(self) -> Launch:
        """The claims say what a launch has to say, now, about a page of ours."""
        body: Mapping[str, Any] = self._jwt["body"]
        kind = schemas.message_type(body)
        if kind not in ("", schemas.RESOURCE_LINK, deep_links.DEEP_LINKING, reviews.REVIEW):
            raise refusals.UnknownMessage(type=kind)
        try:
            if kind == deep_links.DEEP_LINKING:
                self.message, self.asked = deep_links.read(body)
            else:
                read = reviews.read if kind == reviews.REVIEW else schemas.read
                self.message = read(body)
        except ValidationError as fault:
            raise _refusal_of(schemas.amiss(fault)) from fault
        if not kind:
            raise refusals.Incomplete(claims="message_type")
        self.apart = g.apart = round(body["iat"] - clock.now().timestamp())
        in_time(body)
        refuse_foreign(self.message.target_link_uri)
        if self.asked:
            answerable.check(self.asked, self.waiting.platform, self.message.return_url)
        return self

    def _get_request_param(self, key: str) -> str:
        return self._request.get_param(key)


def taken_apart(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token that nobody has believed yet. Raises Unreadable."""
    if len(token) > LONGEST_TOKEN:
        raise refusals.Unreadable()
    try:
        parts = _RS256.decode_complete(token, options={"verify_signature": False})
        body: Any = json.loads(parts["payload"])
    except (jwt.InvalidTokenError, ValueError, RecursionError) as fault:
        raise refusals.Unreadable() from fault
    if not isinstance(body, dict):
        raise refusals.Unreadable()
    return parts["header"], body


def client_of(body: Mapping[str, Any]) -> str:
    """Whom a token is for; '' where that is not said properly.

    The library takes the first of a list and never looks at 'azp', which decides between several
    (OpenID Connect Core 1.0, section 3.1.3.7).
    """
    audience, party = body.get("aud"), body.get("azp")
    listed = audience if isinstance(audience, list) else [audience]
    if not listed or (len(listed) > 1 and party is None):
        return ""
    meant = listed[0] if party is None else party
    return meant if isinstance(meant, str) and meant in listed else ""


def check_signature(platform: Known, token: str, header: Mapping[str, Any]) -> None:
    """Raise Refused unless a key that the platform publishes has signed it with RS256. Call it outside any transaction."""
    if header.get("alg") != "RS256":
        raise refusals.WrongAlgorithm(alg=schemas.line(header.get("alg")))
    for name in OWN_KEYS:
        if name in header:
            raise refusals.ForeignKey(header=name)
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise refusals.NoKeyId()
    key = keysets.key_for(platform, kid)
    try:
        _RS256.decode_complete(token, key, algorithms=["RS256"])
    except jwt.InvalidTokenError as fault:
        raise refusals.BadSignature() from fault


def _refusal_of(claims: list[str]) -> refusals.Refused:
    return refusals.NoPerson() if claims == ["sub"] else refusals.Incomplete(claims=", ".join(claims))


def in_time(body: Mapping[str, Any]) -> None:
    """Issued, and not over, give or take what two good clocks may differ. The library allows no difference."""
    now, leeway = clock.now().timestamp(), LEEWAY.total_seconds()
    late, early = now - body["exp"], max(body["iat"], body.get("nbf", 0)) - now
    if late > leeway:
        raise refusals.TooLate(seconds=round(late))
    if early > leeway:
        raise refusals.TooEarly(seconds=round(early))
