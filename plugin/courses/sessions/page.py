"""A session's page: all that stands on it, whichever of its forms comes back to be put right."""

from __future__ import annotations

from typing import Any

from plugin import clock, slots
from plugin.courses.sessions import policy
from plugin.courses.sessions.each.policy import can_write_to_each
from plugin.courses.sessions.each.queries import for_each
from plugin.courses.sessions.finishing.policy import can_finish_session
from plugin.courses.sessions.present import people_in
from plugin.courses.sessions.promises.policy import can_finish_action
from plugin.courses.sessions.promises.queries import actions_in
from plugin.courses.sessions.pulse.queries import pulse_of
from plugin.courses.sessions.schemas import MODES
from plugin.courses.sessions.seen import Seen
from plugin.forms import Form, blank, page
from plugin.member import Member


def show_session(member: Member, seen: Seen, **forms: Form) -> str:
    """What was shared beside what is only mine, what was promised, and how it was for me."""
    pulse = pulse_of(member, seen)
    begun: dict[str, Any] = {
        "note": blank(version=seen.note_version, words=seen.note),
        "action": blank(),
        "how": blank(**pulse.said) if pulse else blank(),
    }
    return page(
        "sessions/show.html",
        seen=seen,
        people=people_in(member, seen.id) if seen.whole else [],
        promises=actions_in(member, seen.id) if seen.whole else [],
        pulse=pulse,
        each=for_each(member, seen) if seen.whole and not seen.is_of_a_pair else [],
        may_write_to_each=can_write_to_each(member, seen),
        modes=MODES,
        today=clock.today(member.zone),
        may_change=policy.can_change_session(member, seen),
        may_finish_it=can_finish_session(member, seen),
        may_finish=can_finish_action,
        may_promise_for_others=policy.can_promise_for_others(member, seen),
        beside=slots.beside(member, seen) if seen.whole else "",
        **{**begun, **forms},
    )
