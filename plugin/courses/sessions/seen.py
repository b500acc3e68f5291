"""What sessions look like to the one who asks: the shapes that the queries give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as one person sees it. Not `whole`, only its day and their own private note are theirs to see."""

    id: UUID
    course_id: UUID
    at: datetime
    whole: bool
    part: str
    note: Markup | None
    note_version: int
    group_id: UUID | None = None
    mentee_id: UUID | None = None
    logged_by_id: UUID | None = None
    minutes: int | None = None
    mode: str = ""
    shared: Markup | str = ""
    ideas: Markup | str = ""
    cost: int | None = None
    finished_at: datetime | None = None
    version: int = 0
    whom: str = ""

    @property
    def is_of_a_pair(self) -> bool:
        """With one mentee, not with a group."""
        return self.mentee_id is not None


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What a board says of one person's contacts; the words of an action only where the viewer may read them."""

    last_at: datetime | None = None
    last_mode: str = ""
    next_what: str = ""
    next_due: date | None = None
    next_owner_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SessionsSeen:
    """A page of sessions, the newest first; `more` says that another page follows."""

    sessions: list[Seen]
    more: bool
