"""What this LMS has given out and seen since its start: a restart makes every token void."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Bearer:
    """Who may call with a token, for what, and until when."""

    client_id: str
    scopes: tuple[str, ...]
    ends: datetime


@dataclass
class Issued:
    """Tokens given; invitations to register; and what works only once and was seen, by what it is and its name."""

    bearers: dict[str, Bearer] = field(default_factory=dict)
    invitations: dict[str, datetime] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def first_time(self, what: str, name: str) -> bool:
        """Whether this has never been seen before; now it has."""
        known = len(self.seen)
        self.seen.add((what, name))
        return len(self.seen) > known
