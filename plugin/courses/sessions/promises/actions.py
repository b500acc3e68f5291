"""What becomes of promises: kept, moved to another day, let go, taken up again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import update

from plugin import clock
from plugin.courses.goals.actions import refuse_odd_date
from plugin.courses.sessions.models import Action
from plugin.courses.sessions.promises.models import PromiseTurn
from plugin.courses.sessions.promises.seen import Promise
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member


def finish_action(doer: Member, promise: Promise, *, done: bool = True) -> None:
    """It is kept; or, after all, it is not. Saying the same again changes nothing."""
    if done != (promise.done_at is not None):
        _set(promise, done_at=clock.now() if done else None, dropped_at=None)


def move_promise(owner: Member, promise: Promise, due: date, why: str) -> None:
    """To another day, or taken up again for one. Raises Invalid for the same day and for one that makes no sense."""
    refuse_odd_date(owner, due, "moved_to")
    if promise.is_open and due == promise.due:
        raise Invalid(_("That is the day it stands at already."), "moved_to")
    _set(promise, due=due, done_at=None, dropped_at=None)
    _tell(promise, "moved" if promise.is_open else "taken up", why, due)


def let_go(owner: Member, promise: Promise, why: str) -> None:
    """It is not going to be done, and why."""
    if promise.is_open:
        _set(promise, dropped_at=clock.now())
        _tell(promise, "let go", why, promise.due)


def _set(promise: Promise, **what: Any) -> None:
    db.session.execute(update(Action).where(Action.id == promise.id).values(**what))


def _tell(promise: Promise, kind: str, why: str, due: date | None) -> None:
    now: datetime = clock.now()
    turn = PromiseTurn(action_id=promise.id, kind=kind, why=why, due_before=promise.due, due=due, at=now)
    db.session.add(turn)
    db.session.flush()
