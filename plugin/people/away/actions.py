"""Being away, and being there after all."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member
from plugin.people.away.models import Away
from plugin.people.away.queries import SHOWN, own_days_away

LONGEST = timedelta(days=366)


def say_away(member: Member, since: date, until: date) -> None:
    """They are away from that day to that day, both included. Said twice, it is once.

    Raises Invalid for days that are over, that end before they begin or are more than a year, and for more than twenty.
    """
    today = clock.today(member.zone)
    if until < since:
        raise Invalid(_("That is before it begins. Please look at the two days again."), "away_until")
    if until < today:
        raise Invalid(_("Those days are over. Please choose today or later ones."), "away_until")
    if until - since > LONGEST or since > today + 2 * LONGEST:
        raise Invalid(_("That is more than a year. Please look at the year again."), "away_until")
    known = own_days_away(member)
    if any((one.since, one.until) == (since, until) for one in known):
        return
    if len(known) >= SHOWN:
        raise Invalid(_("That is enough for now: take one of them back first."), "away_since")
    db.session.add(Away(owner_id=member.enrolment_id, since=since, until=until))
    db.session.flush()


def take_back(away: Away) -> None:
    """They are there after all."""
    db.session.delete(away)
    db.session.flush()
