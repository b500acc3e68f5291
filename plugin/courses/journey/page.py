"""The course's page: all that stands on it, also where its form comes back to be put right."""

from __future__ import annotations

from datetime import date

from plugin import slots
from plugin.courses.journey.queries import journey_of
from plugin.courses.journey.stuck.policy import can_say_stuck
from plugin.courses.journey.stuck.queries import am_stuck
from plugin.courses.outline.models import Course
from plugin.forms import Form, blank, page
from plugin.member import Member
from plugin.people.away.queries import back_after
from plugin.people.queries import names


def show_journey(member: Member, course: Course, stuck_form: Form | None = None) -> str:
    """The outline as a path, what waits this week, and the way to say that one is stuck."""
    return page(
        "journey/show.html",
        course=course,
        journey=journey_of(member, course),
        week=slots.week(member, course),
        stuck=am_stuck(member),
        away=_mentors_away(member),
        stuck_form=stuck_form or blank(),
        may_say_stuck=can_say_stuck(member, course),
    )


def _mentors_away(member: Member) -> list[tuple[str, date]]:
    """Which of the member's mentors are away today, and until when: one statement as long as nobody is."""
    away = back_after(member, member.mentor_ids) if member.mentor_ids else {}
    called = names(member, away) if away else {}
    return [(called.get(one, ""), until) for one, until in away.items()]
