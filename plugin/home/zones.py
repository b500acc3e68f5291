"""Time zones to choose from, each place with its offset today."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from plugin import clock

REGIONS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip


@cache
def known() -> frozenset[str]:
    """Every zone that this machine knows, read from its files once."""
    return frozenset(available_timezones())


def choices(current: str) -> list[tuple[str, str]]:
    """(IANA name, 'Lagos, Africa (UTC+01:00)') for each place, and for the current one whatever it is."""
    places = _places(clock.now().date())
    named = {name for name, _label in places}
    return places if current in named else [(current, current), *places]


@lru_cache(maxsize=2)
def _places(day: date) -> list[tuple[str, str]]:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    names = sorted(name for name in known() if name.split("/")[0] in REGIONS or name == "UTC")
    return [(name, _said(name, noon)) for name in names]


def _said(name: str, noon: datetime) -> str:
    offset = noon.astimezone(ZoneInfo(name)).strftime("%z")
    region, _slash, place = name.replace("_", " ").partition("/")
    where = f"{place}, {region}" if place else region
    return f"{where} (UTC{offset[:3]}:{offset[3:5]})"
