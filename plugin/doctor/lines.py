"""What the doctor says: lines under headings, each with how serious it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

CALM = 10  # lines that a reader passes over easily
OK, LOOK, RED, PLAIN = "ok", "look", "red", "plain"
_WORST = (RED, LOOK, OK, PLAIN)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing and how it stands: 'ok', 'look' (worth a look), 'red' (somebody has to act) or 'plain' (to know)."""

    state: str
    what: str
    said: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together. `empty` is said where there are none."""

    title: str
    lines: list[Line]
    empty: str = ""

    @property
    def amiss(self) -> list[Line]:
        """Those that somebody should look at."""
        return [line for line in self.lines if line.state in (RED, LOOK)]

    @property
    def is_long(self) -> bool:
        """Many lines of which none needs anybody: they are there for whoever asks."""
        return len(self.lines) > CALM and not self.amiss


def cut(lines: list[Line], most: int) -> list[Line]:
    """So many of the lines of courses, and one that says how many more there are."""
    more = len(lines) - most
    if more <= 0:
        return lines
    told = ngettext("One other course.", "%(num)s other courses.", more)
    return [*lines[:most], Line(PLAIN, _("And more"), told)]


def seriousness(state: str) -> int:
    """For sorting, the most serious first."""
    return _WORST.index(state)


def worst(*states: str) -> str:
    """The most serious of these."""
    return min(states, key=seriousness)


def moment(when: datetime) -> str:
    """For operators, whose logs are in UTC too."""
    return f"{when:%Y-%m-%d %H:%M} UTC"
