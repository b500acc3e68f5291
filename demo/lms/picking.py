"""Deep linking: a teacher picks something of a tool, and what the tool answers becomes links of the course."""

import secrets
from typing import Any

from demo.lms import hints, signed_in
from demo.lms.claims import Login, deep_link_claims
from demo.lms.hints import Lost
from demo.lms.memory import LineItem, Link, Memory
from demo.lms.proofs import Unproven, claimed, signed_by
from demo.lms.school import INSTRUCTOR, Account, Course
from demo.lms.tools import Tool
from demo.lms.vocabulary import DEEP_LINKING, LTI

MOST = 20
NEEDED = ("nonce", LTI + "message_type", LTI + "version", LTI + "deployment_id")


def request_claims(
    account: Account, tool: Tool, hint: dict[str, str], login: Login
) -> dict[str, object] | None:
    """The request to pick something, or None where this person may not add to the course."""
    world = signed_in.world()
    course = world.course(hint["course"])
    if course is None or world.role(course, account) != INSTRUCTOR:
        return None
    place, person = world.place_in(account, course, tool), world.person(account, tool)
    settings = _settings(account, course, tool)
    return deep_link_claims(world.platform_for(tool), person, place, login, settings)


def _settings(account: Account, course: Course, tool: Tool) -> dict[str, object]:
    note = {"who": account.key, "course": course.id, "tool": tool.client_id, "once": secrets.token_hex(8)}
    return {
        "accept_types": ["ltiResourceLink"],
        "accept_presentation_document_targets": ["iframe", "window"],
        "accept_multiple": True,
        "accept_lineitem": True,
        "auto_create": False,
        "title": "",
        "text": "",
        "data": hints.made(note),
        "deep_link_return_url": f"{signed_in.world().issuer}/as/{account.key}/courses/{course.id}/picked",
    }


def answer(token: str, account: Account, course: Course) -> dict[str, Any]:
    """What the tool answered, once it is proven that it is its own, new, and an answer to our question."""
    world = signed_in.world()
    tool = world.tool_called(claimed(token).get("iss"))
    if tool is None:
        raise Unproven("no tool with this client id (iss) is registered here")
    said = signed_by(tool, token, [world.issuer], world.read, NEEDED)
    wrong = _wrong(said, tool)
    if wrong:
        raise Unproven(wrong)
    _check_note(said.get(DEEP_LINKING + "data"), account, course, tool)
    with world.memory.lock:
        if not world.issued.first_time(f"answer of {tool.client_id}", said["nonce"]):
            raise Unproven("this answer was given before: its nonce is not new")
    return said


def _wrong(said: dict[str, Any], tool: Tool) -> str:
    wanted = {
        "message_type": "LtiDeepLinkingResponse",
        "version": "1.3.0",
        "deployment_id": tool.deployment_id,
    }
    for name, value in wanted.items():
        if said[LTI + name] != value:
            return f"{name} must be {value}"
    items = said.get(DEEP_LINKING + "content_items", [])
    whole = isinstance(items, list) and all(isinstance(item, dict) for item in items)
    return "" if whole else "content_items must be a list of objects"


def _check_note(data: object, account: Account, course: Course, tool: Tool) -> None:
    """`data` must come back as it was sent: it says whose question this answers, and it answers once."""
    try:
        note = hints.read(data) if isinstance(data, str) else {}
    except Lost:
        note = {}
    if (note.get("who"), note.get("course"), note.get("tool")) != (account.key, course.id, tool.client_id):
        raise Unproven("data is not what was sent with the request")
    with signed_in.world().memory.lock:
        if not signed_in.world().issued.first_time("question", note["once"]):
            raise Unproven("this request was answered before")


def place(said: dict[str, Any], course: Course) -> list[Link]:
    """Make links of the course from the items; what is no link of the tool's own is left out."""
    tool = signed_in.world().tool_called(said["iss"])
    assert tool is not None, "the answer was proven to be a tool's"
    items = said.get(DEEP_LINKING + "content_items", [])[:MOST]
    with signed_in.world().memory.changing() as memory:
        links = [_link(item, tool, memory) for item in items if _placeable(item, tool)]
        memory.links.setdefault(course.id, []).extend(links)
        for item, link in zip((item for item in items if _placeable(item, tool)), links, strict=True):
            _column(item, link, course, memory)
    return links


def _placeable(item: dict[str, Any], tool: Tool) -> bool:
    url = item.get("url") or tool.target_link_uri
    return item.get("type") == "ltiResourceLink" and str(url).startswith(f"{tool.origin}/")


def _link(item: dict[str, Any], tool: Tool, memory: Memory) -> Link:
    given = item.get("custom")
    custom = {str(name): str(value) for name, value in given.items()} if isinstance(given, dict) else {}
    return Link(
        id=f"placed-{memory.number()}",
        title=str(item.get("title") or tool.name),
        text=str(item.get("text") or ""),
        tool=tool.client_id,
        url=str(item.get("url") or ""),
        custom=custom,
    )


def _column(item: dict[str, Any], link: Link, course: Course, memory: Memory) -> None:
    """A column in the gradebook, where the tool asked for one with the link."""
    said = item.get("lineItem")
    maximum = said.get("scoreMaximum") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(maximum, int | float) or maximum <= 0:
        return
    made = LineItem(
        id=memory.number(),
        course=course.id,
        client_id=link.tool,
        label=str(said.get("label") or link.title),
        maximum=float(maximum),
        resource_id=str(said.get("resourceId") or ""),
        tag=str(said.get("tag") or ""),
        link=link.id,
    )
    memory.items[made.id] = made
