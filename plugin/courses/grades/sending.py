"""Sending what is due in one column, and judging each answer: it speaks of the mentee, of the column, or of neither."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from flask_babel import gettext as _

from plugin.courses.grades import outbox, rounds
from plugin.courses.grades.delivered import TIRED, Delivered
from plugin.courses.grades.outbox import Letter
from plugin.courses.grades.rounds import Errand, Task
from plugin.lti.services import quirks
from plugin.lti.services.faults import NoToken, ServiceFault
from plugin.lti.services.grades import Gradebook

MISSING = {404, 410}
FORBIDDEN = 403


@dataclass(slots=True)
class Sending:
    """One column's part of a round. What comes of it is added to `told`."""

    errand: Errand
    task: Task
    book: Gradebook
    url: str
    told: Delivered
    sent: int = 0
    # Held until the end, when it shows whether it was said of them or of the gradebook.
    ungraded: list[tuple[Letter, ServiceFault]] = field(default_factory=list)
    seen_there: bool = False  # a 404 may mean the person or the column: looked up once

    def send(self, *, at_once: bool) -> bool:
        """Every score that is due; False where the column turned out to be gone. Raises ServiceFault where it is the
        column that the LMS does not want."""
        try:
            if not self._send_all(at_once=at_once):
                return False
            self._judge_the_column()
            return True
        finally:
            for letter, _fault in self.ungraded:
                outbox.put_back(letter, unheard=True)

    def _send_all(self, *, at_once: bool) -> bool:
        after: UUID | None = None
        while self.told.tired < TIRED and (letter := self._next(after, at_once=at_once)):
            after = letter.score_id
            fault = self._fault_with(letter)
            if fault and fault.status in MISSING and not self.seen_there:
                there = self._is_there(letter)
                if there is None:
                    continue
                if not there:
                    outbox.put_back(letter, unheard=True)
                    rounds.note_gone(self.task)
                    return False
            if fault:
                self._judge(letter, fault)
        return True

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
        self._taken(letter)
        self.told.tired = 0
        return None

    def _taken(self, letter: Letter) -> None:
        outbox.taken(letter)
        self.sent, self.told.sent = self.sent + 1, self.told.sent + 1

    def _is_there(self, letter: Letter) -> bool | None:
        """Whether the column is, of which the letter was answered with a 404; None where nobody can say, and it waits."""
        try:
            self.seen_there = self.book.is_there(self.url)
        except ServiceFault as unsaid:
            self._later(letter, unsaid, unheard=True)
            return None
        return self.seen_there

    def _judge(self, letter: Letter, fault: ServiceFault) -> None:
        """Note what a fault says of this one score. Raises it where it says something of the column."""
        if fault.later:
            self._later(letter, fault, unheard=fault.status is not None and fault.status < 500)
        elif fault.status == 409 and letter.repeated:  # it was heard the first time
            self._taken(letter)
        elif fault.status == 409:
            why = str(_("The gradebook has a later word than ours. It is sent once more."))
            outbox.stamp_anew(letter, why)
            self.told.later += 1
        elif fault.status in quirks.of(self.errand.platform.family).ungradable:
            self.ungraded.append((letter, fault))
        elif fault.status not in {401, 403}:
            outbox.refused(letter, "refused", fault.sentence)
            self.told.refused += 1
        else:
            outbox.put_back(letter, unheard=True)
            raise fault

    def _later(self, letter: Letter, fault: ServiceFault, *, unheard: bool) -> None:
        outbox.later(letter, fault.sentence, fault.wait, unheard=unheard)
        self.told.later += 1
        self.told.tired += 1 if fault.later else 0

    def _judge_the_column(self) -> None:
        """Where a 403 is said of one person, it is said of everybody where the gradebook itself is forbidden: of two, and
        nobody's score was ever taken. Then they wait, and the column says why. With the first that is taken, whoever was
        not graded before is tried once more."""
        if not (self.ungraded or self.sent):
            return
        counts = outbox.counts(self.task.column_id)
        forbidden = [fault for _letter, fault in self.ungraded if fault.status == FORBIDDEN]
        if forbidden and not counts.taken and counts.ungraded + len(forbidden) > 1:
            raise forbidden[-1]
        if counts.ungraded and counts.taken == self.sent:
            outbox.try_the_ungraded(self.task.column_id)
        for letter, fault in self.ungraded:
            outbox.refused(letter, "not gradable", fault.sentence)
            self.told.not_gradable += 1
        self.ungraded = []
