"""Which questions somebody has at hand, and which stories they read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import select

from plugin.courses.sessions.questions import bank
from plugin.courses.sessions.questions.models import STAGES, OwnQuestion, Story
from plugin.database import db
from plugin.errors import NotHere
from plugin.languages import spoken
from plugin.member import Member
from plugin.people.queries import names


@dataclass(frozen=True, slots=True)
class Stage:
    """The questions of a stage: one's own first."""

    key: str
    own: tuple[OwnQuestion, ...]
    given: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All of them."""
        return (*(one.words for one in self.own), *self.given)


@dataclass(frozen=True, slots=True)
class Told:
    """A mentor's story as their mentee reads it."""

    name: str
    words: Markup


def bank_of(viewer: Member) -> list[Stage]:
    """What the viewer has at hand, stage by stage: one statement."""
    kept = select(OwnQuestion).where(OwnQuestion.owner_id == viewer.enrolment_id)
    own = list(db.session.scalars(kept.order_by(OwnQuestion.made_at, OwnQuestion.id)))
    given = bank.questions(spoken())
    return [
        Stage(stage, tuple(one for one in own if one.stage == stage), given[stage]) for stage in _for(viewer)
    ]


def agendas_at_hand() -> list[tuple[str, tuple[str, ...]]]:
    """Agendas in the language of the page: title and lines."""
    return list(bank.agendas(spoken()).items())


def question_for(viewer: Member, question_id: UUID) -> OwnQuestion:
    """One of the viewer's own. Raises NotHere for any other."""
    wanted = (OwnQuestion.id == question_id, OwnQuestion.owner_id == viewer.enrolment_id)
    found = db.session.scalar(select(OwnQuestion).where(*wanted))
    if found is None:
        raise NotHere()
    return found


def own_story(viewer: Member) -> Story | None:
    """The viewer's own."""
    return db.session.scalar(select(Story).where(Story.by_id == viewer.enrolment_id))


def stories_for(viewer: Member) -> list[Told]:
    """Those of the viewer's mentors of now, in two statements."""
    found = db.session.scalars(select(Story).where(Story.by_id.in_(viewer.mentor_ids))).all()
    called = names(viewer, [one.by_id for one in found])
    told = [Told(called[one.by_id], Markup(one.words)) for one in found if one.by_id in called]  # noqa: S704
    return sorted(told, key=lambda one: one.name.casefold())


def _for(viewer: Member) -> tuple[str, ...]:
    """Whoever is mentored sees what to put to a mentor first; whoever only mentors has no use for that."""
    if not viewer.mentor_ids:
        return STAGES[:-1]
    return (STAGES[-1], *STAGES[:-1])
