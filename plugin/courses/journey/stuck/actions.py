"""Being stuck, and going on."""

from __future__ import annotations

from sqlalchemy import text, update

from plugin import clock
from plugin.courses.journey.stuck.models import NOW, Stuck
from plugin.database import changed, db, insert_into, new_id
from plugin.member import Member


def say_stuck(member: Member, why: str = "") -> None:
    """They are stuck from now on. Said twice, the later words stand, and the earlier moment."""
    made = {"id": new_id(), "owner_id": member.enrolment_id, "why": why, "since": clock.now()}
    fresh = insert_into(Stuck).values(made)
    once = {"index_elements": ["owner_id"], "index_where": text(NOW)}
    words = {"set_": {"why": why}}
    db.session.execute(
        fresh.on_conflict_do_update(**once, **words) if why else fresh.on_conflict_do_nothing(**once)
    )


def go_on(member: Member) -> None:
    """They go on; whoever is not stuck goes on as before."""
    now = update(Stuck).where(Stuck.owner_id == member.enrolment_id, Stuck.until.is_(None))
    changed(now.values(until=clock.now()).returning(Stuck.id))
    db.session.expire_all()
