"""Keeping a question, dropping one, and telling one's story."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock, text
from plugin.courses.sessions.questions.models import OwnQuestion, Story
from plugin.courses.sessions.questions.queries import own_story
from plugin.database import db, is_first, replaced
from plugin.errors import Conflict, Invalid
from plugin.member import Member

MOST = 50


def keep_question(viewer: Member, stage: str, words: str) -> None:
    """Keep it; the same one twice is one. Raises Invalid for more than fifty."""
    own = OwnQuestion.owner_id == viewer.enrolment_id
    kept = db.session.scalars(select(OwnQuestion.words).where(own, OwnQuestion.stage == stage)).all()
    if words in kept:
        return
    if (db.session.scalar(select(func.count()).where(own)) or 0) >= MOST:
        raise Invalid(_("You keep fifty questions already. Drop one first."), "question")
    question = OwnQuestion(owner_id=viewer.enrolment_id, stage=stage, words=words, made_at=clock.now())
    db.session.add(question)
    db.session.flush()


def drop_question(question: OwnQuestion) -> None:
    """It is no longer kept."""
    db.session.delete(question)
    db.session.flush()


def tell_story(viewer: Member, words: str, version: int) -> None:
    """Tell it, or tell it otherwise; empty, nobody reads any. Raises Conflict for a second window of theirs."""
    said = {"words": words, "changed_at": clock.now()}
    if version:
        told = replaced(Story, version, said, Story.by_id == viewer.enrolment_id)
    else:
        told = text.empty(words) or is_first(Story(by_id=viewer.enrolment_id, **said))
    stands = None if told else own_story(viewer)
    if stands and stands.words != words:
        raise Conflict({"story": stands.words}, stands.version)
