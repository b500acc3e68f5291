"""Where a learning site is connected: the invitation's address, and the file for Canvas."""

from __future__ import annotations

import structlog
from flask import Blueprint, current_app, g, jsonify, make_response, request
from flask_babel import gettext as _
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from plugin import clock
from plugin.door import public
from plugin.forms import page
from plugin.lti.origins import origins_of
from plugin.lti.registration import handshake, offer, refusals
from plugin.lti.registration.refusals import NotConnected

pages = Blueprint("registration", __name__, url_prefix="/lti")
log = structlog.get_logger()


@pages.get("/register/<invitation>")
@public
def register(invitation: str) -> str:
    """An administrator's LMS opens this: the one GET that changes something and is not a login, as the specification
    has it. It registers at once."""
    if request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        raise MethodNotAllowed(valid_methods=["GET"])  # who only looks ahead must not use the invitation up
    address = request.args.get("openid_configuration", "")
    g.frame_origins = origins_of((address,))
    if not address:
        handshake.look(invitation)
        raise refusals.NothingToRegister()
    connected = handshake.connect(invitation, address, request.args.get("registration_token", ""))
    log.info("platform connected", platform=str(connected.platform_id), new=connected.new)
    return page("lti/registration/connected.html", connected=connected)


@pages.get("/config/canvas.json")
@public
def canvas() -> Response:
    """What Canvas reads where an administrator enters this address for an LTI key."""
    answer = jsonify(offer.canvas(current_app.config["TANDEM"].base_url))
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@pages.errorhandler(NotConnected)
def refuse(refused: NotConnected) -> Response:
    """Say why nothing was connected, with the reference that stands in the log."""
    log.warning("registration refused", code=refused.code, happened=refused.told())
    body = page(
        "lti/registration/refused.html",
        title=refused.title,
        sentence=refused.sentence,
        details=[
            (_("What happened"), refused.told()),
            (_("When"), f"{clock.now():%Y-%m-%d %H:%M} UTC"),
            (_("Code"), refused.code),
        ],
        reference=g.get("reference", ""),
    )
    return make_response(body, refused.status)
