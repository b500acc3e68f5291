"""When somebody may need attention; pure functions on plain facts, in whole days on the clock of whoever looks.

The rules and their defaults are those of the design (mentoring.md, section 5). A course may set other limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from statistics import median

from plugin.people.figures import FEWEST


@dataclass(frozen=True, slots=True)
class Limits:
    """When each rule speaks, as it comes with Tandem. `off` are kinds that say nothing in a course."""

    first_session: int = 10  # days since they came together
    gap_percent: int = 150  # of the agreed cadence
    overdue: int = 7  # days that a promise is late
    together: int = 2  # promises that are as late
    unmoved: int = 21  # days in which nobody touched an open milestone
    open_long: int = 7  # days that a section is open, at least
    section_percent: int = 200  # of what others needed in the median
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Walked:
    """The section somebody is in: since when, and how many days each of the others who are done with it needed."""

    title: str
    since: date
    others: tuple[int, ...] = ()

    @property
    def usual(self) -> float | None:
        """The median of the others; None of fewer than five."""
        return median(self.others) if len(self.others) >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a mentee and whoever mentors them. `waiting` are days on which the mentor was there."""

    today: date
    since: date  # they came together
    cadence: int  # days from one session to the next, as agreed
    reply_days: int
    rests: bool = False
    met: date | None = None  # the last session
    heard: date | None = None  # the last sign of life of any kind
    waiting: int | None = None
    waiting_since: date | None = None
    late: tuple[date, ...] = ()  # days on which open promises of theirs were due
    untouched: tuple[
        tuple[str, date], ...
    ] = ()  # open goals with an open milestone, and when they last moved
    section: Walked | None = None
    stuck_since: date | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason: of which kind, since when it holds, and its numbers by name."""

    kind: str
    since: date
    numbers: dict[str, int] = field(default_factory=dict)
    about: str = ""  # the title of what it is about, where there is one


Rule = Callable[[Facts, Limits], Flag | None]
AS_IT_COMES = Limits()


def flags_of(facts: Facts, limits: Limits = AS_IT_COMES) -> list[Flag]:
    """All that hold, in the order of the rules; none for two who rest."""
    return [] if facts.rests else list(_raised(facts, limits))


def is_unheard(facts: Facts) -> bool:
    """No contact of any kind is recorded: a state of its own, not a flag. They may have met elsewhere."""
    return facts.met is None and facts.heard is None


def stuck(facts: Facts, _limits: Limits) -> Flag | None:
    """By their own word, at once."""
    return Flag("stuck", facts.stuck_since) if facts.stuck_since else None


def no_first_session(facts: Facts, limits: Limits) -> Flag | None:
    """None by the tenth day, or another one."""
    by = facts.since + timedelta(days=limits.first_session)
    if facts.met is not None or facts.today < by:
        return None
    return Flag("unmet", by, {"days": (facts.today - facts.since).days})


def long_gap(facts: Facts, limits: Limits) -> Flag | None:
    """More than one and a half times the agreed cadence since the last session."""
    if facts.met is None:
        return None
    days, most = (facts.today - facts.met).days, limits.gap_percent * facts.cadence // 100
    if days <= most:
        return None
    first = facts.met + timedelta(days=most + 1)
    return Flag("gap", first, {"days": days, "agreed": facts.cadence})


def unanswered(facts: Facts, _limits: Limits) -> Flag | None:
    """An ask, or a post to the mentor, waits longer than agreed."""
    if facts.waiting is None or facts.waiting_since is None or facts.waiting <= facts.reply_days:
        return None
    return Flag("unanswered", facts.waiting_since, {"days": facts.waiting, "agreed": facts.reply_days})


def promises_late(facts: Facts, limits: Limits) -> Flag | None:
    """At least two, each more than seven days, unless the course says otherwise."""
    late = sorted(due for due in facts.late if (facts.today - due).days > limits.overdue)
    if len(late) < limits.together:
        return None
    first = late[limits.together - 1] + timedelta(days=limits.overdue + 1)
    return Flag("promises", first, {"num": len(late), "over": limits.overdue})


def unmoved(facts: Facts, limits: Limits) -> Flag | None:
    """Nobody touched a goal with an open milestone for three weeks; of several, the one that rests the longest."""
    if not facts.untouched:
        return None
    title, moved = min(facts.untouched, key=lambda one: one[1])
    days = (facts.today - moved).days
    if days < limits.unmoved:
        return None
    return Flag("unmoved", moved + timedelta(days=limits.unmoved), {"days": days}, title)


def section_open_long(facts: Facts, limits: Limits) -> Flag | None:
    """Longer than a week, and than twice what others needed; not told while fewer than five are done with it."""
    if facts.section is None or facts.section.usual is None:
        return None
    most = int(max(limits.open_long, limits.section_percent * facts.section.usual / 100))
    days = (facts.today - facts.section.since).days
    if days <= most:
        return None
    numbers = {"days": days, "usual": ceil(facts.section.usual)}
    return Flag("section", facts.section.since + timedelta(days=most + 1), numbers, facts.section.title)


RULES: tuple[Rule, ...] = (
    stuck,
    unanswered,
    no_first_session,
    long_gap,
    promises_late,
    unmoved,
    section_open_long,
)
KINDS = ("stuck", "unanswered", "unmet", "gap", "promises", "unmoved", "section")


def _raised(facts: Facts, limits: Limits) -> Iterator[Flag]:
    for rule in RULES:
        if (flag := rule(facts, limits)) and flag.kind not in limits.off:
            yield flag
