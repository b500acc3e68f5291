"""The page of what stood in a session's notes before."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.sessions.policy import can_keep_note, can_see_session
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.seen import Seen
from plugin.courses.sessions.versions.actions import forget_own
from plugin.courses.sessions.versions.queries import what_stood
from plugin.door import allow, url
from plugin.forms import page, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("versions", __name__, url_prefix="/v/<visit>/sessions")


@pages.get("/<uuid:session_id>/versions")
@allow(can_see_session, load=session_for)
def index(member: Member, seen: Seen) -> ResponseReturnValue:
    """What stood there."""
    looked_at(member, seen.mentee_id)
    return page("versions/index.html", seen=seen, stood=what_stood(member, seen))


@pages.post("/<uuid:session_id>/versions/forget")
@allow(can_keep_note, load=session_for)
def forget(member: Member, seen: Seen) -> ResponseReturnValue:
    """Forget what stood in my own note."""
    forget_own(member, seen)
    return redirect(url("versions.index", session_id=seen.id))
