"""The page of what is kept, and letting go of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from plugin import text
from plugin.door import allow, url
from plugin.drafts import actions
from plugin.drafts.keeping import keep_while_written
from plugin.drafts.models import Draft
from plugin.drafts.policy import has_drafts, is_theirs
from plugin.drafts.queries import draft_for, drafts_here
from plugin.forms import page, redirect
from plugin.member import Member

pages = Blueprint("drafts", __name__, url_prefix="/v/<visit>/kept")


@pages.get("/")
@allow(has_drafts)
def index(member: Member) -> Any:
    """What I had written and could not send, whole: also where its form is no longer there."""
    return page("drafts/index.html", drafts=[(draft, words_of(draft)) for draft in drafts_here(member)])


@pages.post("/save")
@allow(has_drafts)
def save(member: Member) -> Any:
    """Keep what I am writing; the page asks for it by itself, and shows no other one for it."""
    return Response(status=204 if keep_while_written(member) else 422, mimetype="text/plain")


@pages.post("/<uuid:draft_id>/let-go")
@allow(is_theirs, load=draft_for)
def let_go(member: Member, draft: Draft) -> Any:
    """I do not want it any more: back to the form, empty now, or to the first page."""
    actions.forget(member, draft.id)
    return redirect(url("home.open") + draft.page[1:] if request.form.get("stay") else url("home.open"))


def words_of(draft: Draft) -> list[tuple[str, str]]:
    """What stands in it, field by field, as plain text."""
    said = []
    for name, value in draft.typed.items():
        if name == "version" or name.endswith("_format"):
            continue
        is_html = draft.typed.get(f"{name}_format") == "html"
        words = ", ".join(value) if isinstance(value, list) else text.to_plain(value) if is_html else value
        if words.strip():
            said.append((name.replace("_", " ").capitalize(), words))
    return said
