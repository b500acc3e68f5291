"""Finishing a session: what was promised in it is written down as such, and then it is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import update

from plugin import clock, text
from plugin.courses.sessions.actions import promise_action
from plugin.courses.sessions.finishing.queries import Offered, offered_in
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.seen import Seen
from plugin.database import changed, db
from plugin.errors import Invalid
from plugin.member import Member


def finish_session(
    writer: Member,
    seen: Seen,
    mine: Collection[str] = (),
    theirs: Collection[str] = (),
    due: date | None = None,
) -> None:
    """Make promises of these lines of its notes, and say that it is over. Twice is once.

    Raises Invalid for a line that does not stand in the notes any more, for promises without a day, and for whatever
    is wrong with one of them; then it is not over.
    """
    promised = _owned(offered_in(writer, seen), mine, theirs)
    if promised and due is None:
        raise Invalid(_("Please say by which day: a promise has a date."), "by_when")
    try:
        with db.session.begin_nested():  # what cannot be promised whole does not end it
            if _ended(seen.id):
                for words, owner in promised:
                    _promise(writer, seen, words, owner, due)
    except Invalid:
        db.session.expire_all()
        raise


def finish_if_nothing_was_noted(session: Session) -> None:
    """What was only logged, in ten seconds, is over with that."""
    if text.empty(session.shared):
        _ended(session.id)


def _owned(offered: Offered, mine: Collection[str], theirs: Collection[str]) -> list[tuple[str, UUID]]:
    """The lines with their owners. A line that is ticked on both sides is a promise of both."""
    owners = {line.words: offered.owner_of(line) for line in offered.lines}
    if not set(mine) | set(theirs) <= set(owners):
        raise Invalid(_("The notes were changed meanwhile. Please look at the lines again."), "mine")
    others = [(words, owners[words]) for words in theirs]
    return [(words, offered.own_id) for words in mine] + [(words, owner) for words, owner in others if owner]


def _promise(writer: Member, seen: Seen, words: str, owner: UUID, due: date | None) -> None:
    try:
        promise_action(writer, seen, what=words, owner_id=owner, due=due)
    except Invalid as fault:
        raise Invalid(fault.sentence, "by_when" if fault.field == "due" else "mine") from fault


def _ended(session_id: UUID) -> bool:
    """Whether it was not over yet: of two who finish it at once the first does."""
    still = update(Session).where(Session.id == session_id, Session.finished_at.is_(None))
    ended = changed(still.values(finished_at=clock.now()).returning(Session.id)) > 0
    db.session.expire_all()
    return ended
