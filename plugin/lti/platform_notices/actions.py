"""What a notice changes: a copied course knows its origins, launched already or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from plugin import clock
from plugin.database import db, insert_into
from plugin.lti.models import Context
from plugin.lti.platform_notices.models import NoticeHandler, PlatformNotice
from plugin.lti.platform_notices.reading import Heard
from plugin.lti.platform_notices.schemas import MOST_ORIGINS

KEPT = timedelta(days=60)  # no learning site sends a notice again as late as that


def take(heard: Heard) -> bool:
    """Take a notice, once; says whether it was new."""
    platform_id, notice = heard.platform_id, heard.notice
    row = {"platform_id": platform_id, "lms_id": notice.id, "at": clock.now()}
    made = (
        insert_into(PlatformNotice)
        .values(row)
        .on_conflict_do_nothing(index_elements=["platform_id", "lms_id"])
    )
    if db.session.execute(made.returning(PlatformNotice.id)).first() is None:
        return False
    if notice.context_id and notice.origins:
        _copied(heard, notice.context_id)
    return True


def handler_noted(platform_id: UUID, url: str, handler: str, fault: str) -> None:
    """Keep whether a learning site took our address for notices."""
    now = clock.now()
    said = {"handler": handler, "tried_at": now, "taken_at": None if fault else now, "said": fault}
    made = insert_into(NoticeHandler).values(platform_id=platform_id, url=url, **said)
    db.session.execute(made.on_conflict_do_update(index_elements=["platform_id", "url"], set_=said))


def sweep(now: datetime) -> int:
    """Forget notices that nobody sends again."""
    over = db.session.execute(delete(PlatformNotice).where(PlatformNotice.at < now - KEPT))
    return int(over.rowcount)  # type: ignore[attr-defined]


def _copied(heard: Heard, lms_id: str) -> None:
    """Keep the origins of a course, whether anybody has come from it yet or not."""
    notice = heard.notice
    where = {"company_id": heard.company_id, "platform_id": heard.platform_id, "lms_id": lms_id}
    new = {**where, "title": notice.context_title, "made_at": clock.now()}
    db.session.execute(insert_into(Context).values(new).on_conflict_do_nothing(index_elements=list(where)))
    course = db.session.scalars(select(Context).filter_by(**where).with_for_update()).one()
    told = dict.fromkeys(one for one in (*notice.origins, *course.origins) if one != lms_id)
    course.origins = list(told)[:MOST_ORIGINS]
    db.session.flush()
