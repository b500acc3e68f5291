"""What pages of talk share: how they are drawn, and what is refused of every form that somebody speaks through."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from plugin.discussions import places, policy
from plugin.discussions.marks import policy as marking
from plugin.discussions.spots import PLACES, as_time
from plugin.discussions.topics import policy as topics
from plugin.errors import Invalid
from plugin.forms import Form, page
from plugin.member import Member


def shown(template: str, **told: Any) -> str:
    """Draw a template of this room: it is given the sentences of what its reader may do, and the way to things."""
    ways = {"places": places, "as_time": as_time, "PLACES": PLACES}
    return page(template, policy=policy, marking=marking, alone=topics, **ways, **told)


def with_a_name(member: Member, anonymous: bool, form: Form) -> Form:
    """A form that leaves the name out where that is not allowed any more is given back, and nothing is posted."""
    if form.ok and form.values["unnamed"] and not policy.may_leave_out_name(member, anonymous):
        return form.refused(
            Invalid(_("Here your name stands with your words. Post them with it, or leave them."))
        )
    return form
