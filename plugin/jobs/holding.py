"""A run in somebody's hands: what its holder is called, and how it is noted that it is over."""

from __future__ import annotations

import os
import secrets
import socket
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import select, update

from plugin import clock
from plugin.database import db, transaction
from plugin.jobs.models import Run
from plugin.jobs.queue import tell


class Held(NamedTuple):
    """A run that is somebody's to do."""

    id: UUID
    job: str
    subject: str
    holder: str


def a_holder() -> str:
    """A name that no other process has, nor another holder in this one."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"


def note_end(held: Held, state: str, said: str) -> None:
    """Note what came of a run, if it is still the holder's; and let the same begin that was asked for meanwhile, since
    it waited for this end. Call it outside any transaction."""
    waits = (Run.job == held.job, Run.subject == held.subject, Run.state == "waiting")
    with transaction():
        ours = update(Run).where(Run.id == held.id, Run.state == "running", Run.holder == held.holder)
        db.session.execute(ours.values(state=state, said=said, ended_at=clock.now()))
        meanwhile = db.session.scalar(select(Run.id).where(*waits))
    if meanwhile:
        tell(current_app, meanwhile)
