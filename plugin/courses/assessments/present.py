"""What the pages of work need to know: the mentee's form and results, the mentor's list, every attempt as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup

from plugin import text
from plugin.courses.assessments import standing
from plugin.courses.assessments.models import HandIn, Item
from plugin.courses.assessments.policy import can_answer, can_change_asks, can_respond
from plugin.courses.assessments.queries import (
    Work,
    is_closed,
    is_mentors,
    items_of,
    own_answers,
    own_work,
    signers,
    signs_of,
    skills_in,
    version_of,
    waits_for_mentor,
)
from plugin.courses.assessments.record import as_said
from plugin.courses.assessments.schemas import as_typed
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.queries import Stop
from plugin.forms import Form, blank
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Told:
    """What was said to one item when it was handed in, with the level that a mentor gave since."""

    id: str
    kind: str
    text: str
    skill: str
    by: str
    words: Markup
    chosen: list[str]
    level: int | None
    level_words: str
    right: bool | None
    says: str
    mentors_level: int | None
    mentors_words: str
    shows: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as the pair reads it."""

    number: int
    state: str
    handed_in_at: datetime | None
    told: list[Told]
    right: int | None
    asked: int | None
    feedback: str
    feedback_by: str
    feedback_at: datetime | None


def of_section(member: Member, stop: Stop, form: Form | None, *, again: bool) -> dict[str, Any]:
    """What of a section's page is about what it asks."""
    section = stop.section
    items = items_of(section) if section.asks else []
    waits = waits_for_mentor(section, items)
    answers = can_answer(member, stop)
    work = own_work(member, section) if answers else None
    if work and form is None and _is_typed_into(work, waits, again):
        kept = own_answers(member, section)
        typed = as_typed(items, {item: as_said(answer) for item, answer in kept.items()})
        form = blank(version_of(kept), **typed)
    signs = signs_of(section, work.enrolment_id) if work and _has_steps(items) else {}
    follows = section.kind in ANSWERED and bool(section.asks)
    return {
        "form": form,
        "items": items,
        "skills": _scales(items),
        "options": {item.id: [(one, one) for one in item.asks.get("options", ())] for item in items},
        "waits": waits,
        "work": work,
        "attempt": _attempts(member, work, signs)[-1] if work and work.told else None,
        "signs": signs,
        "signers": signers(member, signs, ()) if signs else {},
        "pieces": standing.mentees_at(member, section) if follows and member.is_mentor else [],
        "waiting": standing.number_waiting(section) if follows and member.is_lead else None,
        "may_answer_again": work is not None and _may_answer_again(work, waits),
        "may_change_asks": can_change_asks(member, stop),
    }


def of_work(member: Member, work: Work) -> dict[str, Any]:
    """The page of one mentee's work: all attempts, the steps, and what a mentor has to give."""
    items = items_of(work.section)
    signs = signs_of(work.section, work.enrolment_id)
    return {
        "work": work,
        "section": work.section,
        "is_me": work.enrolment_id == member.enrolment_id,
        "attempts": list(reversed(_attempts(member, work, signs))),
        "steps": [item for item in items if item.kind == "step"],
        "rated": [item for item in items if is_mentors(item)],
        "skills": _scales(items),
        "signs": signs,
        "signers": signers(member, signs, work.attempts),
        "waits": waits_for_mentor(work.section, items),
        "may_respond": can_respond(member, work) and bool(work.latest) and work.state != "draft",
        "may_sign": can_respond(member, work),
    }


def _scales(items: list[Item]) -> dict[UUID, tuple[str, list[tuple[int, str]]]]:
    """The skills that items rate: the name, and a choice for each level."""
    return {
        skill_id: (name, [(level, f"{level} · {words}") for level, words in enumerate(levels)])
        for skill_id, (name, levels) in skills_in(items).items()
    }


def _is_typed_into(work: Work, waits: bool, again: bool) -> bool:
    if work.latest is None or work.state in ("draft", "handed back"):
        return True
    return again and _may_answer_again(work, waits)


def _may_answer_again(work: Work, waits: bool) -> bool:
    return work.latest is not None and not is_closed(work.latest, waits=waits)


def _has_steps(items: list[Item]) -> bool:
    return any(item.kind == "step" for item in items)


def _attempts(member: Member, work: Work, signs: dict[UUID, Any]) -> list[Attempt]:
    """What was handed in, the oldest first; a draft is its writer's alone, and has its form."""
    said_by = signers(member, signs, work.told)
    return [_attempt(one, said_by) for one in work.told]


def _attempt(one: HandIn, said_by: dict[UUID, str]) -> Attempt:
    levels = one.said.get("levels", {})
    return Attempt(
        number=one.attempt,
        state=one.state,
        handed_in_at=one.handed_in_at,
        told=[_told(each, levels.get(each["id"], {})) for each in one.said.get("items", [])],
        right=one.right,
        asked=one.asked,
        feedback=one.feedback,
        feedback_by=said_by.get(one.feedback_by_id, "") if one.feedback_by_id else "",
        feedback_at=one.feedback_at,
    )


def _told(noted: dict[str, Any], level: dict[str, Any]) -> Told:
    """JSON forgets that words are clean markup, so they are cleaned once more on their way to a page."""
    return Told(
        **{**noted, "words": text.clean(noted["words"], cap=16 * text.CAP, room=16)},
        mentors_level=level.get("level"),
        mentors_words=level.get("words", ""),
        shows=level.get("shows", ""),
    )
