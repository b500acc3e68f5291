"""Notices to the tools of a course: signed by this LMS, sent to whoever has asked for them."""

import secrets
import uuid

from demo.lms.claims import LIFETIME, context
from demo.lms.posting import Unheard
from demo.lms.school import Course
from demo.lms.tools import Tool
from demo.lms.vocabulary import COPIED, LTI
from demo.lms.world import World


def tell_of_copy(world: World, made: Course) -> list[Tool]:
    """Tell each tool of the copied course that wants to hear of it, once; those that could not be told come back.

    Call it outside `changing()`: the tool may call back before it answers.
    """
    unheard = []
    for tool in _tools_in(world, made):
        handler = world.memory.handlers.get(tool.client_id, {}).get(COPIED)
        if not handler:
            continue
        try:
            world.send(handler, {"notices": [{"jwt": world.key.sign(_claims(world, made, tool))}]})
        except Unheard:
            unheard.append(tool)
    return unheard


def _tools_in(world: World, course: Course) -> list[Tool]:
    found = filter(None, map(world.tool_of, world.links_of(course)))
    return list({tool.client_id: tool for tool in found}.values())


def _claims(world: World, made: Course, tool: Tool) -> dict[str, object]:
    """https://www.imsglobal.org/spec/lti-pns/v1p0: where a copy was made from, not where that came from before."""
    issued = int(world.now.timestamp())
    notice = {"id": str(uuid.uuid4()), "timestamp": world.now.isoformat(), "type": COPIED}
    return {
        "iss": world.issuer,
        "aud": tool.client_id,
        "iat": issued,
        "exp": issued + LIFETIME,
        "nonce": secrets.token_urlsafe(16),
        LTI + "version": "1.3.0",
        LTI + "deployment_id": tool.deployment_id,
        LTI + "notice": notice,
        LTI + "context": context(made.id, made.label, made.title),
        LTI + "origin_contexts": list(made.origins[:1]),
    }
