"""A small page maker: the real templates and pictures in an app that has nothing else, to look at pieces alone."""

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask, render_template_string, request
from flask_babel import Babel

from plugin import dates, pictures, text

TEMPLATES = Path(__file__).parents[2] / "templates"
MACROS = ("forms", "people", "states", "path", "dates", "errors")
NONCE = "a-nonce"

Page = Callable[..., str]


def page_maker() -> Page:
    """Gives a function that renders a piece of template with the macros of the product, in any language."""
    app = Flask(__name__, template_folder=str(TEMPLATES))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True  # as create_app has it
    Babel(
        app,
        locale_selector=lambda: request.args.get("language", "en"),
        timezone_selector=lambda: "Africa/Lagos",
    )
    pictures.hang(app)
    dates.hang(app)
    once = count(1)
    app.jinja_env.globals.update(csrf=lambda: "token", once=lambda: f"key-{next(once)}")
    app.jinja_env.globals.update(draft_at=lambda _action, _form: None, form_page=lambda: "/page")
    app.jinja_env.globals.update(
        course_closed=lambda: False, csp_nonce=lambda: NONCE, static=lambda name: f"/static/{name}"
    )
    app.jinja_env.globals["url"] = lambda endpoint, **ids: f"/v/visit/{endpoint}"
    app.jinja_env.filters["to_plain"] = text.to_plain

    def rendered(piece: str, language: str = "en", macros: Sequence[str] = MACROS, **context: Any) -> str:
        imports = "".join(f'{{% import "macros/{name}.html" as {name} %}}' for name in macros)
        with app.test_request_context(query_string={"language": language}):
            return render_template_string(imports + piece, **context)

    return rendered
