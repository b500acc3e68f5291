"""The three addresses that an LMS knows of us: login, launch, our public keys."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from flask import Blueprint, Flask, current_app, g, jsonify, make_response, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from plugin import clock
from plugin.door import public
from plugin.forms import page, redirect
from plugin.lti import cookies, keys
from plugin.lti.connections import turned_away
from plugin.lti.entrance import first_page, open_visit, read_launch
from plugin.lti.entrance import open_with as open_with
from plugin.lti.launches import Launch
from plugin.lti.logins import LoginFlow
from plugin.lti.refusals import Refused

pages = Blueprint("lti", __name__, url_prefix="/lti")
log = structlog.get_logger()


def without_cookies(app: Flask, around: Callable[[Launch], Response]) -> None:
    """Tell the way in what to answer to a good launch from a browser that brings no cookies."""
    app.extensions["tandem.without_cookies"] = around


def pick_with(app: Flask, pick: Callable[..., Response]) -> None:
    """Tell the way in what to answer to a good request for deep links: `pick(launch, keeps_cookies=...)`."""
    app.extensions["tandem.pick"] = pick


def picked(launch: Launch, *, keeps_cookies: bool) -> Response:
    """The page on which somebody picks what the LMS asked for."""
    pick: Callable[..., Response] = current_app.extensions["tandem.pick"]
    return pick(launch, keeps_cookies=keeps_cookies)


@pages.route("/login", methods=["GET", "POST"])
@public
def login() -> Response:
    """The LMS announces somebody; we send their browser back to it with a state of ours."""
    sent = request.args if request.method == "GET" else request.form
    return LoginFlow(sent, request.cookies).begin()


@pages.post("/launch")
@public
def launch() -> Response:
    """The LMS says who it is: a visit begins, or, where the browser brings no cookies, a way around that."""
    launched = read_launch(request.form, request.cookies)
    if not launched.proven:
        around: Callable[[Launch], Response] = current_app.extensions["tandem.without_cookies"]
        return around(launched)
    if launched.asked:
        return picked(launched, keeps_cookies=True)
    opened = open_visit(launched, request.cookies)
    answer = redirect(first_page(opened.token, launched.message.content))
    cookies.put(answer, cookies.BROWSER, opened.browser_key, cookies.BROWSER_LIVES)
    if request.headers.get("Sec-Fetch-Dest") == "document":  # the LMS opens it in a window of its own
        cookies.put_here(answer, request.cookies, opened.token)
    return answer


@pages.get("/jwks")
@public
def jwks() -> Response:
    """The public parts of our keys."""
    answer = jsonify(keys=keys.published())
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@pages.errorhandler(Refused)
def refuse(refused: Refused) -> Response:
    """The way in stays shut: say why, to the person and to whoever they will ask."""
    log.warning("way in refused", code=refused.code, happened=refused.told(), endpoint=request.endpoint)
    shown = {"signed": g.get("signed", False), "apart": g.get("apart")}
    turned_away.note(g.get("platform_id"), refused, g.get("reference", ""), **shown)
    body = page(
        "errors/refused.html",
        title=refused.title,
        sentence=refused.sentence,
        details=_details(refused),
        return_url=g.get("way_back"),
        reference=g.get("reference", ""),
    )
    return make_response(body, refused.status)


def _details(refused: Refused) -> list[tuple[str, str]]:
    """Lines for whoever runs the LMS, without personal data."""
    return [
        (_("What happened"), refused.told()),
        (_("When"), f"{clock.now():%Y-%m-%d %H:%M} UTC"),
        *([(_("From"), g.sender)] if "sender" in g else []),
        (_("Code"), refused.code),
    ]
