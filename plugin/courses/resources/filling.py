"""How a form for a resource is read: what it says, and, where somebody asked, what its address says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g, request

from plugin import text
from plugin.courses.resources.actions import Content, Places
from plugin.courses.resources.embedding import player_for
from plugin.courses.resources.looking_up import Found, NotFound, look_up
from plugin.courses.resources.schemas import Address
from plugin.errors import Invalid
from plugin.forms import Form, read
from plugin.member import Member

LOOK = "look"  # the name of the button that looks an address up
DESCRIBED = ("kind", "title", "url", "words", "minutes", "why", "skills")


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking an address up: something, or a sentence that says why not."""

    found: Found | None = None
    trouble: str = ""


def looked_up(_member: Member) -> Looked | None:
    """The door's errand: look the address up where that button was pressed; None where it was not."""
    if LOOK not in request.form:
        return None
    form = read(Address)
    if not form.ok:
        return Looked(trouble=form.errors["url"])
    try:
        return Looked(look_up(form.values["url"]))
    except NotFound as fault:
        return Looked(trouble=str(fault))


def filled(looked: Looked) -> tuple[Form, int]:
    """The form as it was typed, with what was found in the fields that were empty, and the answer's status."""
    typed: dict[str, Any] = dict(request.form.items())
    form = Form(typed=typed, version=request.form.get("version", type=int))
    if looked.found is None:
        return form.refused(Invalid(looked.trouble, "url")), 422
    found = {"title": looked.found.title, "words": text.from_plain(looked.found.words)}
    fresh = {name: said for name, said in found.items() if said and not typed.get(name, "").strip()}
    if typed.get("kind", "link") == "link" and player_for(typed.get("url"), places().video_hosts):
        fresh["kind"] = "video"
    return replace(form, typed={**typed, **fresh, "looked": "yes"}), 200


def content(form: Form) -> Content:
    """What a good form says of a resource."""
    return Content(**{name: form.values[name] for name in DESCRIBED})


def places() -> Places:
    """Where videos and items of the LMS may stand, for this visit."""
    return Places(current_app.config["TANDEM"].video_hosts, g.get("frame_origins") or ())
