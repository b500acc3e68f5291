"""Links from mail: into a visit that this browser has, else to the learning site, after which the thing waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, current_app, g, make_response, request, url_for
from werkzeug.wrappers import Response

from plugin import door
from plugin.courses.outline.copied import here_instead
from plugin.database import transaction
from plugin.door import allow, public, url
from plugin.errors import NotHere, VisitOver
from plugin.forms import page, redirect
from plugin.lti import cookies
from plugin.member import Member
from plugin.people.policy import anybody_here
from plugin.setup.copies.queries import LINK, Origin, origins_of, takes_copies
from plugin.setup.policy import can_begin

GO = "__Host-tandem-go"
LIVES = 24 * 3600
pages = Blueprint("go", __name__)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a kind of thing is shown, how it is found as somebody may see it, and what it is called.

    Without an `argument` it is a page of the course that somebody is in, whichever course the link was made in.
    """

    endpoint: str
    argument: str
    load: Callable[[Member, UUID], Any]
    may_see: Callable[[Member, Any], bool]
    called: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that somebody came for and may see."""

    way: Way
    thing_id: UUID
    called: str

    def address(self, visit: str) -> str:
        """Its page in that visit."""
        ids: dict[str, Any] = {self.way.argument: self.thing_id} if self.way.argument else {}
        return url_for(self.way.endpoint, visit=visit, **ids)


def open_with(app: Flask, ways: Mapping[str, Way]) -> None:
    """Tell which kinds of things a link may lead to."""
    app.extensions["tandem.ways"] = ways


@pages.get("/go/<kind>/<uuid:thing_id>")
@public
def to(kind: str, thing_id: UUID) -> Response:
    """The same page for every id, unless a visit in a window of this browser belongs to somebody who may see it."""
    if kind not in _ways():
        raise NotHere()
    for visit in cookies.visits_here(request.cookies):
        if found := _seen_in(visit, kind, thing_id):
            return redirect(found.address(visit))
    answer = make_response(page("home/go.html", kind=kind))
    # Not Partitioned: set on a page of its own, such a cookie would never reach the frame of a learning site.
    cookies.put(answer, GO, f"{kind}.{thing_id}", LIVES, partitioned=False)
    return answer


@pages.get("/v/<visit>/came-for")
@allow(anybody_here)
def follow(member: Member) -> Response:
    """To what I came for; from then on it waits no more."""
    found = came_for(member)
    return _no_more(redirect(found.address(member.visit) if found else url("home.open")))


@pages.post("/v/<visit>/came-for")
@allow(anybody_here)
def let_go(member: Member) -> Response:
    """I do not want it any more."""
    return _no_more(redirect(url("home.open")))


@pages.get("/v/<visit>/placed/<content>")
@allow(anybody_here)
def placed(member: Member, content: str) -> Any:
    """To what a link in the LMS's course was made for; where it is not this person's to see, the way to the course."""
    kind, _dot, written = content.partition(".")
    found = _found(member, kind, written) or _copied(member, kind, written)
    if found:
        return redirect(found.address(member.visit))
    return page("home/not_placed.html", origin=_origin(member, content), content=content), 404


def came_for(member: Member) -> Found | None:
    """What this browser came for by a link from mail, if the member may see it."""
    kind, _dot, written = request.cookies.get(GO, "").partition(".")
    return _found(member, kind, written)


def _copied(member: Member, kind: str, written: str) -> Found | None:
    """What was made of it where the LMS's course, with its links, is a copy of another."""
    try:
        here = here_instead(member, UUID(written))
    except ValueError:
        return None
    return _found(member, kind, str(here)) if here else None


def _origin(member: Member, content: str) -> Origin | None:
    """The course that the link was made in, for a lead whose own may be a copy of it."""
    if not can_begin(member) or not takes_copies(member):
        return None
    return next((one for one in origins_of(member, content) if one.how == LINK), None)


def _found(member: Member, kind: str, written: str) -> Found | None:
    try:
        return find(member, kind, UUID(written)) if kind in _ways() else None
    except ValueError:
        return None


def find(member: Member, kind: str, thing_id: UUID) -> Found | None:
    """The thing as that member may see it; None for what is not there and for what is not theirs to see."""
    way = _ways()[kind]
    try:
        thing = way.load(member, thing_id)
    except NotHere:
        return None
    if thing is None or not way.may_see(member, thing):
        return None
    return Found(way, thing_id, way.called(thing))


def _seen_in(visit: str, kind: str, thing_id: UUID) -> Found | None:
    try:
        with transaction(writing=False):
            return find(door.who(visit), kind, thing_id)
    except VisitOver:
        return None
    finally:  # the page that follows belongs to no visit
        for name in ("frame_origins", "learning_site", "afterwards"):
            g.pop(name, None)


def _no_more(answer: Response) -> Response:
    cookies.put(answer, GO, "", 0, partitioned=False)
    return answer


def _ways() -> Mapping[str, Way]:
    ways: Mapping[str, Way] = current_app.extensions["tandem.ways"]
    return ways
