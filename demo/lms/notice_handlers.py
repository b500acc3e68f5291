"""Platform notifications: a tool says which notices it wants, and where they go."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from demo.lms import signed_in
from demo.lms import vocabulary as v
from demo.lms.tokens import bearer, caller, said_plainly
from demo.lms.tools import Tool

notice_handlers = Blueprint(
    "notice_handlers", __name__, url_prefix="/lti/services/bindings/<deployment_id>/notice-handlers"
)


@notice_handlers.get("")
@bearer(v.NOTICES)
def registered(deployment_id: str) -> Response:
    """https://www.imsglobal.org/spec/lti-pns/v1p0, section 3.3: what this tool has asked for."""
    tool = caller()
    mine = signed_in.world().memory.handlers.get(tool.client_id, {})
    listed = [{"notice_type": kind, "handler": handler} for kind, handler in mine.items()]
    said = {"client_id": tool.client_id, "deployment_id": deployment_id, "notice_handlers": listed}
    return jsonify(said)


@notice_handlers.put("")
@bearer(v.NOTICES)
def register(deployment_id: str) -> Response:
    """One handler for each type of notice: another one takes its place, '' takes it away."""
    tool, said = caller(), request.get_json(force=True, silent=True)
    kind, handler = _asked(said if isinstance(said, dict) else {}, tool)
    with signed_in.world().memory.changing() as memory:
        # A new dict, never the old one changed: whoever lists it meanwhile reads the old one to its end.
        kept = {name: url for name, url in memory.handlers.get(tool.client_id, {}).items() if name != kind}
        memory.handlers[tool.client_id] = kept | ({kind: handler} if handler else {})
    return jsonify({"notice_type": kind, "handler": handler})


def _asked(said: dict[str, Any], tool: Tool) -> tuple[str, str]:
    kind, handler = said.get("notice_type"), said.get("handler")
    if kind not in v.NOTICE_TYPES:
        abort(said_plainly(400, f"notice_type must be one of: {', '.join(v.NOTICE_TYPES)}."))
    if not isinstance(handler, str) or not handler.isprintable():
        abort(said_plainly(400, "handler must be an address, or empty to take it away."))
    if handler and not handler.startswith(f"{tool.origin}/"):
        abort(said_plainly(400, f"handler must be an address of the tool's own, at {tool.origin}/."))
    return kind, handler
