"""The page on which a group's mentor writes to each who was there."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.sessions.each.actions import keep_note_for
from plugin.courses.sessions.each.policy import can_write_note, can_write_to_each
from plugin.courses.sessions.each.queries import NoteFor, for_each, note_for
from plugin.courses.sessions.each.schemas import ForOneForm
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.seen import Seen
from plugin.door import allow, url
from plugin.errors import Conflict
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("each", __name__, url_prefix="/v/<visit>/sessions")


@pages.get("/<uuid:session_id>/each")
@allow(can_write_to_each, load=session_for)
def index(member: Member, seen: Seen) -> ResponseReturnValue:
    """A note for each who was there."""
    return _index(member, seen, {})


@pages.post("/<uuid:session_id>/each/<uuid:mentee_id>")
@allow(can_write_note, load=note_for)
def keep(member: Member, note: NoteFor) -> ResponseReturnValue:
    """Keep one of them."""
    form, mentee_id = read(ForOneForm), note.one.mentee_id
    if not form.ok:
        return _index(member, note.seen, {mentee_id: form}), 422
    try:
        keep_note_for(member, note, form.values["for_one"], form.version or 0)
    except Conflict as clash:
        return _index(member, note.seen, {mentee_id: form.clashing(clash)}), 409
    return redirect(url("each.index", session_id=note.seen.id, _anchor=f"for-{mentee_id}"))


def _index(member: Member, seen: Seen, back: dict[UUID, Form]) -> str:
    each = for_each(member, seen)
    begun = {one.mentee_id: blank(version=one.version, for_one=one.words) for one in each}
    return page("each/index.html", seen=seen, each=each, forms_of={**begun, **back})
