"""Setting a flag aside, and looking at it again."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete

from plugin import clock
from plugin.database import QUIET, db, insert_into, new_id
from plugin.errors import Invalid
from plugin.groups.flags.keeping import keep_standing
from plugin.groups.flags.models import SetAside
from plugin.groups.flags.queries import Kind
from plugin.member import Member

LONGEST = timedelta(days=366)


def set_aside(member: Member, flag: Kind, since: date, until: date | None, why: str) -> None:
    """Until that day, or until its facts change; said again, it is said otherwise. Raises Invalid for an odd day."""
    today = clock.today(member.zone)
    if until and not today <= until <= today + LONGEST:
        raise Invalid(_("Please choose a day from today on, within a year, or none."), "aside_until")
    said = {"since": since, "until": until, "why": why, "at": clock.now()}
    own = {"by_id": member.enrolment_id, "mentee_id": flag.mentee_id, "kind": flag.kind}
    fresh = insert_into(SetAside).values(id=new_id(), **own, **said)
    db.session.execute(fresh.on_conflict_do_update(index_elements=["by_id", "mentee_id", "kind"], set_=said))
    db.session.expire_all()
    keep_standing(member, [flag.mentee_id])


def look_again(member: Member, flag: Kind) -> None:
    """It is seen again."""
    mine = (SetAside.by_id == member.enrolment_id, SetAside.mentee_id == flag.mentee_id)
    gone = delete(SetAside).where(*mine, SetAside.kind == flag.kind)
    db.session.execute(gone, execution_options=QUIET)
    db.session.expire_all()
    keep_standing(member, [flag.mentee_id])
