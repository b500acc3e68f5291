"""What the way in does with nobody watching: it changes its keys in time, and forgets logins and visits that are over."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, delete, func, select, update

from plugin.database import db
from plugin.jobs.tasks import every, job
from plugin.lti import keys
from plugin.lti.connections.actions import note_forgotten
from plugin.lti.logins import KEPT_LOGINS
from plugin.lti.models import Login, Platform, Visit
from plugin.lti.platform_notices import jobs as notices
from plugin.lti.registration import rereading  # noqa: F401 - the clock asks for it

KEPT_VISITS = timedelta(days=1)  # after their end, so that an old tab's page can still stand in its frame


@every(hours=24)
@job("lti.rotate-keys")
def rotate_keys() -> str:
    """Change our keys every few months, with overlap."""
    return keys.rotate_in_time()


def sweep(now: datetime) -> int:
    """Forget logins that led nowhere, visits that ended a day ago, which platforms keep as counts, and old notices."""
    idle = timedelta(minutes=current_app.config["TANDEM"].visit_idle_minutes)
    over = Visit.seen_at < now - idle - KEPT_VISITS
    _keep_count(over)
    logins = db.session.execute(delete(Login).where(Login.expires_at < now - KEPT_LOGINS))
    visits = db.session.execute(delete(Visit).where(over))
    return notices.sweep(now) + int(logins.rowcount + visits.rowcount)  # type: ignore[attr-defined]


def _keep_count(over: ColumnElement[bool]) -> None:
    """Of visits that are about to be forgotten, their platform keeps the last and how they kept their session."""
    counted = select(Visit.platform_id, Visit.way, func.count(), func.max(Visit.began_at)).where(over)
    ways, last = defaultdict[UUID, dict[str, int]](dict), dict[UUID, datetime]()
    for platform_id, way, many, began_at in db.session.execute(
        counted.group_by(Visit.platform_id, Visit.way)
    ):
        ways[platform_id][way] = many
        last[platform_id] = max(began_at, last.get(platform_id, began_at))
    for platform_id, began_at in last.items():
        later = (Platform.launched_at.is_(None)) | (Platform.launched_at < began_at)
        db.session.execute(
            update(Platform).where(Platform.id == platform_id, later).values(launched_at=began_at)
        )
        note_forgotten(platform_id, ways[platform_id])
