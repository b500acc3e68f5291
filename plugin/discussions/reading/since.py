"""What was said in a thread since a page of it was made, as cheaply as it can be asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from flask import request
from sqlalchemy import func, select

from plugin.database import db
from plugin.discussions.anchors import KINDS, hung, in_sight
from plugin.discussions.models import Post, Thread
from plugin.discussions.reading.news import is_news
from plugin.errors import NotHere
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Since:
    """How many posts of others came, and the first of them. `tag` changes with whatever the answer is made of."""

    tag: str
    number: int
    first_id: UUID | None


def heard_since(viewer: Member, kind: str, thing_id: UUID) -> Since:
    """Of a thread that the viewer reads, what came after the post with the number that the address says: one statement.

    Raises NotHere where they read none.
    """
    said = max(0, min(request.args.get("said", 0, type=int), 2**31 - 1))
    new = is_news(Post, Thread.id, said, viewer.enrolment_id)
    number = select(func.count(Post.id)).where(*new).correlate(Thread).scalar_subquery()
    first = select(Post.id).where(*new).order_by(Post.number).limit(1).correlate(Thread).scalar_subquery()
    wanted = hung(select(number.label("number"), first.label("first_id")).select_from(Thread))
    row = db.session.execute(wanted.where(KINDS[kind].hangs == thing_id, *in_sight(viewer))).one_or_none()
    if row is None:
        raise NotHere()
    made_of = f"{viewer.enrolment_id}|{viewer.locale}|{row.number}|{row.first_id}"
    return Since(hashlib.sha256(made_of.encode()).hexdigest()[:24], row.number, row.first_id)
