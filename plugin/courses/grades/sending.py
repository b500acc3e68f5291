"""Sending what is due in one column, and judging each answer: it speaks of the mentee, of the column, or of neither."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from flask_babel import gettext as _

from plugin.courses.grades import outbox, rounds
from plugin.courses.grades.outbox import Letter
from plugin.courses.grades.rounds import Errand, Task
from plugin.lti.services import quirks
from plugin.lti.services.faults import NoToken, ServiceFault
from plugin.lti.services.grades import Gradebook

TIRED = 3  # after so many faults of the LMS itself in a row, the rest waits for the next round
MISSING = {404, 410}
FORBIDDEN = 403


@dataclass(slots=True)
class Delivered:
    """What came of one course's round. `faults` are sentences, which may be the LMS's own words."""

    title: str
    sent: int = 0
    refused: int = 0
    later: int = 0
    not_gradable: int = 0
    faults: list[str] = field(default_factory=list)
    tired: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is left that somebody should know of: who cannot be graded is none of that."""
        return not (self.faults or self.refused or self.later)

    @property
    def told(self) -> str:
        """In numbers alone, for where no words may be kept."""
        counts = f"{self.sent} sent, {self.refused} refused, {self.later} later"
        return f"{counts}, {self.not_gradable} not gradable, {len(self.faults)} faults"


@dataclass(slots=True)
class Sending:
    """One column's part of a round. What comes of it is added to `told`."""

    errand: Errand
    task: Task
    book: Gradebook
    url: str
    told: Delivered
    forbidden: list[ServiceFault] = field(default_factory=list)
    seen_there: bool = False  # a 404 may mean the person or the column: looked up once

    def send(self, *, at_once: bool) -> None:
        """Every score that is due. Raises ServiceFault where it is the column that the LMS does not want."""
        after: UUID | None = None
        while self.told.tired < TIRED and (letter := self._next(after, at_once=at_once)):
            after = letter.score_id
            fault = self._fault_with(letter)
            if fault is None:
                self.told.sent, self.told.tired = self.told.sent + 1, 0
            elif fault.status in MISSING and not self.seen_there:
                if self._is_gone(letter, fault):
                    rounds.note_gone(self.task)
                    return
            else:
                self._judge(letter, fault)
        self._judge_the_column()

    def _next(self, after: UUID | None, *, at_once: bool) -> Letter | None:
        return outbox.next_letter(self.task.column_id, after, at_once=at_once)

    def _fault_with(self, letter: Letter) -> ServiceFault | None:
        """Send one; what the LMS has against it. Raises NoToken, which says nothing of this one, nor of the column."""
        try:
            self.book.give(self.url, letter.score)
        except NoToken:
            outbox.put_back(letter, unheard=True)
            raise
        except ServiceFault as fault:
            return fault
        outbox.taken(letter)
        return None

    def _is_gone(self, letter: Letter, fault: ServiceFault) -> bool:
        """Whether the column is; where it is still there the fault is this one's, and where nobody can say it waits."""
        try:
            self.seen_there = self.book.is_there(self.url)
        except NoToken:
            outbox.put_back(letter)
            raise
        except ServiceFault as unsaid:
            self._later(letter, unsaid)
            return False
        if self.seen_there:
            self._judge(letter, fault)
        else:
            outbox.put_back(letter)
        return not self.seen_there

    def _judge(self, letter: Letter, fault: ServiceFault) -> None:
        """Note what a fault says of this one score. Raises it where it says something of the column."""
        if fault.later:
            self._later(letter, fault)
        elif fault.status == 409 and letter.repeated:  # it was heard the first time
            outbox.taken(letter)
            self.told.sent += 1
        elif fault.status == 409:
            outbox.stamp_anew(
                letter, str(_("The gradebook has a later word than ours. It is sent once more."))
            )
            self.told.later += 1
        elif fault.status in quirks.of(self.errand.platform.family).ungradable:
            outbox.refused(letter, "not gradable", fault.sentence)
            self.told.not_gradable += 1
            self.forbidden += [fault] if fault.status == FORBIDDEN else []
            if len(self.forbidden) == TIRED:
                self._judge_the_column()
        elif fault.status not in {401, 403}:
            outbox.refused(letter, "refused", fault.sentence)
            self.told.refused += 1
        else:
            outbox.put_back(letter, unheard=True)
            raise fault

    def _later(self, letter: Letter, fault: ServiceFault) -> None:
        unheard = fault.status is not None and fault.status < 500
        outbox.later(letter, fault.sentence, fault.wait, unheard=unheard)
        self.told.later, self.told.tired = self.told.later + 1, self.told.tired + 1

    def _judge_the_column(self) -> None:
        """Where a 403 is said of one person, it is said of everybody where the gradebook itself is forbidden. Then they
        wait, and the column says why."""
        if not self.forbidden:
            return
        counts = outbox.counts(self.task.column_id)
        if counts.ungraded > 1 and not counts.ever_taken:
            outbox.none_is_ungraded(self.task.column_id)
            self.told.not_gradable -= len(self.forbidden)
            raise self.forbidden[-1]
