"""Named places in lower rooms' pages that higher rooms fill; `app.py` alone connects the two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from plugin.member import Member


def fill(app: Flask, name: str, filler: Callable[..., Markup]) -> None:
    """Let `filler(member, thing)` fill the place called `name`."""
    app.extensions.setdefault("tandem.slots", {})[name] = filler


def beside(member: Member, thing: Any) -> Markup:
    """What stands beside a thing: its discussion. Empty where nothing fills the place."""
    filler = current_app.extensions.get("tandem.slots", {}).get("beside")
    return filler(member, thing) if filler else Markup("")
