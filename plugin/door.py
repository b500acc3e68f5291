"""The door: who is asking, may they, in one transaction. Every view stands behind `allow` or says that it is `public`."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, current_app, g, make_response, redirect, request, url_for
from itsdangerous import BadSignature, Signer
from werkzeug.wrappers import Response

from plugin import sent
from plugin.database import transaction
from plugin.errors import Closed, Forged, NotAllowed, NotHere
from plugin.member import Member

type_of_view = Callable[..., Any]
SAFE = {"GET", "HEAD", "OPTIONS"}
LONGEST_ONCE = 64


def open_with(app: Flask, who: Callable[[str], Member]) -> None:
    """Tell the door how to know people: `who(visit)` gives the member or raises VisitOver."""
    app.extensions["tandem.who"] = who


def when_sent(app: Flask, what: Callable[[Member], None]) -> None:
    """Do this whenever a form was taken, in its transaction."""
    app.extensions.setdefault("tandem.when_sent", []).append(what)


def shut_with(app: Flask, shut: Callable[[Member, str], bool]) -> None:
    """Tell the door when it takes no form: `shut(member, endpoint)` is asked once for each, whatever its policy says."""
    app.extensions["tandem.shut"] = shut


def who(visit: str) -> Member:
    """The member of a visit, for a page that stands in none. Raises VisitOver."""
    member: Member = current_app.extensions["tandem.who"](visit)
    return member


def public(view: type_of_view) -> type_of_view:
    """Open to the world: the view itself guards what it must."""
    view.guarded_by = "public"  # type: ignore[attr-defined]
    return view


def allow(
    policy: Callable[..., bool],
    *,
    load: Callable[..., Any] | None = None,
    errand: Callable[[Member], Any] | None = None,
) -> Callable[[type_of_view], type_of_view]:
    """Let a member in who may: `load(member, **ids)` finds the thing as they see it, `policy(member, thing)` decides.

    `errand(member)` is for a form that needs something from elsewhere, or has something large to keep: it runs once
    the form is known to be ours and the policy has said yes, outside any transaction, and the view gets what it
    brought as its last argument.
    """

    def guard(view: type_of_view) -> type_of_view:
        @wraps(view)
        def entered(visit: str, **ids: Any) -> Response:
            if request.method in SAFE:
                answer = _looked(view, policy, load, visit, ids)
            else:
                came_from_us()
                brought = () if errand is None else (_sent_out(errand, policy, load, visit, ids),)
                answer = _acted(view, policy, load, visit, ids, brought)
            _do_afterwards()
            return answer

        entered.guarded_by = policy.__name__  # type: ignore[attr-defined]
        return entered

    return guard


def _looked(
    view: type_of_view, policy: Callable[..., bool], load: Any, visit: str, ids: dict[str, Any]
) -> Response:
    with transaction(writing=False):
        member = _enter(visit)
        things, ids = _decided(member, policy, load, ids)
        return make_response(view(member, *things, **ids))


def _sent_out(
    errand: Callable[[Member], Any], policy: Callable[..., bool], load: Any, visit: str, ids: dict[str, Any]
) -> Any:
    """Decide in a transaction that only reads, and run the errand after it: it may take long. The acting one decides
    again. A form that has been taken already needs nothing more."""
    key = _key()
    with transaction(writing=False):
        member = _enter(visit)
        signed_for(member)
        _refuse_while_shut(member)
        _decided(member, policy, load, ids)
        again = sent.led_to(member.person_id, key) is not None
    g.pop("afterwards", None)  # the acting transaction enters again, and leaves the same marks
    return None if again else errand(member)


def _acted(
    view: type_of_view,
    policy: Callable[..., bool],
    load: Any,
    visit: str,
    ids: dict[str, Any],
    brought: tuple[Any, ...],
) -> Response:
    key = _key()
    try:
        with transaction():
            member = _enter(visit)
            signed_for(member)
            sent.claim(member.person_id, key)
            _refuse_while_shut(member)
            things, ids = _decided(member, policy, load, ids)
            answer = make_response(view(member, *things, *brought, **ids))
            _settle(member, key, answer)
            return answer
    except sent.Before as before:
        with transaction(writing=False):
            led_to = sent.led_to(before.person_id, key)
        return redirect(f"/v/{visit}{led_to}" if led_to else url("home.open"), 303)


def _refuse_while_shut(member: Member) -> None:
    shut = current_app.extensions.get("tandem.shut")
    if shut and shut(member, request.endpoint):
        raise Closed()


def _key() -> str:
    """The form's one-time key. Raises Forged without a sound one."""
    key = request.form.get("once", "")
    if not (8 <= len(key) <= LONGEST_ONCE and key.isprintable()):
        raise Forged()
    return key


def _enter(visit: str) -> Member:
    g.visit = visit
    g.member = member = who(visit)
    return member


def _decided(
    member: Member, policy: Callable[..., bool], load: Any, ids: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The view's arguments after the member, once the thing is found and the policy has said yes."""
    if load is None:
        if not policy(member):
            raise NotAllowed()
        return (), ids
    thing = load(member, **ids)
    if thing is None:
        raise NotHere()
    if not policy(member, thing):
        raise NotAllowed()
    return (thing,), {}


def _settle(member: Member, key: str, answer: Response) -> None:
    """Remember where the form led. One that was handed back to be put right has not happened and may come again."""
    if answer.status_code == 303:
        for what in current_app.extensions.get("tandem.when_sent", ()):
            what(member)
        sent.settle(member.person_id, key, answer.headers["Location"].removeprefix(f"/v/{member.visit}"))
    else:
        sent.forget(member.person_id, key)


# Forms that are ours ------------------------------------------------------------------------------


def once() -> str:
    """A fresh one-time key for a form."""
    return secrets.token_urlsafe(16)


def csrf() -> str:
    """The token that shows a form is one of ours, in this visit. It is signed, not stored: two frames on one page
    load at once, and a token in a cookie would be overwritten by whichever came last."""
    return _signer().get_signature(str(g.member.visit_id)).decode()


def _signer() -> Signer:
    # itsdangerous signs with the last key of a list and accepts any of them
    return Signer(list(reversed(current_app.config["TANDEM"].keys)), salt="tandem.csrf")


def signed_for(member: Member) -> None:
    """Refuse, as Forged, a form whose token is not of this member's visit."""
    try:
        _signer().unsign(f"{member.visit_id}.{request.form.get('csrf', '')}")
    except (BadSignature, UnicodeError):
        raise Forged() from None


def came_from_us() -> None:
    """Refuse what another site sent: our cookie travels cross-site (SameSite=None), so the browser's word is asked.

    Raises Forged.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Forged()
    if request.headers.get("Origin", ours := current_app.config["TANDEM"].origin) != ours:
        raise Forged()


# Around a page ------------------------------------------------------------------------------------


def url(endpoint: str, **ids: Any) -> str:
    """The address of one of our pages within this visit."""
    return url_for(endpoint, visit=g.visit, **ids)


def afterwards(what: Callable[..., None], *args: Any) -> None:
    """Do this in a short write transaction of its own when the page is made: marks, opens, 'was here'."""
    g.setdefault("afterwards", []).append((what, args))


def _do_afterwards() -> None:
    waiting = g.pop("afterwards", None)
    if waiting:
        with transaction():
            for what, args in waiting:
                what(*args)
