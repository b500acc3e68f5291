"""The way from the gradebook to a mentee: mentors to their page, leads to the numbers, others to the course."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request

from plugin.door import allow, url
from plugin.forms import page, redirect
from plugin.home.review.queries import column_at, enrolment_of
from plugin.member import Member
from plugin.people.policy import anybody_here, sees_as_pair

pages = Blueprint("review", __name__)


@pages.get("/v/<visit>/review")
@allow(anybody_here)
def show(member: Member) -> Any:
    """To whom it is about. Who is not there and who is not the viewer's to see get the same answer."""
    who = enrolment_of(member, request.args.get("who", ""))
    where = _way(member, who, column_at(member, request.args.get("item", ""))) if who else None
    return redirect(where) if where else (page("home/not_reviewed.html"), 404)


def _way(member: Member, who: UUID, column_id: UUID | None) -> str | None:
    """Pair words are for the pair; whoever runs the course sees the number alone."""
    if sees_as_pair(member, who):
        return url("groups.mentee", enrolment_id=who, graded=column_id)
    if not member.is_lead:
        return None
    return url("grades.show", column_id=column_id, who=who) if column_id else url("grades.index")
