"""What is there to be promised when a session ends."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plugin.courses.sessions.finishing.lines import NoteLine, lines_of
from plugin.courses.sessions.present import people_in
from plugin.courses.sessions.seen import Seen
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Offered:
    """The lines of a session's notes. `other_id` is the other of a pair; None in a group: names say whose a line is."""

    lines: list[NoteLine]
    own_id: UUID
    other_id: UUID | None
    names: dict[UUID, str]

    def owner_of(self, line: NoteLine) -> UUID | None:
        """Whose promise a line is, where that is not the viewer's."""
        return self.other_id or (line.owner_id if line.owner_id != self.own_id else None)

    @property
    def theirs(self) -> list[NoteLine]:
        """Those that may be somebody else's promise."""
        return [line for line in self.lines if self.owner_of(line)]


def offered_in(viewer: Member, seen: Seen) -> Offered:
    """The lines of the session's shared note, with who was there: one statement."""
    assert viewer.enrolment_id
    names = {one.id: one.name for one in people_in(viewer, seen.id)}
    others = [one for one in names if one != viewer.enrolment_id]
    other = others[0] if seen.is_of_a_pair and others else None
    return Offered(lines_of(seen.shared, names), viewer.enrolment_id, other, names)
