"""What a learning site's registration lacks by now: taken away since, never granted, or wished for by a later version."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from plugin.lti.connections.queries import Standing
from plugin.lti.registration.offer import MESSAGES, SCOPES

TYPES = tuple(message.type for message in MESSAGES)
WISHED = (*SCOPES, *TYPES)


@dataclass(frozen=True, slots=True)
class Drift:
    """Scopes and types of messages, as the specifications write them."""

    # The token address refuses it: taken away, or, where registration said nothing of it, never given.
    lost: tuple[str, ...]
    withheld: tuple[str, ...]  # asked for at registration, and not granted
    newer: tuple[str, ...]  # this version wishes for it, and that of the registration did not

    @property
    def any(self) -> bool:
        """Whether there is something to be said."""
        return bool(self.lost or self.withheld or self.newer)


def drift_of(site: Standing, wished: Collection[str] = WISHED) -> Drift:
    """How far the registration is from what we wish for. Of one made by hand only what tokens tell is known."""
    lost = tuple(scope for scope, told in site.grants.items() if not told["given"])
    withheld = [
        one
        for one in site.asked or []
        if one not in lost and not _given(one, site.messages if one in TYPES else site.scopes)
    ]
    newer = () if site.wished is None else tuple(one for one in wished if one not in site.wished)
    return Drift(lost, tuple(withheld), newer)


def _given(one: str, told: Collection[str] | None) -> bool:
    """Whether the LMS said so, or said nothing at all."""
    return not told or one in told
