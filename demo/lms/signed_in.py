"""Who is signed in: several may be, in one browser; each page's address says as whom it is seen."""

from flask import abort, current_app, session

from demo.lms.school import Account
from demo.lms.world import World


def world() -> World:
    here: World = current_app.extensions["northwind"]
    return here


def sign_in(account: Account) -> None:
    session["people"] = [*(key for key in signed_in_keys() if key != account.key), account.key]


def sign_out(account: Account) -> None:
    session["people"] = [key for key in signed_in_keys() if key != account.key]


def signed_in_keys() -> list[str]:
    return list(session.get("people", []))


def signed_in(key: str) -> Account | None:
    return world().account(key) if key in signed_in_keys() else None


def anybody(key: str) -> Account:
    """Somebody of this LMS, or a 404."""
    return world().account(key) or abort(404)


def viewer(key: str) -> Account:
    """The account a page is looked at as, or a 403: the address alone signs nobody in."""
    return signed_in(key) or abort(403)


def administrator(key: str) -> Account:
    """The same for whoever runs the LMS; nobody else learns that there is such a page."""
    account = viewer(key)
    return account if account.administrator else abort(404)
