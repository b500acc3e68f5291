"""What a lead does about cover: arranges it, and ends it early."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.cover.rules import Wanted, refuse_circles, refuse_odd_days, refuse_odd_people
from plugin.member import Member
from plugin.people.cover.models import Cover
from plugin.people.models import Enrolment, Group


def arrange(lead: Member, wanted: Wanted) -> Cover:
    """Somebody covers for a mentor from a day until another, both included, on the lead's own clock.

    Raises Invalid with the sentence for what is odd about it, NotHere for people and groups of elsewhere.
    """
    _refuse_strangers(lead, wanted)
    refuse_odd_days(lead, wanted)
    refuse_odd_people(wanted)
    refuse_circles(wanted, _not_over(lead))
    cover = Cover(
        context_id=lead.context_id,
        covered_id=wanted.covered,
        covering_id=wanted.covering,
        group_id=wanted.covered_in,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        since=_begins(wanted.first_day, lead.zone),
        until=_begins(wanted.last_day + timedelta(days=1), lead.zone),
        by_id=lead.enrolment_id,
        made_at=clock.now(),
    )
    db.session.add(cover)
    db.session.flush()
    return cover


def end_cover(cover: Cover) -> None:
    """It ends now, and stays on record; one that has not begun is as if it had never been said."""
    now = clock.now()
    if cover.since > now:
        db.session.delete(cover)
    else:
        cover.until = min(cover.until, now)
    db.session.flush()


def _begins(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _refuse_strangers(lead: Member, wanted: Wanted) -> None:
    """Held until the commit, in one order: two leads who let two people cover for each other must not both succeed."""
    both = Enrolment.id.in_([wanted.covered, wanted.covering]) & (Enrolment.context_id == lead.context_id)
    here = db.session.scalars(select(Enrolment).where(both).order_by(Enrolment.id).with_for_update()).all()
    known = {one.id for one in here if one.active or one.id == wanted.covered}
    group = db.session.get(Group, wanted.covered_in) if wanted.covered_in else None
    elsewhere = wanted.covered_in and (group is None or group.context_id != lead.context_id)
    if elsewhere or not {wanted.covered, wanted.covering} <= known:
        raise NotHere()


def _not_over(lead: Member) -> list[Cover]:
    rows = select(Cover).where(Cover.context_id == lead.context_id, Cover.until > clock.now())
    return list(db.session.scalars(rows))
