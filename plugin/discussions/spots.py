"""What exactly a post is about: a passage, a page or a second of its thing; or, between two, a post said elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

# What a place can be in each kind of resource; whatever else is said is let go.
PLACES = {
    "video": ("second", "quote"),
    "file": ("page", "second", "quote"),
    "page": ("quote",),
    "link": ("quote",),
    "item": ("quote",),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: pages count from 1, seconds from the beginning."""

    quote: str = ""
    page: int | None = None
    second: int | None = None
    post_id: UUID | None = None


NOWHERE = Spot()
SPOT = ("quote", "page", "second")  # what a form says of it


def spot_in(shape: str, *, quote: str = "", page: int | None = None, second: int | None = None) -> Spot:
    """The place that was told, as far as things of that shape have such places."""
    told = {"quote": quote, "page": page, "second": second}
    return Spot(**{name: told[name] for name in PLACES.get(shape, ())})  # type: ignore[arg-type]  # each its own


def as_time(second: int) -> str:
    """A second as players show it: 754 is '12:34'."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def as_second(time: str) -> int:
    """The other way round. Raises ValueError for what is no time."""
    parts = [int(part) for part in time.split(":")]
    if not 1 <= len(parts) <= 3 or any(part < 0 for part in parts) or any(part > 59 for part in parts[1:]):
        raise ValueError(time)
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))
