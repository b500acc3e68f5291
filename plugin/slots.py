"""Named places in lower rooms' pages that higher rooms fill; `app.py` alone connects the two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a place, drawn; and where in it somebody writes, as an address on the page: '' for nowhere."""

    drawn: Markup
    say: str = ""

    def __html__(self) -> Markup:
        """As templates draw it."""
        return self.drawn


NOTHING = Filled(Markup(""))


def fill(app: Flask, name: str, filler: Callable[..., Filled]) -> None:
    """Let `filler(member, thing)` fill the place called `name`."""
    app.extensions.setdefault("tandem.slots", {})[name] = filler


def beside(member: Member, thing: Any) -> Filled:
    """What stands beside a thing: its discussion. Empty where nothing fills the place."""
    return _filled("beside", member, thing)


def week(member: Member, course: Any) -> Filled:
    """What waits for somebody in a course this week. Empty where nothing fills the place."""
    return _filled("week", member, course)


def _filled(name: str, member: Member, thing: Any) -> Filled:
    filler = current_app.extensions.get("tandem.slots", {}).get(name)
    filled: Filled = filler(member, thing) if filler else NOTHING
    return filled
