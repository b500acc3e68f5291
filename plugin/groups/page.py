"""The page of one mentee: all that stands on it, also where a form of it comes back to be put right."""

from __future__ import annotations

from plugin import clock
from plugin.courses.resources.uses.queries import opened_lately
from plugin.forms import Form, blank, page
from plugin.groups.one_mentee import mentee_seen
from plugin.member import Member
from plugin.people.models import Enrolment


def show_mentee(member: Member, person: Enrolment, kind: str = "", form: Form | None = None) -> str:
    """As their mentors and they themselves see them; `form` is that of the flag of this `kind`."""
    return page(
        "groups/mentee.html",
        mentee=mentee_seen(member, person),
        lately=opened_lately(member, person.id),
        today=clock.today(member.zone),
        aside_forms={kind: form} if form else {},
        fresh=blank(),
    )
