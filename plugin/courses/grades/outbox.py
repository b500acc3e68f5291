"""The outbox, a score at a time: what goes next, with which moment, and what came of it, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal, select, update

from plugin import clock
from plugin.courses.grades.models import Column, Score
from plugin.database import QUIET, db, on_postgresql, transaction
from plugin.jobs.waits import longer
from plugin.lti.services.grades import Given
from plugin.people.models import Enrolment, Person

# As long as one is under way nobody else takes it; whoever dies over it is followed.
CLAIM = timedelta(minutes=10)
TICK = timedelta(seconds=1)  # some LMSs keep whole seconds, and take no second word within one
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Letter:
    """One score on its way. `repeated`: it went out before with this very moment, and we never heard what came of it."""

    score_id: UUID
    turn: int
    score: Given
    repeated: bool
    failures: int


def next_letter(column_id: UUID, after: UUID | None, *, at_once: bool) -> Letter | None:
    """The next that is due, in the order of their ids, with its moment kept before anything is sent.

    `at_once` takes those as well whose time has not come. Leads get none, nor does anybody who has left, and nothing
    goes to a column that was taken back meanwhile.
    """
    with transaction():
        row = db.session.execute(_waiting(column_id, after, at_once=at_once)).first()
        return _stamped(*row) if row else None


def can_go() -> Any:
    """A condition on Score and Enrolment: it waits, and is of somebody who gets scores."""
    return (Score.state == literal("waiting")) & gets_scores()


def gets_scores() -> Any:
    """A condition on Enrolment: leads get none, nor does anybody who has left."""
    return Enrolment.active & (Enrolment.role == "member")


def new_turn() -> dict[str, Any]:
    """What a score is that goes out anew, with a new moment."""
    return {"state": "waiting", "turn": Score.turn + 1, "due_at": clock.now(), "failures": 0, "said": ""}


def _waiting(column_id: UUID, after: UUID | None, *, at_once: bool) -> Any:
    asked: Any = select(Score, Person.sub, Column.points)
    asked = (
        asked.join(Column, Column.id == Score.column_id)
        .join(Enrolment, Enrolment.id == Score.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Score.column_id == column_id, Column.retired_at.is_(None), can_go())
    )
    if after is not None:
        asked = asked.where(Score.id > after)
    if not at_once:
        asked = asked.where(Score.due_at <= clock.now())
    asked = asked.order_by(Score.id).limit(1)
    return asked.with_for_update(of=Score, skip_locked=True) if on_postgresql() else asked


def _stamped(score: Score, sub: str, points: int) -> Letter:
    now, repeated = clock.now(), score.stamped_turn == score.turn
    if not repeated:
        score.stamped_at = max(now, score.stamped_at + TICK) if score.stamped_at else now
        score.stamped_turn = score.turn
    assert score.stamped_at is not None
    score.due_at = now + CLAIM
    said = Given(sub, score.given, float(points), score.activity, score.stamped_at)
    return Letter(score.id, score.turn, said, repeated, score.failures)


def taken(letter: Letter) -> None:
    """The LMS has it. Where something else is wanted by now, that goes next."""
    same = Score.turn == letter.turn
    _note(
        letter,
        sent=letter.score.given,
        sent_at=letter.score.at,
        state=case((same, "sent"), else_=Score.state),
        failures=case((same, 0), else_=Score.failures),
        said=case((same, ""), else_=Score.said),
        due_at=clock.now(),
    )


def refused(letter: Letter, state: str, why: str) -> None:
    """The LMS does not want it: 'refused', or 'not gradable'. A later change tries again, and so does a lead."""
    _note(letter, only_this_turn=True, state=state, said=why, failures=letter.failures + 1)


def later(letter: Letter, why: str, wished: timedelta | None = None, *, unheard: bool = False) -> None:
    """It goes out again, after a while: with the same moment, or with a new one where the LMS said that it did not even
    listen (`unheard`)."""
    due_at = clock.now() + longer(FIRST_WAIT, letter.failures, LONGEST_WAIT, wished)
    failures = letter.failures + 1
    _note(letter, only_this_turn=True, said=why, failures=failures, due_at=due_at, **_stamp(letter, unheard))


def put_back(letter: Letter, *, unheard: bool = False) -> None:
    """It is not this one's fault: it waits as before; with a new moment where the caller knows that it was `unheard`."""
    _note(letter, only_this_turn=True, due_at=clock.now(), **_stamp(letter, unheard))


def stamp_anew(letter: Letter, why: str) -> None:
    """The LMS knows a later word than this moment, and not from us: ours goes with a new one, soon at first."""
    due_at = clock.now() + longer(2 * TICK, letter.failures, LONGEST_WAIT)
    failures = letter.failures + 1
    _note(letter, only_this_turn=True, said=why, failures=failures, due_at=due_at, stamped_turn=0)


def _stamp(letter: Letter, unheard: bool) -> dict[str, int]:
    """A new moment next time, where no earlier try with this one may have been heard."""
    return {"stamped_turn": 0} if unheard and not letter.repeated else {}


class Counts(NamedTuple):
    """Of a column: for how many the LMS takes no grade, and for how many it has ever taken a score."""

    ungraded: int
    taken: int


def counts(column_id: UUID) -> Counts:
    """How a column stands."""
    ungraded = func.sum(case((Score.state == literal("not gradable"), 1), else_=0))
    with transaction(writing=False):
        asked = select(ungraded, func.count(Score.sent_at)).where(Score.column_id == column_id)
        row = db.session.execute(asked).one()
        return Counts(row[0] or 0, row[1])


def try_the_ungraded(column_id: UUID) -> None:
    """Let whoever was not graded wait once more."""
    with transaction():
        wait_again(column_id, Score.state == literal("not gradable"))


def wait_again(column_id: UUID, which: ColumnElement[bool]) -> None:
    """A new turn for these, in the caller's transaction."""
    _set(column_id, which, **new_turn())


def forget_what_was_there(column_id: UUID) -> None:
    """The column is made anew, in the caller's transaction: nothing of what was sent is there, and all of it goes."""
    wait_again(column_id, Score.state == literal("sent"))
    _set(column_id, Score.sent_at.is_not(None), sent=None, sent_at=None, there=None, there_at=None)


def _set(column_id: UUID, which: ColumnElement[bool], **said: Any) -> None:
    db.session.execute(
        update(Score).where(Score.column_id == column_id, which).values(**said), execution_options=QUIET
    )


def _note(letter: Letter, *, only_this_turn: bool = False, **said: Any) -> None:
    which = [Score.id == letter.score_id, *([Score.turn == letter.turn] if only_this_turn else [])]
    with transaction():
        db.session.execute(update(Score).where(*which).values(**said), execution_options=QUIET)
