"""Where learning sites send their notices."""

from __future__ import annotations

import structlog
from flask import Blueprint, g, jsonify, make_response, request
from werkzeug.wrappers import Response

from plugin.door import public
from plugin.lti.platform_notices.taking import take_all
from plugin.lti.refusals import Refused

pages = Blueprint("platform_notices", __name__, url_prefix="/lti/notices")
log = structlog.get_logger()


@pages.post("")
@public
def take() -> Response:
    """{"notices": [{"jwt": ...}]}: 200 where all are taken or were before, else 400 with a reference for the log."""
    refused = take_all(request.get_data())
    return _answer(refused) if refused else make_response(jsonify({}), 200)


@pages.errorhandler(Refused)
def refuse(fault: Refused) -> Response:
    """A machine reads this."""
    log.warning("way in refused", code=fault.code, happened=fault.told(), endpoint=request.endpoint)
    return _answer([fault.code])


def _answer(codes: list[str]) -> Response:
    return make_response(jsonify(refused=codes, reference=g.get("reference", "")), 400)
