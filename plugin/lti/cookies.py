"""The two cookies of the way in: the browser's own key, and one for each login that waits."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping

from pylti1p3.cookie import CookieService
from werkzeug.wrappers import Response

BROWSER = "__Host-tandem"
LOGIN = "__Host-tandem-login-"
HERE = "__Host-tandem-here"  # visits in windows of this browser, for whoever comes by a link from mail
BROWSER_LIVES = 30 * 24 * 3600
HERE_LIVES = 24 * 3600
LOGIN_LIVES = 600
MOST_HERE = 3
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def digest(secret: str) -> bytes:
    """What is kept of a secret. It is 32 random bytes, so one round is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def fresh() -> str:
    """A secret of 32 random bytes that fits a cookie and an address."""
    return secrets.token_urlsafe(32)


def login_cookie(state: str) -> str:
    """The name of one login's cookie: several logins may wait in one browser and do not meet."""
    return LOGIN + digest(state).hex()[:12]


def browser_key(sent: Mapping[str, str]) -> str | None:
    """The browser's key, if it sent one of ours."""
    key = sent.get(BROWSER, "")
    return key if _KEY.fullmatch(key) else None


def same(one: bytes, other: bytes) -> bool:
    """Whether two hashes are equal, without telling by the time it takes."""
    return hmac.compare_digest(one, other)


def come_back(sent: Mapping[str, str]) -> bool:
    """Whether this browser brings cookies of ours here at all, whichever they are."""
    return any(name == BROWSER or name.startswith(LOGIN) for name in sent)


def holds_login(sent: Mapping[str, str], login_hash: bytes) -> bool:
    """Whether the browser still holds the cookie of that login."""
    held = [value for name, value in sent.items() if name.startswith(LOGIN)]
    return any(same(digest(value), login_hash) for value in held)


def put(answer: Response, name: str, value: str, lives: int, *, partitioned: bool = True) -> None:
    """Set a cookie that comes back inside a frame of another site, to this host and over TLS alone.

    Always Secure, also behind a proxy that speaks http to us: `__Host-` is refused by browsers otherwise. Partitioned
    is what lets it live inside a frame at all where third-party cookies are off.
    """
    answer.set_cookie(
        name,
        value,
        max_age=lives,
        path="/",
        secure=True,
        httponly=True,
        samesite="None",
        partitioned=partitioned,
    )


def visits_here(sent: Mapping[str, str]) -> tuple[str, ...]:
    """The visits that this browser has in windows of its own, the latest first; whether they hold is not said."""
    return tuple(token for token in sent.get(HERE, "").split(".")[:MOST_HERE] if _KEY.fullmatch(token))


def put_here(answer: Response, sent: Mapping[str, str], token: str) -> None:
    """Let the browser remember a visit in a window of its own: no page of it is reached by this alone."""
    latest = (token, *visits_here(sent))[:MOST_HERE]
    put(answer, HERE, ".".join(latest), HERE_LIVES)


class LoginCookie(CookieService):
    """PyLTI1p3's cookies, with one for each login and a secret of its own in it instead of the state."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self._sent = sent
        self.name = ""
        self.secret = ""

    def get_cookie(self, name: str) -> str | None:
        """The secret of the login with that state, if this browser holds it."""
        return self._sent.get(login_cookie(name))

    def set_cookie(self, name: str, value: str | int, exp: int | None = None) -> None:
        """Prepare the cookie of the login whose state is `name`; the state itself stays out of it."""
        self.name, self.secret = login_cookie(name), fresh()

    def put_on(self, answer: Response) -> None:
        """Send the prepared cookie along."""
        put(answer, self.name, self.secret, LOGIN_LIVES)
