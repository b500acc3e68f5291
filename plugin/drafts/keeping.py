"""Between a form and its draft: kept while written and when the visit ends, put back, forgotten once it is sent."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, request

from plugin import door, text
from plugin.database import transaction
from plugin.drafts import actions, queries
from plugin.drafts.actions import Typed
from plugin.drafts.models import Draft
from plugin.errors import Refusal
from plugin.forms import Form, blank
from plugin.lti import visits
from plugin.member import Member
from plugin.people.queries import member_of

CARRIED = {"csrf", "once", "form_page", "form_place", "draft"}  # what a form holds beside what somebody typed
LONGEST_ADDRESS = 500


def hang(app: Flask) -> None:
    """Let forms say where they stand and begin from their drafts, and let drafts go that were sent."""
    app.jinja_env.globals.update(form_page=form_page, draft_at=draft_at, blank_form=blank)
    door.when_sent(app, forget_sent)


def keep_what_was_typed(visit: str) -> bool:
    """Keep the form that was sent in a visit that is over, where the browser's key and the form's token still show
    whose it is. This is the one thing that such a visit may do. False where nothing was kept."""
    try:
        door.came_from_us()
        writer = _writer(visit)
        typed = _typed(visit) if writer else None  # words of strangers are not even read
        if writer is None or typed is None:
            return False
        with transaction():
            return actions.keep_draft(writer, typed)
    except (Refusal, text.TooLong):
        return False


def _writer(visit: str) -> Member | None:
    """Who sent the form, in a visit that is over; None for any other visit. Raises Refusal."""
    with transaction(writing=False):
        stay = visits.ended_visit(visit, request.cookies)
        if stay is None:
            return None
        writer = member_of(stay, visit)
    door.signed_for(writer)
    return writer


def form_page() -> str:
    """The address, without the visit, of the page that a form stands on; a form that comes back keeps its own."""
    sent = request.form.get("form_page", "") if request.method == "POST" else ""
    return sent or _within(str(g.get("visit", "")), request.full_path.rstrip("?"))


def draft_at(action: str, form: Form | None) -> Draft | None:
    """The draft of the form that goes to `action`, once its fields are put into `form`."""
    member: Member | None = g.get("member")
    if member is None or request.method != "GET" or g.get("refused"):
        return None
    draft = drafts_of(member).get(_within(member.visit, urlsplit(action).path))
    if draft and form is not None and isinstance(form.typed, MutableMapping):
        form.typed.update(draft.typed)
    return draft


def keep_while_written(member: Member) -> bool:
    """Keep a form that is still being written, as its page sends it now and then. False for what cannot be kept."""
    typed = _typed(member.visit)
    return typed is not None and actions.keep_draft(member, typed)


def forget_sent(member: Member) -> None:
    """The form has been taken: what was kept of it has done its work."""
    actions.sent(member, _within(member.visit, request.path))


def nothing_kept() -> None:
    """Spare this page the question: there is no draft."""
    g.drafts = {}


def drafts_of(member: Member) -> dict[str, Draft]:
    """The member's drafts in this course, by the place that each goes to; asked once for a page."""
    if "drafts" not in g:
        g.drafts = {draft.place: draft for draft in queries.drafts_here(member)}
    drafts: dict[str, Draft] = g.drafts
    return drafts


def _typed(visit: str) -> Typed | None:
    """The form as it came; None where it holds nothing that anybody wrote, as a button that is a form of its own."""
    page = request.form.get("form_page", "")
    # A page that keeps what is being written says where its form goes; otherwise the form has come there itself.
    place = request.form.get("form_place", _within(visit, request.path))
    if not (_is_ours(page) and _is_ours(place)):
        return None
    fields = {name: _said(name) for name in request.form if name not in CARRIED}
    written = [said for name, said in fields.items() if name != "version" and not name.endswith("_format")]
    return Typed(place, page, fields) if any(str(said).strip() for said in written) else None


def _is_ours(address: str) -> bool:
    return address.startswith("/") and address.isprintable() and len(address) <= LONGEST_ADDRESS


def _said(name: str) -> Any:
    """One field: several answers as a list, html as the cleaner leaves it. Raises TooLong."""
    several = request.form.getlist(name)
    if len(several) > 1:
        return [said.replace("\0", "") for said in several]
    is_html = request.form.get(f"{name}_format") == "html"
    return str(text.clean(several[0])) if is_html else several[0].replace("\0", "")


def _within(visit: str, path: str) -> str:
    return path.removeprefix(f"/v/{visit}")
