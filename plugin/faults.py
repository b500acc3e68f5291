"""What people read when something cannot be: each refusal's status and words, in one table."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from typing import NamedTuple

import structlog
from flask import Flask, g, make_response, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from plugin import door, text
from plugin.database import transaction
from plugin.drafts.keeping import keep_what_was_typed
from plugin.errors import (
    Closed,
    Conflict,
    CookieLost,
    Forged,
    Invalid,
    NotAllowed,
    NotHere,
    Refusal,
    TakenBack,
    VisitOver,
)
from plugin.forms import page

log = structlog.get_logger()
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no letters or digits that are mixed up when read aloud
NOT_WORDS = {
    "csrf",
    "once",
    "version",
    "thread",
    "picture",
    "form_page",
    "form_place",
    "draft",
    "ticket",
    "came",
    "proof",
    "state",
    "id_token",
}


class Fault(NamedTuple):
    """How a refusal is said."""

    status: int
    template: str
    title: object
    sentence: object


GONE = Fault(
    404,
    "errors/error.html",
    _l("There is nothing here for you"),
    _l("It may have been taken away, or it belongs to somebody else. Nothing of yours is lost."),
)
OVER = Fault(
    401,
    "errors/expired.html",
    _l("Please open it again from your learning site"),
    _l("Your visit here has ended, as it does after a while without a click. Nothing you saved is lost."),
)
BROKEN = Fault(
    500,
    "errors/error.html",
    _l("That went wrong on our side"),
    _l("It is not your doing, and nothing you had saved is lost. Please try again in a minute."),
)
FAULTS: dict[type[Exception], Fault] = {
    NotHere: GONE,
    TakenBack: Fault(
        410,
        "errors/error.html",
        _l("This was taken back"),
        _l("Whoever wrote it took it back. Nothing of yours is lost."),
    ),
    VisitOver: OVER,
    CookieLost: Fault(
        401,
        "errors/expired.html",
        _l("Your browser did not bring our cookie"),
        _l(
            "Without it, nobody could tell that this is your visit. Open the link again from your learning site: where "
            "your browser keeps no cookies inside other pages, Tandem then offers a window of its own. If that does "
            "not help, allow cookies for this site. Nothing you saved is lost."
        ),
    ),
    NotAllowed: Fault(
        403,
        "errors/error.html",
        _l("This is for somebody else to do"),
        _l("You can see this, yet changing it belongs to another role in this course."),
    ),
    Forged: Fault(
        403,
        "errors/expired.html",
        _l("We could not take that form"),
        _l(
            "It did not come from a page of this visit, so nothing was changed. Open Tandem again and send it from there."
        ),
    ),
    Closed: Fault(
        403,
        "errors/error.html",
        _l("This course is closed"),
        _l(
            "Everything in it stays to be read, and nothing is added or changed any more. What you had written stands "
            "below. Whoever runs the course can open it again."
        ),
    ),
    Conflict: Fault(
        409,
        "errors/error.html",
        _l("Somebody else changed this meanwhile"),
        _l("Nothing was overwritten. Go back, look at how it stands now, and decide again."),
    ),
    Invalid: Fault(
        422, "errors/error.html", _l("That cannot be done like this"), _l("Please go back and change it.")
    ),
}
BY_STATUS: dict[int, Fault] = {
    404: GONE,
    405: Fault(
        405,
        "errors/error.html",
        _l("This address wants a form"),
        _l("Please go back and use the page's own button."),
    ),
    413: Fault(
        413,
        "errors/error.html",
        _l("That is more than fits in one go"),
        _l("Please go back and send less at once. What you wrote is still in your browser's page."),
    ),
}


def hang(app: Flask) -> None:
    """Give every request a reference, and every refusal and every crash its page."""
    app.before_request(_give_reference)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _crashed)


def _give_reference() -> None:
    letters = [secrets.choice(ALPHABET) for _ in range(7)]
    g.reference = "".join(letters[:3]) + "-" + "".join(letters[3:])
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(reference=g.reference)


def _refused(refusal: Refusal) -> Response:
    fault = next(FAULTS[kind] for kind in type(refusal).__mro__ if kind in FAULTS)
    kept = isinstance(refusal, VisitOver) and request.method == "POST" and _kept()
    log.info(
        "refused", refusal=type(refusal).__name__, endpoint=request.endpoint, status=fault.status, kept=kept
    )
    return answer(fault, refusal.sentence, kept=kept)


def _kept() -> bool:
    visit = (request.view_args or {}).get("visit")
    return visit is not None and keep_what_was_typed(visit)


def _http(fault: HTTPException) -> Response:
    if fault.response is not None:  # a redirect, or an answer made elsewhere
        return make_response(fault.response)
    if request.routing_exception is not None:
        _stand_in_the_frame()
    status = fault.code or 500
    said = BY_STATUS.get(status, Fault(status, "errors/error.html", BROKEN.title, BROKEN.sentence))
    made = answer(said)
    if status == 405:
        made.headers["Allow"] = ", ".join(sorted(getattr(fault, "valid_methods", None) or []))
    return made


def _stand_in_the_frame() -> None:
    """Let the page of an address that leads nowhere stand where the visit's other pages do: no view asked whose it is."""
    in_visit = re.match(r"/v/([^/]+)/", request.path)
    if in_visit:
        g.visit = in_visit[1]
        with suppress(Refusal), transaction(writing=False):
            g.member = door.who(g.visit)


def _crashed(crash: Exception) -> Response:
    log.exception("crashed", endpoint=request.endpoint)
    return answer(BROKEN)


def answer(fault: Fault, sentence: str = "", *, kept: bool = False) -> Response:
    """The page of a fault, with the reference that stands in the log and whatever had been typed, unless it is kept."""
    g.pop("afterwards", None)
    g.refused = True  # the transaction is over: the page around the words asks the database nothing
    body = page(
        fault.template,
        title=fault.title,
        sentence=sentence or fault.sentence,
        reference=g.get("reference", ""),
        typed=[] if kept else _typed_words(),
        kept=kept,
    )
    return make_response(body, fault.status)


def _typed_words() -> list[tuple[str, str]]:
    """What somebody had written into the form, to be given back: (field, text) for each that holds words."""
    if request.method != "POST" or request.content_length is None:
        return []
    try:
        sent = request.form.items()
    except HTTPException:  # the form itself was what could not be read
        return []
    words = []
    for name, value in sent:
        if name in NOT_WORDS or name.endswith("_format") or not value.strip():
            continue
        is_html = request.form.get(f"{name}_format") == "html"
        words.append((name.replace("_", " ").capitalize(), text.to_plain(value) if is_html else value))
    return words
