"""Putting something off, and taking it up again."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete

from plugin import clock
from plugin.database import QUIET, db, insert_into, new_id
from plugin.errors import Invalid
from plugin.home.today.items import Item
from plugin.home.today.models import PutOff
from plugin.member import Member

LONGEST = timedelta(days=366)


def put_off(member: Member, item: Item, until: date | None, why: str = "") -> None:
    """Until that day, on which it is seen again; without one, until it is another thing. Raises Invalid for an odd day."""
    today = clock.today(member.zone)
    if until and not today < until <= today + LONGEST:
        raise Invalid(_("Please choose a day after today, within a year."), "until")
    said = {"facts": item.facts, "until": until, "why": why, "at": clock.now(), "mentee_id": item.mentee_id}
    own = {"by_id": member.enrolment_id, "kind": item.kind, "thing_id": item.thing_id}
    fresh = insert_into(PutOff).values(id=new_id(), **own, **said)
    db.session.execute(fresh.on_conflict_do_update(index_elements=["by_id", "kind", "thing_id"], set_=said))
    db.session.expire_all()


def take_up(member: Member, item: Item) -> None:
    """It waits again."""
    mine = (PutOff.by_id == member.enrolment_id, PutOff.kind == item.kind, PutOff.thing_id == item.thing_id)
    db.session.execute(delete(PutOff).where(*mine), execution_options=QUIET)
    db.session.expire_all()
