"""Reading rosters with nobody watching: each when its time has come, at once when somebody asks."""

from __future__ import annotations

from uuid import UUID

from plugin.database import transaction
from plugin.jobs.tasks import every, job, soon
from plugin.people.roster import queries
from plugin.people.roster.actions import roster_wanted
from plugin.people.roster.reading import read_roster

BATCH = 20  # courses asked for by one sweep; what waits longer is in the next


@job("roster.read")
def read(context_id: UUID) -> str:
    """Read one course's roster, unless somebody else just has."""
    with transaction(writing=False):
        due = queries.is_due(context_id)
    return read_roster(context_id).told if due else "not due"


@every(minutes=5)
@job("roster.sweep")
def sweep() -> str:
    """Ask for the rosters that are due."""
    with transaction():
        due = queries.due_rosters(BATCH)
        for context_id in due:
            soon(read, context_id)
    return f"{len(due)} due"


def read_soon(context_id: UUID) -> None:
    """Let a course's roster be read as soon as what the caller does is kept."""
    roster_wanted(context_id)
    soon(read, context_id)
