"""Which learning sites are to be asked for notices, and which did not take that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, or_, select

from plugin import clock
from plugin.database import db
from plugin.lti.models import Context, Platform
from plugin.lti.platform_notices.models import NoticeHandler

AGAIN = timedelta(days=1)  # after one that did not take our address
BATCH = 20


class Untaken(NamedTuple):
    """That a service did not take our address: when it was asked last, and why not."""

    at: datetime
    said: str


def to_ask(handler: str) -> list[tuple[UUID, str]]:
    """Services that launches have named and that do not send us notices yet, or to another address than `handler`."""
    here = (NoticeHandler.platform_id == Context.platform_id) & (NoticeHandler.url == Context.notices_url)
    rows = db.session.execute(
        select(Context.platform_id, Context.notices_url)
        .join(Platform, Platform.id == Context.platform_id)
        .outerjoin(NoticeHandler, here)
        .where(Context.notices_url != "", Platform.disabled_at.is_(None))
        .where(
            or_(
                NoticeHandler.id.is_(None),
                NoticeHandler.handler != handler,
                NoticeHandler.taken_at.is_(None) & (NoticeHandler.tried_at < clock.now() - AGAIN),
            )
        )
        .distinct()
        .order_by(Context.platform_id, Context.notices_url)
        .limit(BATCH)
    )
    return [(platform_id, url) for platform_id, url in rows]


def untaken() -> dict[UUID, Untaken]:
    """Platform -> the last refusal of a service that its launches name; none where all took our address."""
    named = exists().where(
        Context.platform_id == NoticeHandler.platform_id, Context.notices_url == NoticeHandler.url
    )
    rows = db.session.execute(
        select(NoticeHandler.platform_id, NoticeHandler.tried_at, NoticeHandler.said)
        .where(NoticeHandler.taken_at.is_(None), named)
        .order_by(NoticeHandler.tried_at, NoticeHandler.id)
    )
    return {platform_id: Untaken(tried_at, said) for platform_id, tried_at, said in rows}
