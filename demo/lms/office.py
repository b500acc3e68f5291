"""The pages of whoever runs the LMS: its tools, adding one by its invitation, and faults to switch on."""

from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from demo.lms import faults, signed_in
from demo.lms.registration import opened_with
from demo.lms.school import Account
from demo.lms.tools import MESSAGES, SCOPES

office = Blueprint("office", __name__, url_prefix="/as/<who>/office")

SWITCHES = {
    "down": "The services and the keys do not answer (503)",
    "no_cookies": "Browsers keep no cookies for tools in frames",
    "short_roles": "Rosters say short role names",
    "odd_links": "Links to the next page are written as Moodle 5.1 writes them",
    "no_deployment": "A registration is answered without a deployment id",
}
CHOICES = {"roster": faults.ROSTER, "scores": faults.SCORES, "storage": faults.STORAGE}


@office.get("/tools")
def tools(who: str) -> str:
    viewer = signed_in.administrator(who)
    return _tools(viewer)


def _tools(viewer: Account, **more: str) -> str:
    tools = signed_in.world().memory.tools
    offered = {"Messages": MESSAGES[1:], "Services": SCOPES}
    return render_template("tools.html", viewer=viewer, tools=tools, offered=offered, page="tools", **more)


@office.post("/tools")
def add(who: str) -> str | tuple[str, int]:
    """Open the invitation that was pasted, with our configuration's address and a one-time token of ours."""
    viewer, pasted = signed_in.administrator(who), request.form.get("invitation", "").strip()
    parts = urlsplit(pasted)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return _tools(viewer, typed=pasted), 422
    g.framed = f"{parts.scheme}://{parts.netloc}"
    return render_template(
        "adding.html",
        viewer=viewer,
        address=opened_with(signed_in.world(), pasted),
        origin=g.framed,
        page="tools",
    )


@office.post("/tools/remove")
def remove(who: str) -> Response:
    """Take a tool away with all that was placed from it; its keys open nothing any more."""
    signed_in.administrator(who)
    client_id = request.form.get("client_id")
    with signed_in.world().memory.changing() as memory:
        memory.tools[:] = [tool for tool in memory.tools if tool.client_id != client_id]
        for course, links in memory.links.items():
            memory.links[course] = [link for link in links if link.tool != client_id]
        memory.handlers.pop(client_id or "", None)
        memory.items = {key: item for key, item in memory.items.items() if item.client_id != client_id}
    return redirect(url_for("office.tools", who=who), 303)


@office.post("/tools/allow")
def allow(who: str) -> Response:
    """Let a tool do this from now on and nothing else: it is not told, and may read it."""
    signed_in.administrator(who)
    allowed = set(request.form.getlist("allowed"))
    with signed_in.world().memory.changing() as memory:
        for place, tool in enumerate(memory.tools):
            if tool.client_id == request.form.get("client_id"):
                memory.tools[place] = replace(
                    tool,
                    scopes=tuple(scope for scope in SCOPES if scope in allowed),
                    messages=(MESSAGES[0], *(kind for kind in MESSAGES[1:] if kind in allowed)),
                )
    return redirect(url_for("office.tools", who=who), 303)


@office.get("/faults")
def show_faults(who: str) -> str:
    return render_template(
        "faults.html",
        viewer=signed_in.administrator(who),
        faults=signed_in.world().faults,
        switches=SWITCHES,
        choices=CHOICES,
        page="faults",
    )


@office.post("/faults")
def set_faults(who: str) -> Response:
    signed_in.administrator(who)
    now = signed_in.world().faults
    for name, offered in CHOICES.items():
        chosen = request.form.get(name, "")
        setattr(now, name, chosen if chosen in offered else abort(404))
    for name in SWITCHES:
        setattr(now, name, name in request.form)
    return redirect(url_for("office.show_faults", who=who), 303)
