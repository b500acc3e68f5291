"""Pages of who opened whose page, and the mark that a look leaves."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.door import afterwards, allow
from plugin.forms import asked_page, page
from plugin.member import Member
from plugin.people.opened import jobs, queries  # noqa: F401 - the clock asks for the sweep
from plugin.people.opened.actions import note_opened
from plugin.people.opened.policy import can_see_all, can_see_own

pages = Blueprint("opened", __name__, url_prefix="/v/<visit>/opened")


def looked_at(member: Member, mentee_id: UUID | None) -> None:
    """The member opens something that is a mentee's: kept once the page is made, unless it is their own."""
    if mentee_id is None or member.enrolment_id in (None, mentee_id):
        return
    day = clock.now().date()
    assert member.enrolment_id is not None
    if not queries.is_noted(member.enrolment_id, mentee_id, day):
        afterwards(note_opened, member.context_id, member.enrolment_id, mentee_id, day)


@pages.get("/mine")
@allow(can_see_own)
def mine(member: Member) -> ResponseReturnValue:
    """Who opened my page."""
    return page("opened/mine.html", opened=queries.opened_mine(member, asked_page()))


@pages.get("/")
@allow(can_see_all)
def here(member: Member) -> ResponseReturnValue:
    """Who opened whose page in this course, for its leads."""
    return page("opened/here.html", opened=queries.opened_here(member, asked_page()))
