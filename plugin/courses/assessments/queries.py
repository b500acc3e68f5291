"""What can be asked of answers: what a section asks, one's own draft, and what was handed in, for the pair alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.courses.assessments.models import Answer, HandIn, Item, SignOff
from plugin.courses.assessments.policy import can_read_answers_of
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.queries import reads
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.queries import names
from plugin.skills.levels import described
from plugin.skills.models import Skill

WAITS = ("question", "step")  # what a mentor reads or signs before an assessment is done


@dataclass(frozen=True, slots=True)
class Work:
    """One mentee's work on a section: whose, and every attempt, the oldest first."""

    section: Section
    enrolment_id: UUID
    name: str
    attempts: list[HandIn]

    @property
    def latest(self) -> HandIn | None:
        """The attempt that counts."""
        return self.attempts[-1] if self.attempts else None

    @property
    def state(self) -> str:
        """How it stands; '' before anything was kept."""
        return self.latest.state if self.latest else ""

    @property
    def told(self) -> list[HandIn]:
        """What was handed in at some time: a draft is its writer's alone."""
        return [one for one in self.attempts if one.state != "draft"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of 'observe, do, sign off' for one mentee."""

    item: Item
    section_id: UUID
    enrolment_id: UUID


def items_of(section: Section, *, retired: bool = False) -> list[Item]:
    """What a section asks, in its order; or what it no longer asks."""
    asked = select(Item).where(Item.section_id == section.id)
    asked = asked.where(Item.retired_at.is_not(None) if retired else Item.retired_at.is_(None))
    return list(db.session.scalars(asked.order_by(Item.position, Item.id)))


def skills_in(items: Iterable[Item]) -> dict[UUID, tuple[str, list[str]]]:
    """The skills that items rate: the name, and each level in words."""
    wanted = {item.skill_id for item in items if item.skill_id}
    rows = db.session.execute(select(Skill.id, Skill.name, Skill.levels).where(Skill.id.in_(wanted)))
    return {row.id: (row.name, described(row.levels)) for row in rows} if wanted else {}


def waits_for_mentor(section: Section, items: Iterable[Item]) -> bool:
    """Whether a mentor has a part in it: then it is done when they say so. A reflection waits for nobody."""
    if section.kind != "assessment":
        return False
    return any(item.kind in WAITS or is_mentors(item) for item in items)


def is_closed(latest: HandIn, *, waits: bool) -> bool:
    """Whether nothing is typed into it now: it lies with the mentor, or the mentor has said that it is done."""
    return latest.state == "handed in" or (
        waits and latest.state == "done" and latest.feedback_at is not None
    )


def is_mentors(item: Item) -> bool:
    """A level that the mentor gives, not the mentee."""
    return item.kind == "rating" and item.asks.get("by") == "mentor"


def own_answers(viewer: Member, section: Section) -> dict[UUID, Answer]:
    """The viewer's own answers to a section, by the item's id."""
    rows = db.session.scalars(
        select(Answer)
        .join(Item, Item.id == Answer.item_id)
        .where(Item.section_id == section.id, Answer.enrolment_id == viewer.enrolment_id)
        .execution_options(populate_existing=True)
    )
    return {answer.item_id: answer for answer in rows}


def version_of(answers: Mapping[UUID, Answer]) -> int:
    """One number for the whole form: it grows whenever any of its answers is kept anew."""
    return sum(answer.version for answer in answers.values())


def attempts_of(section_id: UUID, enrolment_id: UUID) -> list[HandIn]:
    """Every attempt of one person at a section, the oldest first, as they stand this moment."""
    rows = db.session.scalars(
        select(HandIn)
        .where(HandIn.section_id == section_id, HandIn.enrolment_id == enrolment_id)
        .order_by(HandIn.attempt)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def own_work(viewer: Member, section: Section) -> Work:
    """The viewer's own work on a section that they may read."""
    assert viewer.enrolment_id is not None, "only members of a course walk its sections"
    attempts = attempts_of(section.id, viewer.enrolment_id)
    return Work(section, viewer.enrolment_id, viewer.name, attempts)


def work_for(viewer: Member, section_id: UUID, enrolment_id: UUID) -> Work:
    """A mentee's work on a section, for the pair. Raises NotHere for everybody else.

    What was handed in stays readable when the section is hidden, taken out or given to others.
    """
    if not can_read_answers_of(viewer, enrolment_id):
        raise NotHere()
    found = db.session.execute(
        select(Section, reads(viewer).label("reads"))
        .join(Course, Course.id == Section.course_id)
        .where(Section.id == section_id, Course.context_id == viewer.context_id)
    ).one_or_none()
    attempts = attempts_of(section_id, enrolment_id) if found else []
    if found is None or not (found.reads or attempts):
        raise NotHere()
    return Work(found.Section, enrolment_id, names(viewer, [enrolment_id])[enrolment_id], attempts)


def step_for(viewer: Member, item_id: UUID, enrolment_id: UUID) -> Step:
    """One step of a mentee's section, for the pair. Raises NotHere for everybody else, and for what is no step."""
    item = db.session.get(Item, item_id)
    if item is None or item.kind != "step":
        raise NotHere()
    work = work_for(viewer, item.section_id, enrolment_id)
    return Step(item, work.section.id, enrolment_id)


def signs_of(section: Section, enrolment_id: UUID) -> dict[UUID, SignOff]:
    """How each step of a section stands for one person, by the item's id."""
    rows = db.session.scalars(
        select(SignOff)
        .join(Item, Item.id == SignOff.item_id)
        .where(Item.section_id == section.id, SignOff.enrolment_id == enrolment_id)
        .execution_options(populate_existing=True)
    )
    return {one.item_id: one for one in rows}


def signers(viewer: Member, signs: Mapping[UUID, SignOff], attempts: Iterable[HandIn]) -> dict[UUID, str]:
    """The names of whoever signed off or said something, in one statement."""
    ids = {one.signed_by_id for one in signs.values()} | {one.feedback_by_id for one in attempts}
    wanted = {one for one in ids if one}
    return names(viewer, wanted) if wanted else {}
