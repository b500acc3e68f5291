"""Who else must hear that people came, left, came back or are called otherwise: rooms above, told by app.py alone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from flask import Flask, current_app

Hears = Callable[[UUID, Collection[UUID]], None]


def when_changed(app: Flask, hears: Hears) -> None:
    """Call `hears(context_id, enrolment_ids)` in the transaction that changed these people."""
    app.extensions.setdefault("tandem.people_changed", []).append(hears)


def tell(context_id: UUID, enrolment_ids: Collection[UUID]) -> None:
    """These enrolments are new, active or inactive now, or their person's e-mail address is another one."""
    if enrolment_ids:
        for hears in current_app.extensions.get("tandem.people_changed", ()):
            hears(context_id, enrolment_ids)
