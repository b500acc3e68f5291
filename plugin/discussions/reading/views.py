"""What a page has shown, noted once it is on its way; and reading all of it at once."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from plugin.discussions.places import ON, page_of
from plugin.discussions.policy import can_ask
from plugin.discussions.queries import Discussion, discussion_of
from plugin.discussions.reading import actions
from plugin.discussions.reading.policy import can_read_on
from plugin.discussions.reading.since import Since, heard_since
from plugin.discussions.telling import Said
from plugin.door import afterwards, allow
from plugin.forms import redirect
from plugin.member import Member

pages = Blueprint("reading", __name__, url_prefix="/v/<visit>/discussions")


def note(member: Member, discussion: Discussion, shown: Iterable[Said]) -> None:
    """Move the reader's mark afterwards, where something stands behind it."""
    if discussion.thread_id and (discussion.read_to is None or discussion.read_to < discussion.said):
        numbers = [said.number for said in shown]
        afterwards(actions.seen, discussion.thread_id, member.enrolment_id, numbers, discussion.said)


@pages.get(f"{ON}/since")
@allow(can_read_on, load=heard_since)
def since(member: Member, news: Since) -> ResponseReturnValue:
    """Whether somebody has said something since the page was made. Asked again and again: mostly nobody has."""
    answer = make_response("" if request.if_none_match.contains(news.tag) else _told(news))
    answer.set_etag(news.tag)
    return answer.make_conditional(request)


def _told(news: Since) -> str:
    return render_template("discussions/_since.html", number=news.number, first_id=news.first_id)


@pages.post(f"{ON}/read")
@allow(can_ask, load=discussion_of)
def read_all(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Nothing in it is new any more."""
    if discussion.thread_id and member.enrolment_id:
        actions.seen_all(discussion.thread_id, member.enrolment_id, discussion.said)
    return redirect(page_of(discussion.anchor))
