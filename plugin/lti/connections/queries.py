"""What is asked of how learning sites and we get on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from plugin.database import db
from plugin.lti.connections.models import Connection
from plugin.lti.models import KeySet, Platform, Visit

WAYS = ("cookie", "storage", "window")


class Noted(NamedTuple):
    """What was last noted of a platform's launches, as a launch itself needs it."""

    at: datetime | None = None
    apart: int | None = None
    kid: str | None = None
    refusals: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learning site and we get on. What was never noted is empty, or None."""

    id: UUID
    issuer: str
    client_id: str
    disabled_at: datetime | None
    registered_itself: bool
    scopes: list[str]  # granted at registration; empty also where it was not said
    launched_at: datetime | None
    published: list[str]  # key ids
    fetched_at: datetime | None
    ways: Mapping[str, int]  # how visits kept their session
    apart: int | None = None
    kid: str = ""
    kids: Mapping[str, str] = field(default_factory=dict)
    refusals: int = 0
    refused_at: datetime | None = None
    refusal: Mapping[str, str] = field(default_factory=dict)
    key_fetches: int = 0
    key_failures: int = 0
    key_fault: str = ""
    grants: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    wished: list[str] | None = None
    asked: list[str] | None = None
    messages: list[str] | None = None
    reread_at: datetime | None = None
    reread_fault: str = ""
    scopes_now: list[str] | None = None
    messages_now: list[str] | None = None

    @property
    def granted(self) -> list[str] | None:
        """The scopes that we have by all that is known; None where that is not known."""
        return scopes_known(self.scopes, self.scopes_now)

    @property
    def refusal_is_signed(self) -> bool:
        """Whether it was the learning site that sent whoever was turned away last; else it may have been anybody."""
        return is_signed(self.refusal)


def is_signed(refusal: Mapping[str, str]) -> bool:
    """Whether somebody was turned away after the signature of their launch had held."""
    return refusal.get("signed") == "yes"


def scopes_known(at_first: list[str], now: list[str] | None) -> list[str] | None:
    """Granted as last told: where the registration was read since, it is what was read. None where it is not known:
    none `at_first` is not, and none `now` was said."""
    return (at_first or None) if now is None else now


_NOTED = (
    *("apart", "kid", "kids", "refusals", "refused_at", "refusal"),
    *("key_fetches", "key_failures", "key_fault", "grants", "wished", "asked", "messages"),
    *("reread_at", "reread_fault", "scopes_now", "messages_now"),
)


def standings() -> list[Standing]:
    """Every learning site's, for the operator: two statements."""
    ways, last = _visits()
    rows = db.session.execute(
        select(Platform, Connection, KeySet)
        .outerjoin(Connection, Connection.platform_id == Platform.id)
        .outerjoin(KeySet, KeySet.platform_id == Platform.id)
        .order_by(Platform.issuer, Platform.id)
    )
    return [_standing(*row, ways[row[0].id], last.get(row[0].id)) for row in rows]


def _standing(
    platform: Platform,
    noted: Connection | None,
    keys: KeySet | None,
    running: Mapping[str, int],
    launched_at: datetime | None,
) -> Standing:
    kept = {way: getattr(noted, f"by_{way}") if noted else 0 for way in WAYS}
    said: dict[str, Any] = {name: getattr(noted, name) for name in _NOTED} if noted else {}
    return Standing(
        id=platform.id,
        issuer=platform.issuer,
        client_id=platform.client_id,
        disabled_at=platform.disabled_at,
        registered_itself=bool(platform.configuration_url),
        scopes=platform.scopes,
        launched_at=launched_at or platform.launched_at,
        published=[str(key["kid"]) for key in keys.keys] if keys else [],
        fetched_at=keys.fetched_at if keys else None,
        ways={way: kept[way] + running.get(way, 0) for way in WAYS},
        **said,
    )


def _visits() -> tuple[Mapping[UUID, Mapping[str, int]], Mapping[UUID, datetime]]:
    """Of the visits that are not forgotten yet: how many kept their session how, and when the last began."""
    ways, last = defaultdict[UUID, dict[str, int]](dict), dict[UUID, datetime]()
    counted = select(Visit.platform_id, Visit.way, func.count(), func.max(Visit.began_at))
    for platform_id, way, many, began_at in db.session.execute(
        counted.group_by(Visit.platform_id, Visit.way)
    ):
        ways[platform_id][way] = many
        last[platform_id] = max(began_at, last.get(platform_id, began_at))
    return ways, last
