"""Calling a platform's services: with its token, patiently, and never further than its word reaches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from flask import current_app
from flask_babel import gettext as _
from pylti1p3.service_connector import ServiceConnector, TServiceConnectorResponse

from plugin import clock, fetch
from plugin.addresses import site_of
from plugin.fetch import Answer
from plugin.lti import keys
from plugin.lti.queries import Known
from plugin.lti.registrations import Registered
from plugin.lti.services import grants, heard, links, quirks, tokens
from plugin.lti.services.faults import ServiceFault, asked_to_wait, read_json, refusal

EACH = 30.0  # seconds for one answer
WHOLE = 300.0  # seconds for everything that one connector is asked
LARGEST = (
    20_000_000  # bytes of one answer: ten thousand members on one page, with all that Moodle says of each
)
MOST_PAGES = 1000
TRIES = 4
PAUSE = 1.0  # seconds before the second try, twice as many before each further one


class Connector(ServiceConnector):
    """PyLTI1p3's connector, calling through our one way out and keeping its tokens in the database.

    The library's keeps tokens in the object whatever their age, knows no deadline, and writes the address of the next
    page in small letters. Use it outside any transaction, for one piece of work. Raises ServiceFault.
    """

    def __init__(self, platform: Known, *, within: float = WHOLE) -> None:
        self._platform = platform
        self._registration = Registered(platform)
        self._quirks = quirks.of(platform.family)
        self._end = time.perf_counter() + within
        own = (platform.issuer, platform.auth_login_url, platform.auth_token_url, platform.key_set_url)
        self._own_origins = {found for found in map(site_of, own) if found}

    def get_access_token(self, scopes: Sequence[str]) -> str:
        """The platform's token for these scopes: the one we hold, or a new one. Raises NoToken."""
        wanted = " ".join(sorted(set(scopes)))
        held = tokens.held(self._platform.id, wanted)
        if held:
            return held
        try:
            answer = self._patiently(lambda: self._ask_for_token(wanted))
        except ServiceFault as fault:
            raise grants.refused(fault) from (fault.__cause__ or fault)
        heard.note(self._platform.id, wanted, answer)
        token, lives = grants.given(answer)
        if lives > tokens.EARLY:
            tokens.keep(self._platform.id, wanted, token, clock.now() + lives)
        return token

    def call(
        self,
        url: str,
        *,
        accept: str,
        scopes: Sequence[str],
        method: str = "GET",
        body: str | None = None,
        content_type: str = "application/json",
    ) -> Answer:
        """What a service answers, and it is no error. A GET is tried again where the platform asks for patience."""
        headers = {"Accept": accept, **({"Content-Type": content_type} if body is not None else {})}

        def ask() -> Answer:
            token = self.get_access_token(scopes)
            return self._fetched(url, method=method, headers=headers, body=body, bearer=token)

        answer = self._patiently(ask) if method == "GET" else ask()
        if answer.status == 401:  # run out early, or taken back
            tokens.drop(self._platform.id, " ".join(sorted(set(scopes))))
            answer = ask()
        if not answer.ok:
            fault = refusal(answer)
            fault.later = answer.status >= 500 or self._quirks.throttled(answer)
            raise fault
        return answer

    def pages(self, url: str, *, accept: str, scopes: Sequence[str]) -> Iterator[Answer]:
        """Every page of a list, one by one. A list that turns back to itself, leads elsewhere or never ends raises."""
        began, seen, here = site_of(url), set[str](), url
        while here:
            if here in seen:
                raise ServiceFault(_("The pages of this list lead back to a page that we have read."))
            if len(seen) == MOST_PAGES:
                raise ServiceFault(_("This list has more than %(num)s pages.", num=MOST_PAGES))
            if site_of(here) != began:
                raise ServiceFault(_("The next page of this list is at another site, which gets no key."))
            seen.add(here)
            answer = self.call(here, accept=accept, scopes=scopes)
            here = links.next_after(answer) or ""
            yield answer
            del answer  # not two pages in memory at a time

    def make_service_request(
        self,
        scopes: Sequence[str],
        url: str,
        is_post: bool = False,
        data: str | None = None,
        content_type: str = "application/json",
        accept: str = "application/json",
        case_insensitive_headers: bool = False,
    ) -> TServiceConnectorResponse:
        """One request of the library's own service classes."""
        method, body = ("POST", data or "") if is_post else ("GET", None)
        answer = self.call(
            url, accept=accept, scopes=scopes, method=method, body=body, content_type=content_type
        )
        said = read_json(answer) if answer.body else None
        return {"headers": dict(answer.headers), "body": said, "next_page_url": links.next_after(answer)}

    def _ask_for_token(self, scopes: str) -> Answer:
        """Ask once, with an assertion that nobody has seen yet: some platforms refuse one that comes again."""
        try:
            headers, body = grants.request(self._platform, scopes, self.encode_jwt)
        except keys.KeysLocked as fault:
            raise ServiceFault(str(fault)) from fault
        return self._fetched(
            self._platform.auth_token_url, method="POST", headers=headers, body=body, bearer=None
        )

    def _patiently(self, ask: Callable[[], Answer]) -> Answer:
        """Ask again while the platform says 'later', as long as it wishes and our time allows."""
        for tried in range(1, TRIES):
            answer = ask()
            if answer.status < 500 and not self._quirks.throttled(answer):
                return answer
            wished = asked_to_wait(answer)
            pause = wished.total_seconds() if wished else PAUSE * 2 ** (tried - 1)
            if time.perf_counter() + pause >= self._end:
                return answer
            rest(pause)
        return ask()

    def _fetched(
        self, url: str, *, method: str, headers: dict[str, str], body: str | None, bearer: str | None
    ) -> Answer:
        left = self._end - time.perf_counter()
        if left <= 0:
            raise ServiceFault(_("The learning site took too long in all."))
        # An address inside our own network is for the registered platform itself, not for whatever it names.
        private = current_app.config["TANDEM"].allow_private_hosts and site_of(url) in self._own_origins
        try:
            return fetch.fetch(
                url,
                method=method,
                headers=headers,
                body=body,
                private=private,
                bearer=bearer,
                deadline=min(EACH, left),
                cap=LARGEST,
            )
        except (fetch.Refused, fetch.Unreachable) as fault:
            raise ServiceFault(str(fault)) from fault


def rest(seconds: float) -> None:
    """Leave the platform alone for a while."""
    time.sleep(seconds)
