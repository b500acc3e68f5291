"""The page of one's days away."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.home.away.schemas import AwayForm
from plugin.member import Member
from plugin.people.away import actions, policy
from plugin.people.away.models import Away
from plugin.people.away.queries import away_for, own_days_away

pages = Blueprint("away", __name__, url_prefix="/v/<visit>/me/away")


@pages.get("/")
@allow(policy.can_be_away)
def index(member: Member) -> ResponseReturnValue:
    """My days away."""
    return _index(member, blank())


@pages.post("/")
@allow(policy.can_be_away)
def say(member: Member) -> ResponseReturnValue:
    """I am away then."""
    form = read(AwayForm)
    if not form.ok:
        return _index(member, form), 422
    try:
        actions.say_away(member, form.values["away_since"], form.values["away_until"])
    except Invalid as fault:
        return _index(member, form.refused(fault)), 422
    return redirect(url("away.index"))


@pages.post("/<uuid:away_id>/back")
@allow(policy.can_take_days_back, load=away_for)
def back(member: Member, away: Away) -> ResponseReturnValue:
    """I am there after all."""
    actions.take_back(away)
    return redirect(url("away.index"))


def _index(member: Member, form: Form) -> str:
    return page("away/index.html", days=own_days_away(member), form=form)
