"""What a planned session looks like to whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from markupsafe import Markup

from plugin import clock

GRACE = timedelta(hours=1)  # after its beginning it is asked about: by then one knows


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned session as one person sees it; `part` is theirs in it, `whom` the group or the other of the two.

    `session_id` is the session it became, for who was there and sees it.
    """

    id: UUID
    at: datetime
    minutes: int
    mode: str
    place: str
    agenda: Markup
    state: str
    why: str
    version: int
    changed_at: datetime
    series_id: UUID | None
    session_id: UUID | None
    group_id: UUID | None
    mentee_id: UUID | None
    mentor_id: UUID | None
    part: str
    whom: str
    runs: bool

    @property
    def partner(self) -> str:
        """With whom it is, as a form for a session says it."""
        if self.group_id:
            return f"group:{self.group_id}"
        return f"mentor:{self.mentor_id}" if self.part == "mentee" else f"mentee:{self.mentee_id}"

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.at + timedelta(minutes=self.minutes)

    @property
    def is_ahead(self) -> bool:
        """It is to come, or has just begun."""
        return self.state == "planned" and self.at > clock.now() - GRACE

    @property
    def is_asked_about(self) -> bool:
        """Its time has passed, and nobody has said yet whether they met."""
        return self.state == "planned" and not self.is_ahead and self.runs

    @property
    def is_on_the_web(self) -> bool:
        """Its place is an address that a browser opens."""
        return self.place.startswith("https://") and " " not in self.place


@dataclass(frozen=True, slots=True)
class Ahead:
    """What stands before and behind: those that are asked about, then those to come, the soonest first."""

    asked: tuple[Planned, ...] = ()
    coming: tuple[Planned, ...] = ()
    more: bool = False
