"""What can happen to answers: kept as a draft, handed in, taken back, answered by a mentor; and steps signed off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from plugin import clock
from plugin.courses.assessments import record
from plugin.courses.assessments.asking import Asked, add_items
from plugin.courses.assessments.models import Answer, HandIn, Item, SignOff
from plugin.courses.assessments.queries import (
    Step,
    Work,
    attempts_of,
    is_closed,
    items_of,
    own_answers,
    signs_of,
    skills_in,
    version_of,
    waits_for_mentor,
)
from plugin.courses.assessments.record import Said, as_said, field_of
from plugin.courses.outline.models import Section
from plugin.courses.outline.progress import mark_done, mark_not_done
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.skills.actions import rate

NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Response:
    """What a mentor says to something handed in: words, whether it is done, and levels by the item's id."""

    words: str
    done: bool
    levels: Mapping[UUID, Said]


def ask(section: Section, questions: Sequence[str]) -> list[Item]:
    """Let a section ask these questions, behind those that it asks already."""
    return add_items(section, [Asked("question", question) for question in questions])


def keep_answers(mentee: Member, section: Section, told: Mapping[UUID, Said], version: int | None) -> bool:
    """Keep a draft of what the mentee answers, by the item's id; says whether anything changed.

    Raises Conflict where an answer that this would replace has been kept since `version` was read, and where all of
    it has been handed in meanwhile.
    """
    who = _held(mentee.enrolment_id)
    kept = own_answers(mentee, section)
    changed = {item: said for item, said in told.items() if said != as_said(kept.get(item))}
    if not changed:
        return False
    attempts, items = attempts_of(section.id, who), items_of(section)
    if attempts and is_closed(attempts[-1], waits=waits_for_mentor(section, items)):
        raise Conflict({}, 0, _("This has been handed in meanwhile. What you typed stands below, to copy."))
    if (version or 0) != version_of(kept):
        theirs = {field_of(item): as_said(kept.get(item)).shown() for item in changed}
        raise Conflict({name: said for name, said in theirs.items() if said}, version_of(kept))
    signs = signs_of(section, who)
    kinds = {item.id: item.kind for item in items}
    for item, said in changed.items():
        _keep(kept.get(item), item, who, said)
        if kinds.get(item) == "step":
            _mark(signs.get(item), item, who, said)
    _draft(section, who, attempts)
    db.session.flush()
    return True


def hand_in(mentee: Member, section: Section) -> HandIn:
    """Hand in what is kept. A mentor answers it, unless there is nothing for one to do, or nobody who could.

    Raises Invalid where something is still open. Handing in what is handed in changes nothing.
    """
    who = _held(mentee.enrolment_id)
    attempts = attempts_of(section.id, who)
    latest = attempts[-1] if attempts else None
    if latest and latest.state == "handed in":
        return latest
    items = items_of(section)
    answers = own_answers(mentee, section)
    told = {item.id: as_said(answers.get(item.id)) for item in items}
    if record.still_open(items, told):
        raise Invalid(_("Something is still open."))
    if (
        latest
        and latest.state == "done"
        and latest.said.get("items") == record.noted(items, skills_in(items), told)
    ):
        return latest
    return _handed_in(mentee, section, items, told, _draft(section, who, attempts))


def _handed_in(
    mentee: Member, section: Section, items: list[Item], told: Mapping[UUID, Said], made: HandIn
) -> HandIn:
    noted = record.noted(items, skills_in(items), told)
    marked = [one["right"] for one in noted if one["right"] is not None]
    waits = waits_for_mentor(section, items) and bool(mentee.mentor_ids)
    made.state = "handed in" if waits else "done"
    made.said = {"items": noted}
    made.handed_in_at = clock.now()
    made.right, made.asked = (sum(marked), len(marked)) if marked else (None, None)
    made.version += 1
    for item in items:
        said = told[item.id]
        if item.kind == "rating" and item.skill_id and said.level is not None:
            _rated(item.skill_id, made.enrolment_id, said, by=mentee, kind="self")
    db.session.flush()
    if not waits:
        mark_done(made.enrolment_id, section)
    return made


def take_back(work: Work) -> None:
    """Go on with what was handed in, as long as no mentor has said anything to it."""
    _held(work.enrolment_id)
    latest = attempts_of(work.section.id, work.enrolment_id)[-1:]
    if latest and latest[0].state == "handed in":
        latest[0].state = "draft"
        latest[0].version += 1
        db.session.flush()


