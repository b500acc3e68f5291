"""Which milestone waits for which; of plain values, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from plugin.courses.goals.models import Milestone


@dataclass(frozen=True, slots=True)
class Push:
    """A milestone that would be moved with another one: from which day to which."""

    id: UUID
    due: date
    to: date


def goes_round(steps: Iterable[Milestone], one: UUID, after: UUID) -> bool:
    """Whether `one` would wait for itself, if it came after that."""
    before = {step.id: step.after_id for step in steps}
    met: set[UUID] = set()
    at: UUID | None = after
    while at and at not in met:
        if at == one:
            return True
        met.add(at)
        at = before.get(at)
    return False


def pushed(steps: Iterable[Milestone], one: UUID, to: date) -> list[Push]:
    """What a milestone that is due on `to` moves: whatever waits for it, by as many days as it comes too near.

    What waits was planned so many days after it; that distance stays. Moved nearer, nothing is pushed, and neither is
    what is done.
    """
    known = {step.id: step for step in steps}
    waiting: dict[UUID, list[Milestone]] = {}
    for step in known.values():
        if step.after_id in known:
            waiting.setdefault(step.after_id, []).append(step)
    return _behind(waiting, one, to - known[one].due, {one})


def _behind(waiting: Mapping[UUID, list[Milestone]], one: UUID, by: timedelta, met: set[UUID]) -> list[Push]:
    found: list[Push] = []
    if by <= timedelta(0):
        return found
    for step in sorted(waiting.get(one, ()), key=lambda step: (step.due, str(step.id))):
        if step.id in met or step.done_at is not None:
            continue
        met.add(step.id)
        found += [Push(step.id, step.due, step.due + by), *_behind(waiting, step.id, by, met)]
    return found
