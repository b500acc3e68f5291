"""What can happen to answers: they are kept, and with the last one the section is done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from plugin import clock, text
from plugin.courses.assessments.models import Answer
from plugin.courses.assessments.queries import own_answers, version_of
from plugin.courses.outline.actions import mark_done
from plugin.courses.outline.models import Section
from plugin.database import db
from plugin.errors import Conflict
from plugin.member import Member
from plugin.people.models import Enrolment


def keep_answers(mentee: Member, section: Section, words: Sequence[str], version: int | None) -> None:
    """Keep what the mentee answers, in the questions' order; '' leaves a question open.

    Raises Conflict where an answer that this would replace has been kept since `version` was read.
    """
    assert mentee.enrolment_id is not None, "only members of a course answer its questions"
    # Two windows of one person: the second waits here, then sees what the first has kept.
    db.session.execute(
        select(Enrolment.id).where(Enrolment.id == mentee.enrolment_id).with_for_update(key_share=True)
    )
    kept = own_answers(mentee, section)
    changed = {place: said for place, said in enumerate(words) if said != _said(kept.get(place))}
    if changed and (version or 0) != version_of(kept):
        theirs = {f"answer_{place}": _said(kept.get(place)) for place in changed}
        raise Conflict({name: said for name, said in theirs.items() if said}, version_of(kept))
    for place, said in changed.items():
        _keep(kept.get(place), section, mentee.enrolment_id, place, said)
    db.session.flush()
    if all(not text.empty(said) for said in words):
        mark_done(mentee.enrolment_id, section)


def _said(answer: Answer | None) -> str:
    return answer.words if answer else ""


def _keep(answer: Answer | None, section: Section, enrolment_id: UUID, place: int, said: str) -> None:
    if answer is None:
        answer = Answer(section_id=section.id, enrolment_id=enrolment_id, question=place, version=0)
        db.session.add(answer)
    answer.words = said
    answer.changed_at = clock.now()
    answer.version += 1
