"""Where no cookie comes back: what the frame shows instead, and the window that goes on."""

from __future__ import annotations

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from plugin.door import came_from_us, public
from plugin.forms import page, redirect
from plugin.lti import cookies
from plugin.lti.entrance import first_page
from plugin.lti.launches import Launch
from plugin.lti.refusals import CookieGone, Refused
from plugin.lti.views import picked, refuse
from plugin.lti.windows import passage

pages = Blueprint("windows", __name__, url_prefix="/lti/windows")
pages.register_error_handler(Refused, refuse)


def around(launch: Launch) -> Response:
    """What a good launch from a browser without cookies is answered: first the platform's storage is asked, if there
    is one; then a button leads to a window, where the launch is known to come from the platform's own page. A request
    for deep links is answered from the frame: no window would lead back."""
    trusted = passage.within_the_platform(launch)
    storage = passage.storage_of(launch)
    if storage and "proof" not in request.form:
        return _prove(launch, storage=storage, came=passage.mark(launch) if trusted else "")
    if not (launch.prove(request.form.get("proof", "")) or trusted):
        raise CookieGone()
    if launch.asked:
        return picked(launch, keeps_cookies=False)
    return make_response(page("lti/windows/offer.html", ticket=passage.begin(launch)))


@pages.post("/continue")
@public
def go_on() -> Response:
    """As whom, and where: in a window of our own, before anything opens."""
    came_from_us()
    key = cookies.browser_key(request.cookies) or cookies.fresh()
    said, ticket = passage.ask(request.form.get("ticket", ""), key)
    answer = make_response(page("lti/windows/continue.html", said=said, ticket=ticket))
    cookies.put(answer, cookies.BROWSER, key, cookies.BROWSER_LIVES)
    return answer


@pages.post("/enter")
@public
def enter() -> Response:
    """Yes: the visit begins in this window."""
    came_from_us()
    token, content = passage.say_yes(request.form.get("ticket", ""), cookies.browser_key(request.cookies))
    answer = redirect(first_page(token, content))
    cookies.put_here(answer, request.cookies, token)
    return answer


def _prove(launch: Launch, **said: object) -> Response:
    id_token = request.form.get("id_token", "")
    return make_response(page("lti/windows/prove.html", state=launch.state, id_token=id_token, **said))
