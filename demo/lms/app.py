"""The Flask application of the demonstration LMS."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, render_template, request

from demo.lms.courses import courses
from demo.lms.grades import grades
from demo.lms.lti import lti
from demo.lms.notice_handlers import notice_handlers
from demo.lms.office import office
from demo.lms.pages import pages
from demo.lms.registration import registration
from demo.lms.rosters import rosters
from demo.lms.scores import scores
from demo.lms.tokens import said_plainly, tokens
from demo.lms.world import World

PEOPLE = (pages, courses, office)
SERVICES = (tokens, rosters, grades, scores, notice_handlers)


def create_lms(world: World) -> Flask:
    app = Flask(__name__)
    app.extensions["northwind"] = world
    app.config.update(
        SECRET_KEY=secrets.token_hex(32),
        # Cookies know no ports: two demonstrations on one machine stay apart by the cookie's name.
        SESSION_COOKIE_NAME=f"northwind-{urlsplit(world.issuer).port or 'web'}",
        # A launch comes back here through the tool's site, inside a frame: a Lax cookie may be missing
        # by then. Browsers take Secure cookies from http://localhost.
        SESSION_COOKIE_SAMESITE="None",
        SESSION_COOKIE_SECURE=True,
        MAX_CONTENT_LENGTH=1_000_000,
    )
    for blueprint in (*PEOPLE, *SERVICES, lti, registration):
        app.register_blueprint(blueprint)
    for code in (403, 404):
        app.register_error_handler(code, _not_found if code == 404 else _not_signed_in)
    app.before_request(lambda: _turned_back(world))
    app.after_request(lambda answer: _guarded(answer, world.origins))
    return app


def _turned_back(world: World) -> Response | None:
    """Services do not answer while they are down; forms of our own pages come from our own pages."""
    ours = {blueprint.name for blueprint in SERVICES}
    if request.blueprint in ours and world.faults.down:
        return said_plainly(503, "This server has a bad day.")
    from_elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    own_form = request.blueprint in {blueprint.name for blueprint in PEOPLE}
    if request.method == "POST" and from_elsewhere and own_form and request.endpoint != "courses.picked":
        abort(403)
    return None


def _guarded(answer: Response, tools: list[str]) -> Response:
    framed = " ".join(["'self'", *tools, *([g.framed] if "framed" in g else [])])
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none';"
        f" frame-src {framed}; form-action {framed}; frame-ancestors 'self'"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    if answer.mimetype == "text/html":
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _not_signed_in(_error: object) -> tuple[str, int]:
    sentence = "You are not signed in here as this person. Pick who you are first."
    return render_template("turned-away.html", sentence=sentence), 403


def _not_found(_error: object) -> tuple[str, int]:
    return render_template("turned-away.html", sentence="There is no such page in your courses."), 404
