"""The one guarded way out: everything fetched from an address that somebody else named goes through here."""

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from flask_babel import gettext as _
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from plugin.addresses import IPAddress, Refused, may_call, origin, parsed, resolved

__all__ = ["Answer", "Refused", "Unreachable", "fetch"]

HOPS = 3
TRIED = 4
_REDIRECTS = {301, 302, 303, 307, 308}
_SECRETS = {"authorization", "cookie"}
_HARMLESS = {"accept", "accept-language"}


class Unreachable(Exception):
    """An address that gave no usable answer; the message is a sentence for an administrator."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status; `headers` ignore case, `url` is where it came from in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body read as JSON; raises Unreachable when it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as fault:
            host = urlsplit(self.url).hostname
            raise Unreachable(_("%(host)s answered with something that is not JSON.", host=host)) from fault


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    headers: Mapping[str, str]
    body: bytes | str | None
    cap: int
    end: float
    cut: bool = False

    def left(self, host: str | None) -> float:
        """Seconds until the deadline, which is one for name, connection, headers, body and every hop."""
        left = self.end - time.perf_counter()
        if left <= 0:
            raise Unreachable(_("%(host)s took too long to answer.", host=host))
        return left


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | str | None = None,
    private: bool = False,
    deadline: float = 10.0,
    cap: int = 1_000_000,
    bearer: str | None = None,
    cut: bool = False,
) -> Answer:
    """Call `url`, for `deadline` seconds in all, and take at most `cap` bytes: a longer answer is Unreachable, or, with
    `cut`, its beginning is enough.

    `private` lifts the ban on private addresses and on http for this one origin: only for a platform that is
    registered, where the installation allows it. Raises Refused before connecting, Unreachable after.
    """
    sent = {**(headers or {}), **({"Authorization": f"Bearer {bearer}"} if bearer else {})}
    question = _Question(method, sent, body, cap, time.perf_counter() + deadline, cut)
    first = here = parsed(url, private=private)
    for _hop in range(HOPS + 1):
        answer = _call(here, question, private=private and origin(here) == origin(first))
        location = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or not location:
            return answer
        onward = _followed(here, location, question, private)
        if origin(onward) != origin(here):
            question = _for_strangers(question, here)
            onward = parsed(onward.geturl(), private=private and origin(onward) == origin(first))
        here = onward
    raise Refused(_("%(host)s keeps sending us elsewhere.", host=first.hostname))


def _followed(here: SplitResult, location: str, question: _Question, private: bool) -> SplitResult:
    """Where a redirect leads, or Refused."""
    if question.method not in ("GET", "HEAD"):
        raise Refused(_("%(host)s sends us elsewhere where only an answer will do.", host=here.hostname))
    try:
        onward = parsed(urljoin(here.geturl(), location), private=private)
    except (Refused, ValueError) as fault:
        raise Refused(
            _("%(host)s sends us to an address that we do not call.", host=here.hostname)
        ) from fault
    if here.scheme == "https" and onward.scheme != "https":
        raise Refused(_("%(host)s sends us to an address without https.", host=here.hostname))
    return onward


def _for_strangers(question: _Question, here: SplitResult) -> _Question:
    """What another origin may be asked: a key never leaves the origin that it is meant for."""
    if any(name.lower() in _SECRETS for name in question.headers):
        raise Refused(_("%(host)s sends us elsewhere with a key that is for it alone.", host=here.hostname))
    harmless = {name: value for name, value in question.headers.items() if name.lower() in _HARMLESS}
    return replace(question, headers=harmless, body=None)


def _call(parts: SplitResult, question: _Question, *, private: bool) -> Answer:
    host = parts.hostname or ""
    addresses = _checked(parts, question, private=private)
    try:
        sock = _connected(addresses, parts, question)
        with contextlib.closing(sock), _cut_off(sock, question, host):
            return _asked(sock, parts, question)
    except ssl.SSLError as fault:
        raise Unreachable(_("The certificate of %(host)s does not hold.", host=host)) from fault
    except (OSError, http.client.HTTPException) as fault:
        question.left(host)
        raise Unreachable(_("%(host)s could not be reached, or broke off.", host=host)) from fault


def _checked(parts: SplitResult, question: _Question, *, private: bool) -> list[IPAddress]:
    """Every address that the name has now, or Refused when a single one is not for us to call."""
    host = parts.hostname or ""
    addresses = resolved(host, origin(parts)[2], within=question.left(host))
    if not addresses:
        raise Unreachable(_("Nobody knows where %(host)s is.", host=host))
    if not all(may_call(address, private=private) for address in addresses):
        raise Refused(_("%(host)s leads into a private network, which we do not call.", host=host))
    return addresses


def _connected(addresses: list[IPAddress], parts: SplitResult, question: _Question) -> socket.socket:
    """A line to one of the checked addresses; the name is never looked up again."""
    host, port = parts.hostname or "", origin(parts)[2]
    fault: OSError = ConnectionRefusedError()
    for address in addresses[:TRIED]:
        try:
            sock = socket.create_connection((str(address), port), timeout=question.left(host))
        except OSError as refused:
            fault = refused
            continue
        sock.settimeout(question.left(host))
        return _tls().wrap_socket(sock, server_hostname=host) if parts.scheme == "https" else sock
    raise fault


@contextlib.contextmanager
def _cut_off(sock: socket.socket, question: _Question, host: str) -> Iterator[None]:
    """Cut the line at the deadline: a socket's own timeout begins anew with every byte that drips in."""

    def cut() -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(question.left(host), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        question.left(host)  # an answer that was cut off may look whole, or broken off


def _asked(sock: socket.socket, parts: SplitResult, question: _Question) -> Answer:
    line = http.client.HTTPConnection(parts.hostname or "")
    line.sock = sock
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    # 'identity': a packed answer could be a thousand times larger than the cap once it is unpacked.
    own = {
        "Host": parts.netloc,
        "User-Agent": _user_agent(),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    line.request(question.method, target, question.body, {**question.headers, **own})
    with line.getresponse() as answer:
        body = _body(answer, question, parts.hostname)
        names = dict.fromkeys(name.lower() for name in answer.headers)
        headers = CaseInsensitiveDict({name: ", ".join(answer.headers.get_all(name, ())) for name in names})
        return Answer(answer.status, headers, body, parts.geturl())


def _body(answer: http.client.HTTPResponse, question: _Question, host: str | None) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unreachable(_("%(host)s answered packed although we asked for plain.", host=host))
    body = answer.read(question.cap + 1)
    if len(body) > question.cap:
        if question.cut:
            return body[: question.cap]
        raise Unreachable(_("%(host)s answered with more than we take.", host=host))
    if answer.length:
        raise Unreachable(_("%(host)s broke off in the middle of its answer.", host=host))
    return body


@cache
def _tls() -> ssl.SSLContext:
    """The machine's own authorities, since a company may have added its own, and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return context


@cache
def _user_agent() -> str:
    # Some platforms answer 403 to a caller without a name.
    return f"Tandem/{version('tandem')}"
