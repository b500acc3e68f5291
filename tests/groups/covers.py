"""Cover as tests ask for it: between two people, on days counted from noon of one day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from plugin.groups.cover.rules import Wanted
from tests.factories.courses import place_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def later(days: int) -> date:
    return NOON.date() + timedelta(days=days)


def wanted(covered, covering, first=0, last=5, group=None):
    ids = (place_of(covered), place_of(covering), group and group.id)
    return Wanted(*ids, later(first), later(last))
