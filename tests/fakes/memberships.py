"""A learning site on loopback with tokens and members, and a switch for every way in which it can go wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

MEDIA = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
COURSE = "Course-A"
Headers = dict[str, str]


@dataclass
class Said:
    """One answer of the site."""

    status: int = 200
    body: bytes = b""
    headers: Headers = field(default_factory=dict)
    drips: bool = False
    cut: bool = False


Fault = Callable[["Site", int, Said], Said]


@dataclass
class Site:
    """What the site has and does; `fault` may change any page before it goes out."""

    keys: Sequence[RSAPublicKey] = ()
    people: list[dict[str, Any]] = field(default_factory=list)
    per_page: int = 2
    fault: Fault | None = None
    beside: Callable[[str, str, Headers, bytes], Said | None] | None = None  # its other services
    token_fault: Callable[[Site], Said | None] | None = None
    lives: Any = 3600
    client_id: str = "tandem"
    port: int = 0
    given: list[str] = field(default_factory=list)  # tokens
    asked: list[tuple[str, str, Headers]] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)  # assertions, whoever signed them
    assertions: list[dict[str, Any]] = field(default_factory=list)  # those that it took
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/courses/{COURSE}/Memberships?rlid=Link-1"

    def page_url(self, number: int) -> str:
        return f"{self.url}&Page={number}"

    def pages_asked(self) -> list[str]:
        """The addresses of members that were called, in order."""
        return [path for method, path, _headers in self.asked if method == "GET"]

    def token(self, form: dict[str, list[str]]) -> Said:
        said = self.token_fault(self) if self.token_fault else None
        if said:
            return said
        assertion = form["client_assertion"][0]
        self.heard.append(jwt.decode(assertion, options={"verify_signature": False}))
        try:
            self.assertions.append(self._checked(assertion))
        except jwt.InvalidTokenError as fault:
            return answer({"error": "invalid_client", "error_description": str(fault)}, 400)
        self.given.append(f"token-{self.port}-{len(self.given)}")
        return answer({"access_token": self.given[-1], "token_type": "Bearer", "expires_in": self.lives})

    def _checked(self, assertion: str) -> dict[str, Any]:
        for key in self.keys:
            try:
                claims: dict[str, Any] = jwt.decode(
                    assertion,
                    key,
                    algorithms=["RS256"],
                    audience=f"{self.origin}/token",
                    issuer=self.client_id,
                )
            except jwt.InvalidSignatureError:
                continue
            if any(claims["jti"] == earlier["jti"] for earlier in self.assertions):
                break
            return claims
        raise jwt.InvalidTokenError("nobody signed this, or it came before")

    def members(self, path: str, headers: Headers) -> Said:
        bearer = headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer not in self.given:
            return answer({"error": "invalid_token"}, 401)
        if headers.get("Accept") != MEDIA:
            return answer({"error": "not acceptable"}, 406)
        number = int(parse_qs(urlsplit(path).query).get("Page", ["1"])[0])
        said = self.page(number)
        return self.fault(self, number, said) if self.fault else said

    def page(self, number: int) -> Said:
        """A good page; the address of the next stands in the header with capital letters, as Canvas writes it."""
        shown = self.people[(number - 1) * self.per_page : number * self.per_page]
        more = len(self.people) > number * self.per_page
        headers = {"Link": f'<{self.page_url(number + 1)}>; rel="next"'} if more else {}
        body = {"id": self.url, "context": {"id": COURSE, "title": "A course"}, "members": shown}
        return answer(body, 200, headers)


def answer(body: Any, status: int = 200, headers: Headers | None = None) -> Said:
    return Said(status, json.dumps(body).encode(), {"Content-Type": MEDIA, **(headers or {})})


def a_member(number: int, role: str = "Learner", **more: Any) -> dict[str, Any]:
    """A member as Moodle lists one: a short role name, and more than anybody asked for."""
    return {
        "status": "Active",
        "roles": [role],
        "user_id": f"sub-{number:05d}",
        "name": f"Person {number}",
        "email": f"person{number}@example.com",
        "lis_person_sourcedid": "",
        **more,
    }


def people(many: int) -> list[dict[str, Any]]:
    """So many members; the first teaches."""
    return [a_member(number, "Learner" if number else "Instructor") for number in range(many)]


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """The site, answering."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (_Answers,), {"site": site}))
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        headers = self._noted("GET")
        self._say(self._beside("GET", headers) or self.site.members(self.path, headers))

    def do_POST(self) -> None:
        headers = self._noted("POST")
        sent = self.rfile.read(int(headers.get("Content-Length", "0")))
        if self.path == "/token":
            self._say(self.site.token(parse_qs(sent.decode())))
        else:
            self._say(self._beside("POST", headers, sent) or answer({}, 405))

    def do_PUT(self) -> None:
        headers = self._noted("PUT")
        sent = self.rfile.read(int(headers.get("Content-Length", "0")))
        self._say(self._beside("PUT", headers, sent) or answer({}, 503))

    do_DELETE = do_PUT

    def _beside(self, method: str, headers: Headers, sent: bytes = b"") -> Said | None:
        return self.site.beside(method, self.path, headers, sent) if self.site.beside else None

    def _noted(self, method: str) -> Headers:
        headers = dict(self.headers.items())
        self.site.asked.append((method, self.path, headers))
        return headers

    def _say(self, said: Said) -> None:
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.body) + (100 if said.cut else 0)))
        self.end_headers()
        with suppress(OSError):  # whoever asked may have gone
            self._pour(said)

    def _pour(self, said: Said) -> None:
        if not said.drips:
            self.wfile.write(said.body)
            return
        for place in range(len(said.body)):
            self.wfile.write(said.body[place : place + 1])
            if self.site.over.wait(0.05):
                return

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""
