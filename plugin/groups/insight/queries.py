"""Everything that a group, or all of one's mentees, tell: the same number of statements however many they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plugin import clock
from plugin.database import db
from plugin.discussions.attention.waiting import Unanswered, unanswered_among
from plugin.groups.insight.contact import ByMode, Silence, by_mode, silence_among
from plugin.groups.insight.pulse import Answers, answers_of
from plugin.groups.insight.quarters import next_told, told
from plugin.groups.insight.resources import Engaged, engaged_with, most_engaging, most_helpful
from plugin.groups.insight.stays import Stay, slowest, stays_of
from plugin.groups.queries import mentees_of
from plugin.member import Member
from plugin.people.models import Group
from plugin.people.queries import names


@dataclass(frozen=True, slots=True)
class Insight:
    """The figures as of one moment, and what the people in them are called."""

    as_of: datetime
    names: dict[UUID, str]
    stays: list[Stay]
    slowest: Stay | None
    engaging: list[Engaged]
    helpful: list[Engaged]
    unanswered: Unanswered
    modes: list[ByMode]
    silence: Silence
    answers: Answers
    next_answers: datetime

    @property
    def people(self) -> int:
        """How many it is about."""
        return len(self.names)


def insight_of(viewer: Member, group: Group | None) -> Insight:
    """Of whom the viewer mentors now, in the group or at all: fifteen statements. Nobody else's mentee enters a figure."""
    ids = frozenset(db.session.scalars(mentees_of(viewer, group))) & viewer.mentee_ids
    now = clock.now()
    stays, engaged = stays_of(viewer, ids), engaged_with(viewer, ids)
    return Insight(
        as_of=now,
        names=names(viewer, ids),
        stays=stays,
        slowest=slowest(stays),
        engaging=most_engaging(engaged),
        helpful=most_helpful(engaged),
        unanswered=unanswered_among(viewer, ids),
        modes=by_mode(viewer, ids),
        silence=silence_among(viewer, ids),
        answers=answers_of(viewer, group, told(now)),
        next_answers=next_told(now),
    )
