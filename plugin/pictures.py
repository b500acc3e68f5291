"""What a page draws from names, numbers and states: icons, faces, journey strips; and its ids and scripts."""

import json
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask_babel import get_locale, get_timezone
from markupsafe import Markup

DRAWINGS = Path(__file__).parent / "static" / "icons.json"
GROUNDS = ("", "b", "c", "d")  # the four grounds of a face, as .face, .face.b, ...

ALWAYS = ("js/frame_resize.js", "js/menu.js", "js/focus.js")
SCRIPTS = {
    "editor": ("vendor/trix.umd.min.js", "js/editor.js"),
    "zone": ("js/zone.js",),
    "copy": ("js/copy.js",),
    "close": ("js/close.js",),
    "storage": ("js/platform_storage.js",),
    "submit": ("js/submit.js",),
    "autosave": ("js/autosave.js",),
    "outline": ("js/outline.js",),
    "quote": ("js/quote.js",),
    "mention": ("js/mention.js",),
    "insert": ("js/insert.js",),
    "live": ("js/live.js",),
}

STEP = 22  # units between two stops of a strip
MARGIN = 8  # room at both ends, so that the widest mark is not cut


@cache
def drawings() -> dict[str, str]:
    """What stands inside each icon's <symbol>: stroke paths on a grid of 24."""
    drawn: dict[str, str] = json.loads(DRAWINGS.read_text(encoding="utf-8"))
    return drawn


def icon(name: str, turns: bool = False) -> Markup:
    """One icon, always beside words; `turns` is for arrows, which mirror in right-to-left pages."""
    if name not in drawings():
        raise KeyError(f"no icon is called {name!r}")
    _on_this_page("icons", dict).setdefault(name)
    return Markup('<svg class="icon{}" aria-hidden="true"><use href="#i-{}"/></svg>').format(
        " turns" if turns else "", name
    )


def sprite() -> Markup:
    """The drawings that this page used, printed once at its end: a <use> may stand before its symbol."""
    used = sorted(_on_this_page("icons", dict))
    symbol = '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>'
    # the drawings are our own file's, not anybody's words
    return Markup("<svg hidden>" + "".join(symbol.format(name, drawings()[name]) for name in used) + "</svg>")  # noqa: S704


def initials(name: str) -> str:
    """First letters of the first and last word; one letter for one word, a dot for nobody."""
    words = [word for word in name.split() if word[:1].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper() or "·"


def ground(person_id: object) -> str:
    """The class of a face's ground: the same person has the same one everywhere."""
    return GROUNDS[blake2b(str(person_id).encode(), digest_size=1).digest()[0] % len(GROUNDS)]


def strip(done: int, total: int, now: int | None = None, late: bool = False) -> Markup:
    """A journey as a line of stops: filled behind, a ring (or, when late, a diamond) here, dots ahead.

    `now` counts from 1; left out it is the first stop that is not done. The words beside it say the same.
    """
    here = done + 1 if now is None else now
    last = MARGIN + STEP * (total - 1)
    reached = MARGIN + STEP * (min(max(here, done, 1), total) - 1)
    stops = Markup("").join(_mark(stop, done, here, late) for stop in range(1, total + 1))
    return (
        Markup(
            '<svg class="pic strip" viewBox="0 0 {} 16" aria-hidden="true" focusable="false">'
            '<path class="rail" d="M8 8H{}"/><path class="gone" d="M8 8H{}"/>{}</svg>'
        ).format(last + MARGIN, last, reached, stops)
        if total
        else Markup("")
    )


def _mark(stop: int, done: int, here: int, late: bool) -> Markup:
    x = MARGIN + STEP * (stop - 1)
    if stop == here and late:
        diamond = Markup(
            '<rect class="late" x="{}" y="3" width="10" height="10" rx="2" transform="rotate(45 {} 8)"/>'
        )
        return diamond.format(x - 5, x)
    kind, radius = ("you-was", 5) if stop == here else ("you", 3.5) if stop <= done else ("ahead", 2.5)
    return Markup('<circle class="{}" cx="{}" cy="8" r="{}"/>').format(kind, x, radius)


def open_form() -> str:
    """Begins a form: from here on, `field_id` remembers fields for its summary of errors."""
    g.form_fields = {}
    return ""


def field_id(name: str, label: str = "") -> str:
    """An id that no other field of this page has, whatever forms stand on it and however often."""
    counts = _on_this_page("field_counts", dict)
    counts[name] = counts.get(name, 0) + 1
    fresh = f"f-{name}" if counts[name] == 1 else f"f-{name}-{counts[name]}"
    _on_this_page("form_fields", dict)[name] = (fresh, label)
    return fresh


def form_fields() -> dict[str, tuple[str, str]]:
    """Of the form being drawn: each field's id and label, by its name."""
    fields: dict[str, tuple[str, str]] = _on_this_page("form_fields", dict)
    return fields


def needs(what: str) -> str:
    """Says in a template that this page needs a script of SCRIPTS; the layout loads it once."""
    _on_this_page("needed", dict).update(dict.fromkeys(SCRIPTS[what]))
    return ""


def scripts_needed() -> tuple[str, ...]:
    """The scripts of this page, in the order in which they are to run."""
    return (*ALWAYS, *_on_this_page("needed", dict))


def hang(app: Flask) -> None:
    """Gives the templates of an app everything that this file draws."""
    drawn = (icon, sprite, needs, scripts_needed, open_form, field_id, form_fields)
    app.jinja_env.globals.update({what.__name__: what for what in drawn})
    app.jinja_env.globals.update(journey_strip=strip, page_locale=get_locale, page_zone=get_timezone)
    app.jinja_env.filters.update(initials=initials, ground=ground)


def _on_this_page(name: str, empty: Callable[[], Any]) -> Any:
    if name not in g:
        setattr(g, name, empty())
    return g.get(name)
