"""What waits on top of the first page: what somebody came for by mail, and what they could not send."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from plugin.drafts.keeping import drafts_of
from plugin.drafts.models import Draft
from plugin.drafts.views import words_of
from plugin.home.go import GO, Found, came_for
from plugin.member import Member

# Where `home.open` leads, by who somebody is.
FIRST_PAGES = {"journey.show", "today.show", "groups.index", "groups.board", "groups.mine"} | {
    *("setup.programme", "setup.roster", "together.show", "setup.cadence", "setup.preview")
}
EXCERPT = 90


@dataclass(frozen=True, slots=True)
class Waits:
    """What the strip on top says; empty on most days."""

    came_for: Found | None
    drafts: list[tuple[Draft, str]]


def on_top(member: Member) -> Waits | None:
    """What waits, on a first page; None where nothing does, and anywhere else."""
    if request.endpoint not in FIRST_PAGES or request.method != "GET":
        return None
    found = came_for(member) if GO in request.cookies else None
    drafts = [(draft, _excerpt(draft)) for draft in drafts_of(member).values()]
    return Waits(found, drafts) if found or drafts else None


def _excerpt(draft: Draft) -> str:
    """The beginning of the longest thing that somebody wrote there."""
    words = " ".join(max((words for _label, words in words_of(draft)), key=len, default="").split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rsplit(' ', 1)[0]} …"
