"""What people see of the LMS: sign-in by picking a person, my courses, a course with the tool in a frame."""

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from demo.lms import signed_in
from demo.lms.school import Account

pages = Blueprint("pages", __name__)


def _parts(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    parts: dict[str, list[Account]] = {}
    for account in accounts:
        parts.setdefault(account.part, []).append(account)
    return parts


@pages.get("/")
def welcome() -> str:
    world = signed_in.world()
    return render_template(
        "sign-in.html", parts=_parts(world.accounts), signed_in=set(signed_in.signed_in_keys())
    )


@pages.post("/sign-in")
def sign_in() -> Response:
    account = signed_in.anybody(request.form.get("who", ""))
    signed_in.sign_in(account)
    home = "office.tools" if account.administrator else "pages.courses"
    return redirect(url_for(home, who=account.key), 303)


@pages.post("/as/<who>/sign-out")
def sign_out(who: str) -> Response:
    signed_in.sign_out(signed_in.viewer(who))
    return redirect(url_for("pages.welcome"), 303)


@pages.get("/as/<who>/")
def courses(who: str) -> str:
    account, world = signed_in.viewer(who), signed_in.world()
    mine = [(course, len(world.enrolled(course))) for course in world.courses_with(account)]
    return render_template("courses.html", viewer=account, courses=mine)
