"""Keeping an answer, changing it, using it and taking it away."""

from __future__ import annotations

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db, is_first, replaced
from plugin.discussions.models import Post
from plugin.discussions.reusing.models import KeptAnswer
from plugin.errors import Conflict, Invalid
from plugin.member import Member

MOST = 200


def keep_post(member: Member, post: Post) -> None:
    """Keep the words of a post; kept already, it stays as it is. Raises Invalid beyond what anybody looks through."""
    mine = (KeptAnswer.person_id == member.person_id, KeptAnswer.post_id == post.id)
    if db.session.scalar(select(KeptAnswer.id).where(*mine)) is None:
        _must_have_room(member)
        is_first(_kept(member, post.words, post))


def write(member: Member, words: Markup) -> KeptAnswer:
    """Keep one that was never posted. Raises Invalid beyond what anybody looks through."""
    _must_have_room(member)
    answer = _kept(member, words)
    db.session.add(answer)
    db.session.flush()
    return answer


def change(answer: KeptAnswer, words: Markup, version: int) -> None:
    """Say it otherwise. Raises Conflict where it was changed in another window meanwhile."""
    answer_id = answer.id
    if replaced(KeptAnswer, version, {"words": words}, KeptAnswer.id == answer_id):
        return
    stands = db.session.scalars(select(KeptAnswer).where(KeptAnswer.id == answer_id)).one()
    if stands.words != words:
        raise Conflict({"answer": stands.words}, stands.version)


def use(answer: KeptAnswer) -> None:
    """It was chosen, and stands first from now on."""
    answer.used_at = clock.now()
    db.session.flush()


def take_away(answer: KeptAnswer) -> None:
    """It is gone, at once and for good; what was posted with its words stays."""
    db.session.delete(answer)
    db.session.flush()


def _kept(member: Member, words: str, post: Post | None = None) -> KeptAnswer:
    post_id = post.id if post else None
    return KeptAnswer(person_id=member.person_id, post_id=post_id, words=words, kept_at=clock.now())


def _must_have_room(member: Member) -> None:
    mine = select(func.count()).where(KeptAnswer.person_id == member.person_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise Invalid(_("You keep %(num)s answers at most. Take one away first.", num=MOST), "answer")
