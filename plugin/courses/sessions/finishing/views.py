"""The page that ends a session."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.sessions.finishing import actions
from plugin.courses.sessions.finishing.policy import can_finish_session
from plugin.courses.sessions.finishing.queries import Offered, offered_in
from plugin.courses.sessions.finishing.schemas import Finish
from plugin.courses.sessions.policy import can_change_session
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.seen import Seen
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("finishing", __name__, url_prefix="/v/<visit>/sessions")
USUALLY = timedelta(days=14)


@pages.get("/<uuid:session_id>/finish")
@allow(can_finish_session, load=session_for)
def look(member: Member, seen: Seen) -> ResponseReturnValue:
    """Which lines are promises; those that say so themselves are ticked."""
    looked_at(member, seen.mentee_id)
    offered = offered_in(member, seen)
    marked = [line for line in offered.lines if line.marked]
    mine = [line.words for line in marked if line.owner_id == member.enrolment_id]
    theirs = [line.words for line in marked if line.owner_id not in (None, member.enrolment_id)]
    day = clock.today(member.zone) + USUALLY if offered.lines else None
    return _page(seen, offered, blank(mine=mine, theirs=theirs, by_when=day))


@pages.post("/<uuid:session_id>/finish")
@allow(can_change_session, load=session_for)
def finish(member: Member, seen: Seen) -> ResponseReturnValue:
    """It is over. A second window of it has nothing to do any more."""
    form = read(Finish)
    if not form.ok:
        return _page(seen, offered_in(member, seen), form), 422
    said = form.values
    try:
        actions.finish_session(member, seen, said["mine"], said["theirs"], said["by_when"])
    except Invalid as fault:
        return _page(seen, offered_in(member, seen), form.refused(fault)), 422
    return redirect(url("sessions.show", session_id=seen.id, _anchor="pulse"))


def _page(seen: Seen, offered: Offered, form: Form) -> str:
    return page("finishing/finish.html", seen=seen, form=form, offered=offered)
