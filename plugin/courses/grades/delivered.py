"""What came of a course's round, as it goes on and at its end."""

from __future__ import annotations

from dataclasses import dataclass, field

TIRED = 3  # after so many faults of the LMS itself in a row, the rest waits for the next round


@dataclass(slots=True)
class Delivered:
    """Scores by what came of them. `faults` are sentences, which may be the LMS's own words."""

    title: str
    sent: int = 0
    refused: int = 0
    later: int = 0
    not_gradable: int = 0
    faults: list[str] = field(default_factory=list)
    tired: int = 0  # faults of the LMS itself, since it last took something

    @property
    def ok(self) -> bool:
        """Whether nothing is left that somebody should know of: who cannot be graded is none of that."""
        return not (self.faults or self.refused or self.later)

    @property
    def told(self) -> str:
        """In numbers alone, for where no words may be kept."""
        counts = f"{self.sent} sent, {self.refused} refused, {self.later} later"
        return f"{counts}, {self.not_gradable} not gradable, {len(self.faults)} faults"
