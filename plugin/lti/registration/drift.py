"""What a learning site's registration lacks by now: taken away since, never granted, or wished for by a later version."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from plugin.lti.connections.queries import Standing
from plugin.lti.registration.offer import MESSAGES, READ_BACK, SCOPES

TYPES = tuple(message.type for message in MESSAGES)
WISHED = (*SCOPES, *TYPES)


@dataclass(frozen=True, slots=True)
class Drift:
    """Scopes and types of messages, as the specifications write them."""

    # The token address refuses it, or the registration lacks it by now: taken away, or, where it said nothing of it at
    # first, never given.
    lost: tuple[str, ...]
    withheld: tuple[str, ...]  # asked for at registration, and not granted
    newer: tuple[str, ...]  # this version wishes for it, and that of the registration did not

    @property
    def any(self) -> bool:
        """Whether there is something to be said."""
        return bool(self.lost or self.withheld or self.newer)


def drift_of(site: Standing, wished: Collection[str] = WISHED) -> Drift:
    """How far the registration is from what we wish for. Of one made by hand only what tokens tell is known."""
    refused = [scope for scope, told in site.grants.items() if not told["given"] and scope != READ_BACK]
    asked = [one for one in site.asked or [] if one not in refused]
    then = [one for one in asked if _given(one, site.messages if one in TYPES else site.scopes or None)]
    now = [one for one in asked if _given(one, site.messages_now if one in TYPES else site.granted)]
    known = {*(site.messages_now or ()), *(site.scopes_now or ())}
    taken = [one for one in then if one not in now]
    withheld = tuple(one for one in asked if one not in then and one not in known)
    newer = () if site.wished is None else tuple(one for one in wished if one not in {*site.wished, *known})
    return Drift((*refused, *taken), withheld, newer)


def _given(one: str, told: Collection[str] | None) -> bool:
    """Whether the LMS said so, or said nothing at all."""
    return told is None or one in told
