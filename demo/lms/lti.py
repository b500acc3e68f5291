"""The LTI 1.3 platform itself: begins logins, answers authentication requests, publishes the key."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, jsonify, render_template, request
from werkzeug.datastructures import CombinedMultiDict

from demo.lms import hints, picking, reviewing, signed_in
from demo.lms.claims import Login, launch_claims
from demo.lms.hints import Lost
from demo.lms.school import INSTRUCTOR, Account
from demo.lms.tools import REVIEW, Tool

lti = Blueprint("lti", __name__, url_prefix="/lti")

# What the tool must say in each authentication request (LTI security framework 1.0, section 5.1.1.2).
FIXED = {"scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none"}
NEEDED = ("state", "nonce", "login_hint", "lti_message_hint")


class Refused(Exception):
    """An authentication request that is answered with an error, in OpenID Connect's words."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


@lti.get("/start/<link_id>")
def start(link_id: str) -> str:
    world = signed_in.world()
    account = signed_in.viewer(request.args.get("as", ""))
    course, link = world.course_of(link_id) or abort(404)
    tool = world.tool_of(link)
    if tool is None or not world.role(course, account):
        abort(404)
    return _begun(account, tool, link.url or tool.target_link_uri, {"link": link.id})


@lti.get("/pick/<course_id>")
def pick(course_id: str) -> str:
    """A teacher is sent to the tool, to pick something of it for the course."""
    world = signed_in.world()
    account = signed_in.viewer(request.args.get("as", ""))
    course, tool = world.course(course_id), world.tool_called(request.args.get("tool"))
    if course is None or tool is None or not tool.is_picked_from:
        abort(404)
    if world.role(course, account) != INSTRUCTOR:
        abort(404)
    return _begun(account, tool, tool.picks_at, {"course": course.id})


@lti.get("/review/<item_id>/<whom>")
def review(item_id: str, whom: str) -> str:
    """Somebody goes from the gradebook to what a score is for."""
    account = signed_in.viewer(request.args.get("as", ""))
    found = reviewing.found(item_id, whom, account) or abort(404)
    tool = signed_in.world().tool_called(found[1].client_id)
    if tool is None or REVIEW not in tool.messages:
        abort(404)
    return _begun(account, tool, tool.target_link_uri, {"item": item_id, "whom": whom})


def _begun(account: Account, tool: Tool, target: str, what: dict[str, str]) -> str:
    world = signed_in.world()
    where = "window" if request.args.get("in") == "window" else "iframe"
    hint = hints.made({"who": account.key, "tool": tool.client_id, "in": where, "target": target, **what})
    fields = {
        "iss": world.issuer,
        "login_hint": account.person.sub,
        "target_link_uri": target,
        "lti_message_hint": hint,
        "client_id": tool.client_id,
        "lti_deployment_id": tool.deployment_id,
    }
    # A tab of its own has no page of ours around it that could keep something for the tool.
    if world.faults.storage and where == "iframe":
        fields["lti_storage_target"] = {"frame": "platform-storage", "parent": "_parent"}[
            world.faults.storage
        ]
    return _auto_posted(tool, tool.login_url, fields)


@lti.route("/auth", methods=["GET", "POST"])
def auth() -> str | tuple[str, int]:
    """The id_token, or an error posted back; a wrong client or address gets neither: nothing leaks."""
    asked = CombinedMultiDict([request.form, request.args])
    tool = signed_in.world().tool_called(asked.get("client_id"))
    if tool is None:
        return turned_away("The tool that asks is not registered here: its client_id is not known.")
    if asked.get("redirect_uri") not in tool.redirect_uris:
        return turned_away("The tool wants its answer at an address (redirect_uri) it never registered.")
    state = {"state": asked["state"]} if asked.get("state") else {}
    try:
        fields = {"id_token": _id_token(asked, tool), **state}
    except Refused as refused:
        fields = {"error": refused.error, "error_description": refused.description, **state}
    return _auto_posted(tool, asked["redirect_uri"], fields)


def _id_token(asked: Mapping[str, str], tool: Tool) -> str:
    _check(asked)
    account, hint = _who(asked, tool)
    world = signed_in.world()
    login = Login(hint["target"], asked["nonce"], world.now)
    if "course" in hint:
        claims = picking.request_claims(account, tool, hint, login)
    elif "item" in hint:
        claims = reviewing.claims(account, tool, hint, login)
    else:
        claims = _launch(account, tool, hint, login)
    if claims is None:
        raise Refused("invalid_request", "This person is not in the course of this link.")
    return world.key.sign(claims)


def _launch(account: Account, tool: Tool, hint: dict[str, str], login: Login) -> dict[str, object] | None:
    world = signed_in.world()
    found = world.course_of(hint["link"])
    role = world.role(found[0], account) if found else None
    if role is None:
        return None
    place = world.place(account, hint["link"], hint["in"])
    return launch_claims(world.platform_for(tool), world.person(account, tool), role, place, login)


def _check(asked: Mapping[str, str]) -> None:
    for name, wanted in FIXED.items():
        if asked.get(name) != wanted:
            raise Refused("invalid_request", f"{name} must be {wanted}.")
    for name in NEEDED:
        if not asked.get(name):
            raise Refused("invalid_request", f"{name} is missing.")


def _who(asked: Mapping[str, str], tool: Tool) -> tuple[Account, dict[str, str]]:
    """The person the hints name, who must be signed in here, in this browser (else `login_required`)."""
    try:
        hint = hints.read(asked["lti_message_hint"])
    except Lost:
        raise Refused("login_required", "This launch was not begun here, or too long ago.") from None
    account = signed_in.signed_in(hint["who"])
    if account is None or account.person.sub != asked["login_hint"] or hint["tool"] != tool.client_id:
        raise Refused("login_required", "The person of this launch is not signed in here.")
    return account, hint


@lti.get("/storage")
def storage() -> str:
    """The frame that keeps a few words for tools' frames: the platform storage of this origin."""
    return render_template("storage.html", origins=signed_in.world().origins)


@lti.get("/jwks")
def jwks() -> Response:
    if signed_in.world().faults.down:
        abort(503)
    return jsonify({"keys": [signed_in.world().key.public_jwk]})


def _auto_posted(tool: Tool, action: str, fields: dict[str, str]) -> str:
    return render_template("post.html", action=action, fields=fields, tool=tool)


def turned_away(sentence: str) -> tuple[str, int]:
    return render_template("turned-away.html", sentence=sentence), 400
