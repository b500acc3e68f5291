"""What can happen to a section's items and to answers: asked, kept, and with the last one the section is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from plugin import clock, text
from plugin.courses.assessments.models import Answer, Item
from plugin.courses.assessments.queries import items_of, own_answers, version_of
from plugin.courses.outline.models import Section
from plugin.courses.outline.progress import mark_done
from plugin.database import db
from plugin.errors import Conflict
from plugin.member import Member
from plugin.people.models import Enrolment


def ask(section: Section, questions: Sequence[str]) -> list[Item]:
    """Let a section ask these questions, behind those that it asks already."""
    first = section.asks + 1
    items = [
        Item(section_id=section.id, position=place, kind="question", text=question)
        for place, question in enumerate(questions, first)
    ]
    db.session.add_all(items)
    section.asks += len(items)
    db.session.flush()
    return items


def keep_answers(mentee: Member, section: Section, words: Mapping[UUID, str], version: int | None) -> None:
    """Keep what the mentee answers, by the item's id; '' leaves it open.

    Raises Conflict where an answer that this would replace has been kept since `version` was read.
    """
    assert mentee.enrolment_id is not None, "only members of a course answer its questions"
    # Two windows of one person: the second waits here, then sees what the first has kept.
    db.session.execute(
        select(Enrolment.id).where(Enrolment.id == mentee.enrolment_id).with_for_update(key_share=True)
    )
    kept = own_answers(mentee, section)
    changed = {item: said for item, said in words.items() if said != _said(kept.get(item))}
    if changed and (version or 0) != version_of(kept):
        theirs = {f"answer_{item.hex}": _said(kept.get(item)) for item in changed}
        raise Conflict({name: said for name, said in theirs.items() if said}, version_of(kept))
    for item, said in changed.items():
        _keep(kept.get(item), item, mentee.enrolment_id, said)
    db.session.flush()
    if all(not text.empty(words.get(item.id, "")) for item in items_of(section)):
        mark_done(mentee.enrolment_id, section)


def _said(answer: Answer | None) -> str:
    return answer.words if answer else ""


def _keep(answer: Answer | None, item_id: UUID, enrolment_id: UUID, said: str) -> None:
    if answer is None:
        answer = Answer(item_id=item_id, enrolment_id=enrolment_id, version=0)
        db.session.add(answer)
    answer.words = said
    answer.changed_at = clock.now()
    answer.version += 1
