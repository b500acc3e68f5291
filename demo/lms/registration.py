"""Dynamic registration: what this LMS says of itself, and how a tool that was invited is added."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, jsonify, request

from demo.lms import custom, signed_in
from demo.lms import vocabulary as v
from demo.lms.tokens import bearer, caller
from demo.lms.tools import CLAIMS, MESSAGES, PICK, REVIEW, SCOPES, Tool
from demo.lms.world import World

registration = Blueprint("registration", __name__)

LIVES = timedelta(hours=1)
# What a tool must be and do (LTI Dynamic Registration 1.0, section 3.6).
FIXED = {"application_type": "web", "token_endpoint_auth_method": "private_key_jwt"}
LISTS = {"response_types": "id_token", "grant_types": "client_credentials"}


class Unfit(Exception):
    """Metadata of a tool that cannot be added, and why."""


@registration.get("/.well-known/openid-configuration")
def configuration() -> Response:
    issuer = signed_in.world().issuer
    return jsonify(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/lti/auth",
            "token_endpoint": f"{issuer}/lti/token",
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
            "jwks_uri": f"{issuer}/lti/jwks",
            "registration_endpoint": f"{issuer}/lti/registrations",
            "scopes_supported": ["openid", *SCOPES],
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "claims_supported": list(CLAIMS),
            v.PLATFORM_CONFIGURATION: {
                "product_family_code": "northwind",
                "version": "1.0",
                "messages_supported": [
                    {"type": "LtiResourceLinkRequest"},
                    {"type": PICK, "placements": ["ContentArea"]},
                    {"type": REVIEW},
                ],
                "variables": list(custom.VARIABLES),
            },
        }
    )


def opened_with(world: World, invitation: str) -> str:
    """An invitation's address with what a tool needs to register here: a token is made that works once."""
    token = secrets.token_urlsafe(24)
    with world.memory.lock:
        world.issued.invitations[token] = world.now + LIVES
    said = {
        "openid_configuration": f"{world.issuer}/.well-known/openid-configuration",
        "registration_token": token,
    }
    return f"{invitation}{'&' if urlsplit(invitation).query else '?'}{urlencode(said)}"


@registration.post("/lti/registrations")
def register() -> tuple[Response, int]:
    world = signed_in.world()
    token = request.authorization.token if request.authorization else None
    ends = world.issued.invitations.get(token or "")
    if ends is None or ends <= world.now:
        return _refused("invalid_token", "A registration token is needed; this one is unknown or over."), 401
    sent = request.get_json(force=True, silent=True)
    said = sent if isinstance(sent, dict) else {}
    try:
        tool = _tool(said)
    except Unfit as fault:
        return _refused("invalid_client_metadata", str(fault)), 400
    with world.memory.changing() as memory:
        if world.issued.invitations.pop(token or "", None) is None:
            return _refused("invalid_token", "This registration token has just been used."), 401
        added = replace(tool, deployment_id=memory.number())
        memory.tools.append(added)
    return jsonify(_answer(added, said)), 201


@registration.get("/lti/registrations/<deployment_id>")
@bearer(v.REGISTRATION_READ)
def show(deployment_id: str) -> Response:
    """A tool reads what is kept of it: an administrator may have taken something away."""
    return jsonify(_kept(caller()))


def _refused(error: str, description: str) -> Response:
    return jsonify({"error": error, "error_description": description})


def _tool(said: dict[str, Any]) -> Tool:
    """The tool as it describes itself, everything at one host; a scope that it may not have is left out."""
    for name, wanted in FIXED.items():
        if said.get(name) != wanted:
            raise Unfit(f"{name} must be {wanted}")
    for name, wanted in LISTS.items():
        if wanted not in (said.get(name) or []):
            raise Unfit(f"{name} must hold {wanted}")
    settings = said.get(v.TOOL_CONFIGURATION)
    if not isinstance(settings, dict) or not isinstance(settings.get("domain"), str):
        raise Unfit(f"{v.TOOL_CONFIGURATION} must hold a domain")
    target = _at(settings["domain"], settings.get("target_link_uri"), "target_link_uri")
    redirects = said.get("redirect_uris")
    if not isinstance(redirects, list) or not redirects:
        raise Unfit("redirect_uris must hold an address")
    return Tool(
        name=str(said.get("client_name") or settings["domain"]),
        origin="{0.scheme}://{0.netloc}".format(urlsplit(target)),
        client_id=secrets.token_urlsafe(12),
        deployment_id="",
        login_url=_at(settings["domain"], said.get("initiate_login_uri"), "initiate_login_uri"),
        target_link_uri=target,
        redirect_uris=tuple(_at(settings["domain"], each, "redirect_uris") for each in redirects),
        jwks_uri=_at(settings["domain"], said.get("jwks_uri"), "jwks_uri"),
        scopes=tuple(scope for scope in str(said.get("scope") or "").split() if scope in SCOPES),
        claims=tuple(claim for claim in settings.get("claims") or [] if claim in CLAIMS),
        custom={str(name): str(value) for name, value in (settings.get("custom_parameters") or {}).items()},
        picks_at=_picks_at(settings, target),
        messages=tuple(kind for kind in MESSAGES if kind in _kinds(settings)),
    )


def _at(domain: str, address: object, name: str) -> str:
    parts = urlsplit(address) if isinstance(address, str) else None
    if parts is None or parts.scheme not in ("http", "https") or domain not in (parts.netloc, parts.hostname):
        raise Unfit(f"{name} must be an address at {domain}")
    return parts.geturl()


def _kinds(settings: dict[str, Any]) -> set[object]:
    """Which messages it wants; a launch is always one of them."""
    listed = [one.get("type") for one in settings.get("messages") or [] if isinstance(one, dict)]
    return {MESSAGES[0], *(kind for kind in listed if isinstance(kind, str))}


def _picks_at(settings: dict[str, Any], target: str) -> str:
    for message in settings.get("messages") or []:
        if isinstance(message, dict) and message.get("type") == PICK:
            return _at(settings["domain"], message.get("target_link_uri") or target, "messages")
    return ""


def _answer(tool: Tool, said: dict[str, Any]) -> dict[str, Any]:
    """The registration as it stands now; the deployment may be left for the first launch to tell."""
    kept = _kept(tool)
    settings = {**said[v.TOOL_CONFIGURATION], "version": "1.3.0", **kept[v.TOOL_CONFIGURATION]}
    if not signed_in.world().faults.no_deployment:
        settings["deployment_id"] = tool.deployment_id
    reads = {"registration_client_uri": _address(tool)} if v.REGISTRATION_READ in tool.scopes else {}
    return {**said, **kept, **reads, v.TOOL_CONFIGURATION: settings}


def _kept(tool: Tool) -> dict[str, Any]:
    """What this LMS grants the tool now."""
    messages = [{"type": kind, "target_link_uri": tool.target_link_uri} for kind in tool.messages]
    return {
        "client_id": tool.client_id,
        "client_name": tool.name,
        "scope": " ".join(tool.scopes),
        v.TOOL_CONFIGURATION: {"messages": messages, "claims": list(tool.claims)},
    }


def _address(tool: Tool) -> str:
    return f"{signed_in.world().issuer}/lti/registrations/{tool.deployment_id}"
