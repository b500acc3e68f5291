"""The doctor's page: opened by a one-time address from the terminal, for operators, who have no LMS to come from."""

from __future__ import annotations

from flask import Blueprint, make_response, request, url_for
from werkzeug.wrappers import Response

from plugin.doctor import checkup, visits
from plugin.door import came_from_us, public
from plugin.forms import page, redirect

COOKIE = "__Host-tandem-doctor"

pages = Blueprint("doctor", __name__, url_prefix="/doctor")


@pages.get("/<token>")
@public
def show(token: str) -> str:
    """A button for whoever comes first; the page for the browser that pressed it; nothing for anybody else."""
    if not visits.opened(token, request.cookies.get(COOKIE)):
        return page("doctor/door.html", token=token, seal=visits.sealed(token))
    sections = checkup.examine()
    return page(
        "doctor/page.html", sections=sections, red=checkup.red(sections), amiss=checkup.amiss(sections)
    )


@pages.post("/<token>")
@public
def enter(token: str) -> Response:
    """Looking changes nothing, so it takes a form to tie the address to this browser."""
    came_from_us()
    key = visits.open_here(token, request.form.get("seal", ""))
    answer = make_response(redirect(url_for("doctor.show", token=token)))
    answer.set_cookie(
        COOKIE, key, max_age=visits.LIVES.seconds, path="/", secure=True, httponly=True, samesite="Strict"
    )
    return answer