def respond(mentor: Member, work: Work, said: Response, version: int | None) -> HandIn:
    """Say what one thinks of the latest attempt, and that it is done or goes back; a mentor may say it anew.

    Raises Conflict where another mentor spoke meanwhile, or the mentee took it back; Invalid where a step is not
    signed off, or a level is missing.
    """
    _held(work.enrolment_id)
    attempts = attempts_of(work.section.id, work.enrolment_id)
    if not attempts:
        raise Invalid(_("Nothing has been handed in yet."))
    latest, items = attempts[-1], items_of(work.section)
    levels = record.levels_noted(items, skills_in(items), said.levels)
    if latest.feedback_by_id == mentor.enrolment_id and _says_so_already(latest, said, levels):
        return latest
    if latest.state == "draft" or version != latest.version:
        raise Conflict(
            {"feedback": latest.feedback or _("Nothing: it is being worked on again.")}, latest.version
        )
    if said.done and record.open_for_mentor(items, said.levels, signs_of(work.section, work.enrolment_id)):
        raise Invalid(_("Something is still open."))
    before = latest.said.get("levels", {}) if latest.state == "done" else {}
    latest.feedback = said.words
    latest.feedback_by_id = mentor.enrolment_id
    latest.feedback_at = clock.now()
    latest.state = "done" if said.done else "handed back"
    latest.said = {**latest.said, "levels": levels}
    latest.version += 1
    db.session.flush()
    if not said.done:
        mark_not_done(work.enrolment_id, work.section)
        return latest
    for item in items:
        if item.skill_id and levels.get(item.id.hex) != before.get(item.id.hex):
            _rated(item.skill_id, work.enrolment_id, said.levels[item.id], by=mentor, kind="mentor")
    mark_done(work.enrolment_id, work.section)
    return latest


def sign(mentor: Member, step: Step, *, signed: bool) -> None:
    """A mentor saw that it is done, or takes that back. Who signed first stays named when another presses too."""
    _held(step.enrolment_id)
    now = clock.now()
    found = db.session.scalar(
        select(SignOff)
        .where(SignOff.item_id == step.item.id, SignOff.enrolment_id == step.enrolment_id)
        .execution_options(populate_existing=True)
    )
    if found is None:
        found = SignOff(item_id=step.item.id, enrolment_id=step.enrolment_id)
        db.session.add(found)
    if signed and found.signed_at is None:
        found.signed_at, found.signed_by_id = now, mentor.enrolment_id
    elif not signed:
        found.signed_at, found.signed_by_id = None, None
    db.session.flush()


def _held(enrolment_id: UUID | None) -> UUID:
    """The mentee's row, locked: whatever happens to one person's work happens one after the other."""
    assert enrolment_id is not None, "only members of a course have work in it"
    db.session.execute(
        select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update(key_share=True)
    )
    return enrolment_id


def _draft(section: Section, enrolment_id: UUID, attempts: Sequence[HandIn]) -> HandIn:
    """The attempt that is being written: the open one, else the next."""
    if attempts and attempts[-1].state == "draft":
        return attempts[-1]
    number = attempts[-1].attempt + 1 if attempts else 1
    made = HandIn(section_id=section.id, enrolment_id=enrolment_id, attempt=number, version=1, said={})
    made.state = "draft"
    db.session.add(made)
    db.session.flush()
    return made


def _keep(answer: Answer | None, item_id: UUID, enrolment_id: UUID, said: Said) -> None:
    if answer is None:
        answer = Answer(item_id=item_id, enrolment_id=enrolment_id, version=0)
        db.session.add(answer)
    answer.words, answer.chosen, answer.level = said.words, list(said.chosen), said.level
    answer.changed_at = clock.now()
    answer.version += 1


def _mark(sign: SignOff | None, item_id: UUID, enrolment_id: UUID, said: Said) -> None:
    """When the mentee saw a step done, and when they did it; the first day of each stays."""
    if sign is None:
        sign = SignOff(item_id=item_id, enrolment_id=enrolment_id)
        db.session.add(sign)
    now = clock.now()
    sign.observed_at = (sign.observed_at or now) if "observed" in said.chosen else None
    sign.did_at = (sign.did_at or now) if "did" in said.chosen else None


def _rated(skill_id: UUID, of_id: UUID, said: Said, *, by: Member, kind: str) -> None:
    if said.level is not None:
        rate(skill_id, of_id, said.level, by_id=by.enrolment_id, kind=kind, evidence=said.plain())


def _says_so_already(latest: HandIn, said: Response, levels: dict[str, dict[str, object]]) -> bool:
    state = "done" if said.done else "handed back"
    same = (latest.state, latest.feedback) == (state, said.words)
    return same and latest.said.get("levels", {}) == levels
