"""What goes wrong between us and a platform's services, in words for whoever can put it right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from plugin import clock
from plugin.fetch import Answer, Unreachable
from plugin.lti.schemas import line

LONGEST_REASON = 200
LONGEST_WAIT = timedelta(days=1)


class ServiceFault(Exception):
    """A service that did not give what it should; `wait` is how long the platform asked us to leave it alone.

    The sentence may repeat the platform's own words. `told` holds none: which kind of fault, and the status of an answer.
    """

    def __init__(self, sentence: str, wait: timedelta | None = None, status: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.wait = wait
        self.status = status
        self.later = status is None  # it may go well another time: nobody answered, or asked us to come later

    @property
    def told(self) -> str:
        """For where no words may be kept."""
        kind = type(self.__cause__ or self).__name__
        return f"{kind}, status {self.status}" if self.status else kind


class NoToken(ServiceFault):
    """No way in to any service of the platform. `refused_with` is the token address's status; there is no `status`, since
    nothing was heard of what was to be asked for."""

    def __init__(self, sentence: str, wait: timedelta | None = None, refused_with: int | None = None) -> None:
        super().__init__(sentence, wait)
        self.refused_with = refused_with

    @property
    def told(self) -> str:
        """For where no words may be kept."""
        return f"{super().told}, status {self.refused_with}" if self.refused_with else super().told


def refusal(answer: Answer) -> ServiceFault:
    """The fault that an answer with an error status is, in the platform's own words where it gives any."""
    host, reason = urlsplit(answer.url).hostname, reason_of(answer)
    sentence = _sentence(answer.status, str(host))
    if reason:
        sentence = _("%(sentence)s It says: “%(reason)s”.", sentence=sentence, reason=reason)
    return ServiceFault(sentence, asked_to_wait(answer), answer.status)


def _sentence(status: int, host: str) -> str:
    named = {"host": host, "status": status}
    sentence: str = _("%(host)s refuses with status %(status)s.", **named)
    if status == 401:
        sentence = _("%(host)s does not accept the key that it gave us (status %(status)s).", **named)
    elif status == 403:
        sentence = _("%(host)s does not allow Tandem this (status %(status)s).", **named)
    elif status in {404, 410}:
        sentence = _(
            "%(host)s does not know, or no longer knows, what we asked for (status %(status)s).", **named
        )
    elif status == 429:
        sentence = _("%(host)s asks us to come less often (status %(status)s).", **named)
    elif status >= 500:
        sentence = _("%(host)s has a fault of its own (status %(status)s).", **named)
    return sentence


def reason_of(answer: Answer) -> str:
    """One line out of an error's JSON; an error page in HTML says nothing that helps."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    found = reasons_in(said, ("error_description", "message", "detail", "reason", "error", "title"))
    return next(iter(found), "")[:LONGEST_REASON]


def reasons_in(said: Any, names: Sequence[str]) -> list[str]:
    """What the JSON of an error says under these names, a line each; some wrap it in a list, or a mapping, of errors."""
    wrapped = said.get("errors") if isinstance(said, dict) else None
    inner = wrapped[0] if isinstance(wrapped, list) and wrapped else wrapped
    for told in (inner, said):
        parts = [told.get(name) for name in names] if isinstance(told, dict) else [told]
        found = [words for words in map(line, parts) if words]
        if found:
            return found
    return []


def asked_to_wait(answer: Answer) -> timedelta | None:
    """Retry-After, in seconds or as a date: RFC 9110, section 10.2.3."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # a zone of ten digits fits no number that it knows
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - clock.now(), timedelta()), LONGEST_WAIT)


def read_json(answer: Answer) -> Any:
    """The body as JSON, or a fault: an answer all the same, so it is of no use to come again."""
    try:
        return answer.json()
    except Unreachable as fault:
        raise ServiceFault(str(fault), status=answer.status) from fault
