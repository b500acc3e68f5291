"""Saying whether one fits."""

from __future__ import annotations

from plugin import clock
from plugin.courses.agreements.fit.models import FitCheck
from plugin.courses.agreements.fit.queries import Two
from plugin.database import db, insert_into, new_id
from plugin.member import Member


def say_fit(member: Member, two: Two, answer: str, words: str = "") -> None:
    """Keep it; said again, it is said otherwise."""
    said = {"answer": answer, "words": words, "at": clock.now()}
    who = {"mentor_id": two.mentor_id, "mentee_id": two.mentee_id, "by_id": member.enrolment_id}
    fresh = insert_into(FitCheck).values(id=new_id(), **who, **said)
    db.session.execute(fresh.on_conflict_do_update(index_elements=list(who), set_=said))
    db.session.expire_all()
