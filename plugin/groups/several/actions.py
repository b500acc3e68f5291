"""What can be done for several at once: a word to each alone, something shared, a session with each, more time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from markupsafe import Markup

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.resources.queries import resource_for
from plugin.courses.resources.sharing.actions import share
from plugin.courses.resources.sharing.queries import Whom
from plugin.courses.sessions.plans.actions import plan_sessions
from plugin.courses.sessions.present import Partner
from plugin.database import db
from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.topics.actions import between
from plugin.errors import Invalid, NotHere
from plugin.groups.several.models import Deed
from plugin.groups.several.queries import Chosen, open_assignments, sections_to_extend
from plugin.member import Member

FARTHEST = timedelta(days=731)


def write_to_each(mentor: Member, course: Course, chosen: Chosen, words: Markup) -> Deed:
    """The same words to each, in the talk that the two have to themselves: nobody sees who else got them."""
    posts = {}
    for one in chosen.ids:
        talk = anchor_of(between(mentor, course.id, one))
        posts[one] = start_post(mentor, talk, words, mentioned=[one]).id
    return _did(mentor, "message", chosen, {one: str(post) for one, post in posts.items()})


def share_with_each(mentor: Member, chosen: Chosen, resource_id: UUID, note: str) -> Deed:
    """It is put before each one's eyes; who could not see it yet gets a copy with a discussion of their own."""
    try:
        resource = resource_for(mentor, resource_id)
    except NotHere:
        raise Invalid(_("Please choose something from the list."), "resource") from None
    shares = {one: share(mentor, resource, Whom(with_id=one), note).id for one in chosen.ids}
    return _did(mentor, "share", chosen, {one: str(made) for one, made in shares.items()})


def plan_with_each(
    mentor: Member, course: Course, chosen: Chosen, *, first_at: datetime, minutes: int, mode: str, place: str
) -> Deed:
    """A session with each, one after the other without a gap, in the order of their names. Raises Invalid for a time
    that has passed, and where one of them has a session then."""
    plans: dict[UUID, str] = {}
    for one, at in times(chosen, first_at, minutes):
        try:
            (plan,) = plan_sessions(
                mentor,
                course,
                Partner(f"mentee:{one}", "", "mentee"),
                at=at,
                minutes=minutes,
                mode=mode,
                place=place,
            )
        except Invalid as fault:
            raise Invalid(str(fault), "first_at") from fault
        plans[one] = str(plan.id)
    return _did(mentor, "plan", chosen, plans)


def times(chosen: Chosen, first_at: datetime, minutes: int) -> list[tuple[UUID, datetime]]:
    """When each of them comes to their turn. Moments are counted, not what the clock on the wall shows."""
    zone, first = first_at.tzinfo, first_at.astimezone(clock.now().tzinfo)
    return [
        (one, (first + timedelta(minutes=minutes * turn)).astimezone(zone))
        for turn, one in enumerate(chosen.ids)
    ]


def give_more_time(mentor: Member, chosen: Chosen, section_id: UUID, until: date) -> Deed:
    """Another day for a section, for those of them who are not done with it. Raises Invalid for an odd day."""
    today = clock.today(mentor.zone)
    if not today <= until <= today + FARTHEST:
        raise Invalid(_("Please choose a day from today on, within two years."), "new_due")
    if str(section_id) not in dict(sections_to_extend(mentor, chosen.ids)):
        raise Invalid(_("Please choose a section from the list."), "section")
    told: dict[UUID, Any] = {}
    for assignment in open_assignments(chosen.ids, section_id):
        before = assignment.extended_to
        told[assignment.enrolment_id] = {
            "assignment": str(assignment.id),
            "before": before.isoformat() if before else None,
            "until": until.isoformat(),
        }
        assignment.extended_to = until
    db.session.flush()
    return _did(mentor, "extend", chosen, told)


def _did(mentor: Member, kind: str, chosen: Chosen, told: Mapping[UUID, Any]) -> Deed:
    done = {"for": {str(one): came for one, came in told.items()}, "gone": chosen.gone}
    deed = Deed(by_id=mentor.enrolment_id, kind=kind, done=done, at=clock.now())
    db.session.add(deed)
    db.session.flush()
    return deed
