"""A login: the LMS sends a browser to us, we send it back with a state and a nonce of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app, g, make_response
from pylti1p3.oidc_login import OIDCLogin
from pylti1p3.redirect import Redirect
from pylti1p3.session import SessionService
from sqlalchemy import delete, insert
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from plugin import clock
from plugin.database import db, new_id, transaction
from plugin.forms import page
from plugin.lti import cookies, refusals
from plugin.lti.cookies import LoginCookie
from plugin.lti.models import Login
from plugin.lti.origins import origin_of
from plugin.lti.registrations import Asked, Registered, Registrations

LIVES = timedelta(seconds=cookies.LOGIN_LIVES)
KEPT_LOGINS = timedelta(hours=1)  # after their end, so that a late launch can be told why
LONGEST_TARGET = 255


class Unsaved(SessionService):
    """PyLTI1p3's session, which remembers nothing: state and nonce lie in one row, see `LoginFlow`.

    Its own keeps each nonce apart from the state and never takes one away, so that both can be replayed and mixed.
    """

    def __init__(self) -> None:
        self.nonce = ""

    def save_nonce(self, nonce: str) -> None:
        """Hold the nonce until the row is written."""
        self.nonce = nonce


@dataclass(frozen=True, slots=True)
class Storage:
    """Where a page of the LMS keeps a word for us (LTI platform storage): which frame, of which origin, and its key."""

    target: str
    origin: str
    key: str


class LoginFlow(OIDCLogin[Asked, Registrations, Unsaved, LoginCookie, Response]):
    """PyLTI1p3's login with one row and one cookie for each, so that two frames on one page do not meet."""

    _registration: Registered

    def __init__(self, sent: Mapping[str, str], held: Mapping[str, str]) -> None:
        super().__init__(Asked(sent), Registrations(), Unsaved(), LoginCookie(held))
        self._state = ""

    def begin(self) -> Response:
        """Write the row and send the browser on to the LMS. Logins that nobody finished go then as well: strangers make
        them as often as they like."""
        ours = current_app.config["TANDEM"].origin
        with transaction():
            where = self._prepare_redirect_url(f"{ours}/lti/launch")
            db.session.execute(delete(Login).where(Login.expires_at < clock.now() - KEPT_LOGINS))
            db.session.execute(insert(Login).values(self._row()))
        answer = self._onward(where)
        self._cookie_service.put_on(answer)
        return answer

    def _onward(self, where: str) -> Response:
        """To the LMS, at once or over a page of ours that first leaves the cookie's secret with the LMS's own page."""
        target = self._storage_target()
        if target is None:
            return redirect(where, 303)
        storage = Storage(target, self._registration.platform.storage_origin, self._cookie_service.name)
        body = page(
            "lti/windows/keep.html", storage=storage, secret=self._cookie_service.secret, onward=where
        )
        return make_response(body)

    def validate_oidc_login(self) -> Registered:
        """The registration that is meant. Raises Refused with a sentence, where the library says 'not found'."""
        for name in ("iss", "login_hint", "target_link_uri"):
            if not self._get_request_param(name):
                raise refusals.LoginIncomplete(missing=name)
        found = self._tool_config.find_registration_by_params(
            self._get_request_param("iss"), self._get_request_param("client_id")
        )
        g.frame_origins, g.sender = found.platform.frame_origins, found.platform.called
        g.platform_id = found.platform.id
        if found.platform.disabled:
            raise refusals.PlatformDisabled()
        refuse_foreign(self._get_request_param("target_link_uri"))
        return found

    def get_redirect(self, url: str) -> Redirect[Response]:
        """Not used: `begin` answers."""
        raise NotImplementedError

    def _get_uuid(self) -> str:
        self._state = cookies.fresh()
        return self._state

    def _generate_nonce(self) -> str:
        return cookies.fresh()  # the library's holds the machine's address and the time

    def _prepare_redirect_url(self, launch_url: str) -> str:
        """The library puts a '?' after an address that may have one already; here the two queries become one."""
        asked = super()._prepare_redirect_url(launch_url).rpartition("?")[2]
        parts = urlsplit(self._registration.platform.auth_login_url)
        own = urlencode(parse_qsl(parts.query, keep_blank_values=True))
        return parts._replace(query=f"{own}&{asked}" if own else asked, fragment="").geturl()

    def _row(self) -> dict[str, object]:
        return {
            "id": new_id(),
            "platform_id": self._registration.platform.id,
            "state_hash": cookies.digest(f"state-{self._state}"),
            "nonce": self._session_service.nonce,
            "browser_hash": cookies.digest(self._cookie_service.secret),
            "storage_target": self._storage_target(),
            "expires_at": clock.now() + LIVES,
        }

    def _storage_target(self) -> str | None:
        target = self._get_request_param("lti_storage_target")
        return target if target and target.isprintable() and len(target) <= LONGEST_TARGET else None


def refuse_foreign(target: str) -> None:
    """Refuse a target link that is not ours, compared by exact origin: a prefix would let look-alikes in."""
    ours = current_app.config["TANDEM"].origin
    if origin_of(target) != origin_of(ours):
        raise refusals.ForeignTarget(target=target, ours=f"{ours}/lti/launch")
