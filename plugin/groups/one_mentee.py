"""One mentee as their mentors see them; the mentee reads the very same page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from plugin import clock
from plugin.courses.agreements.parting.queries import rests_among
from plugin.courses.assessments.standing import Piece, works_of
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import goals_of
from plugin.courses.journey.stuck.queries import IsStuck, stuck_among
from plugin.courses.sessions.promises.queries import actions_of
from plugin.courses.sessions.promises.seen import Kept, Promise, kept_of
from plugin.courses.sessions.pulse.shared import Useful, trend_on_page
from plugin.courses.sessions.queries import sessions_of
from plugin.courses.sessions.seen import Seen
from plugin.discussions.asks.queries import Ask, asks_by
from plugin.groups.board import Contact, Journey, journeys, last_contact
from plugin.groups.flags.queries import Flagged, flagged_of
from plugin.member import Member
from plugin.people.away.queries import back_after
from plugin.people.models import Enrolment
from plugin.people.queries import names
from plugin.skills.queries import Rated, ratings_of


@dataclass(frozen=True, slots=True)
class Mentee:
    """Everything that mentor and mentee share, on one page."""

    id: UUID
    name: str
    is_me: bool
    seen_at: datetime | None
    journey: Journey
    contact: Contact | None
    goals: list[Goal]
    theirs: list[Promise]  # what the mentee promised
    to_them: list[Promise]  # what was promised to the mentee
    kept: tuple[Kept, Kept]  # of both, of the latest of them
    sessions: list[Seen]
    useful: Useful | None  # what they let their mentors see of it; they themselves see here that they do
    works: list[Piece]  # assessments and reflections
    skills: list[Rated]
    asks: tuple[Ask, ...]
    stuck: IsStuck | None
    back_after: date | None  # away until then
    rests: bool  # they and the viewer, or they and all their mentors
    rests_until: date | None
    flagged: Flagged

    @property
    def moving(self) -> int:
        """How many goals they mean to do something about now."""
        return sum(goal.is_open for goal in self.goals)


def mentee_seen(viewer: Member, person: Enrolment) -> Mentee:
    """One mentee for somebody of the pair; which parts there are does not hang on how much there is."""
    promises = actions_of(viewer, person.id)
    theirs = [one for one in promises if one.owner_id == person.id]
    to_them = [one for one in promises if one.owner_id != person.id]
    today, resting = clock.today(viewer.zone), rests_among(viewer, [person.id])
    return Mentee(
        id=person.id,
        name=names(viewer, [person.id])[person.id],
        is_me=person.id == viewer.enrolment_id,
        seen_at=person.seen_at,
        journey=journeys(viewer, [person.id])[person.id],
        contact=last_contact(viewer, person.id),
        goals=goals_of(viewer, person.id),
        theirs=theirs,
        to_them=to_them,
        kept=(kept_of(theirs, today), kept_of(to_them, today)),
        sessions=sessions_of(viewer, person.id),
        useful=trend_on_page(viewer, person.id),
        works=works_of(viewer, person.id),
        skills=ratings_of(viewer, person.id),
        asks=asks_by(viewer, person.id),
        stuck=stuck_among(viewer, [person.id]).get(person.id),
        back_after=back_after(viewer, [person.id]).get(person.id),
        rests=person.id in resting,
        rests_until=resting.get(person.id),
        flagged=flagged_of(viewer, [person.id]).get(person.id, Flagged()),
    )


def as_they_read(seen: Mentee) -> Mentee:
    """The same in words to the mentee, who does not know what a mentor set aside. It holds nothing that its viewer
    may not read: neither first drafts, nor what stands between the mentee and other mentors."""
    return replace(seen, is_me=True, flagged=seen.flagged.whole)
