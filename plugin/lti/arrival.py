"""What a launch says of the person who comes in, handed up to whoever keeps people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at the door, in the words of their LMS; what it does not share is an empty string.

    `context_id` is None for a launch from outside a course; `role` is 'lead' or 'member' of that course.
    """

    company_id: UUID
    platform_id: UUID
    context_id: UUID | None
    sub: str
    name: str
    email: str
    locale: str
    role: str
    group_ids: tuple[str, ...] | None = None  # of the LMS; None where it does not say in a launch
    looks_after: tuple[str, ...] | None = None  # subs (claim role_scope_mentor); None where it is not sent
