"""Asking for the roster to be read now, for leads."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import NotHere
from plugin.forms import redirect
from plugin.member import Member
from plugin.people.policy import runs_the_course
from plugin.people.roster.jobs import read_soon

pages = Blueprint("roster", __name__, url_prefix="/v/<visit>/roster")


@pages.post("/")
@allow(runs_the_course)
def ask(member: Member) -> ResponseReturnValue:
    """A lead wants it read now: a job does, as soon as this is kept."""
    if member.context_id is None:
        raise NotHere()
    read_soon(member.context_id)
    return redirect(url("groups.index"))
