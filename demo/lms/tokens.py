"""The token endpoint: a tool that proves itself by its own key gets a bearer for the scopes that it may have."""

import functools
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ParamSpec

from flask import Blueprint, Response, abort, jsonify, request

from demo.lms import signed_in
from demo.lms.issued import Bearer
from demo.lms.proofs import Unproven, claimed, signed_by
from demo.lms.tools import Tool

tokens = Blueprint("tokens", __name__, url_prefix="/lti")

LIVES = timedelta(hours=1)
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
View = ParamSpec("View")


class Denied(Exception):
    """A request for a token that gets none, in OAuth's words."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error, self.description = error, description


@tokens.post("/token")
def token() -> tuple[Response, int]:
    try:
        tool = _client()
        scopes = _granted(tool)
    except Denied as denied:
        return _uncached({"error": denied.error, "error_description": denied.description}), 400
    given = secrets.token_urlsafe(32)
    world = signed_in.world()
    with world.memory.lock:
        world.issued.bearers[given] = Bearer(tool.client_id, scopes, world.now + LIVES)
    said = {"access_token": given, "token_type": "Bearer", "expires_in": int(LIVES.total_seconds())}
    return _uncached({**said, "scope": " ".join(scopes)}), 200


def _uncached(said: dict[str, Any]) -> Response:
    answer = jsonify(said)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _client() -> Tool:
    """The tool that made the assertion. Each assertion works once."""
    if request.form.get("grant_type") != "client_credentials":
        raise Denied("unsupported_grant_type", "grant_type must be client_credentials.")
    if request.form.get("client_assertion_type") != ASSERTION:
        raise Denied("invalid_request", f"client_assertion_type must be {ASSERTION}.")
    world, assertion = signed_in.world(), request.form.get("client_assertion", "")
    tool = _named_in(assertion)
    try:
        said = signed_by(tool, assertion, [f"{world.issuer}/lti/token"], world.read, ("sub", "jti"))
    except Unproven as fault:
        raise Denied("invalid_client", str(fault)) from fault
    if said["sub"] != tool.client_id:
        raise Denied("invalid_client", "sub must be the client id, as iss is.")
    with world.memory.lock:
        if not world.issued.first_time(f"assertion of {tool.client_id}", said["jti"]):
            raise Denied("invalid_client", "This assertion was used before: jti must be new each time.")
    return tool


def _named_in(assertion: str) -> Tool:
    """Whom the assertion says it is from; nothing is proven yet."""
    tool = signed_in.world().tool_called(claimed(assertion).get("iss"))
    if tool is None:
        raise Denied("invalid_client", "No tool with this client id (iss) is registered here.")
    return tool


def _granted(tool: Tool) -> tuple[str, ...]:
    asked = request.form.get("scope", "").split()
    granted = tuple(scope for scope in dict.fromkeys(asked) if scope in tool.scopes)
    if not granted:
        raise Denied("invalid_scope", "None of these scopes is allowed to this tool.")
    return granted


def bearer(*scopes: str) -> Callable[[Callable[View, Any]], Callable[View, Any]]:
    """Only for a living token with one of these scopes: 401 without one, 403 where it is not enough.

    A service's address names the deployment that it is for (`deployment_id`, or `type_id` in the query): another
    registration's token is not enough, whatever its scopes.
    """

    def guard(view: Callable[View, Any]) -> Callable[View, Any]:
        @functools.wraps(view)
        def guarded(*given: View.args, **named: View.kwargs) -> Any:
            _check(scopes, str(named.get("deployment_id") or request.args.get("type_id", "")))
            return view(*given, **named)

        return guarded

    return guard


def _check(scopes: tuple[str, ...], deployment_id: str) -> None:
    world = signed_in.world()
    said = request.authorization
    held = world.issued.bearers.get(said.token or "") if said and said.type == "bearer" else None
    if held is None or held.ends <= world.now:
        abort(_refusal(401, "This service needs a token, and this one is unknown here or has run out."))
    tool = world.tool_called(held.client_id)
    if tool is None or tool.deployment_id != deployment_id:
        abort(_refusal(403, "This token belongs to another registration."))
    if not set(scopes) & set(held.scopes):
        abort(_refusal(403, f"This token is not for {scopes[0]}."))


def caller() -> Tool:
    """The tool that calls a guarded service."""
    world = signed_in.world()
    assert request.authorization is not None, "only guarded services have a caller"
    tool = world.tool_called(world.issued.bearers[request.authorization.token or ""].client_id)
    assert tool is not None, "a token of no tool"
    return tool


def _refusal(status: int, sentence: str) -> Response:
    answer = said_plainly(status, sentence)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def said_plainly(status: int, sentence: str) -> Response:
    """A service's refusal: the sentence as JSON."""
    answer = jsonify({"status": status, "error": sentence})
    answer.status_code = status
    return answer
