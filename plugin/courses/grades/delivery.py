"""Bringing a course's gradebook in line: columns made, found and renamed, scores sent, results read back.

Call it outside any transaction. One column's fault, or one mentee's, never holds another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog
from flask_babel import gettext as _

from plugin import clock
from plugin.courses.grades import outbox, rounds
from plugin.courses.grades.outbox import Letter
from plugin.courses.grades.rounds import Errand, Task
from plugin.lti.services import quirks
from plugin.lti.services.faults import NoToken, ServiceFault
from plugin.lti.services.grades import RESULTS, Gradebook

TIRED = 3  # after so many faults of the LMS itself in a row, the rest waits for the next round
RESULTS_AGE = timedelta(hours=20)
MISSING = {404, 410}
FORBIDDEN = 403
log = structlog.get_logger()


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


def deliver(context_id: UUID, *, at_once: bool = False) -> Delivered | None:
    """One course's round; None where nothing goes to its gradebook. `at_once` passes over whose time has not come."""
    errand = rounds.begin(context_id, at_once=at_once)
    if errand is None:
        return None
    told = Delivered(errand.title)
    for task in errand.tasks:
        if told.tired >= TIRED:
            break
        try:
            _bring_in_line(errand, task, told, at_once=at_once)
        except ServiceFault as fault:
            _note_fault(errand, task, told, fault)
        except Exception:
            log.exception("column not in line", context=str(context_id), column=str(task.column_id))
            ours = ServiceFault(
                _("This was an error of Tandem's own: whoever runs it finds more in its log.")
            )
            _note_fault(errand, task, told, ours)
    return told


def _note_fault(errand: Errand, task: Task, told: Delivered, fault: ServiceFault) -> None:
    rounds.note_fault(task, fault, may_come=bool(errand.why_not))
    told.faults.append(fault.sentence)
    told.tired += 1 if fault.later else 0
    log.warning(
        "gradebook not in line", context=str(errand.context_id), column=str(task.column_id), fault=fault.told
    )


def _bring_in_line(errand: Errand, task: Task, told: Delivered, *, at_once: bool) -> None:
    if errand.why_not:
        raise ServiceFault(errand.why_not, status=403)
    book = Gradebook(errand.platform, errand.lineitems_url, errand.scopes)
    url = _column(book, task)
    if url is None:
        return
    _send(errand, task, book, url, told, at_once=at_once)
    # What goes wrong from here on holds no score back.
    beside = (_renamed(book, task, url), _read_back(errand, book, task, url))
    rounds.note_done(task, " ".join(said for said in beside if said))


def _renamed(book: Gradebook, task: Task, url: str) -> str:
    """Tell the gradebook another name, until it answers; why not, where it does not take it. A lead can say it anew."""
    if not task.url or task.told_label == task.label:
        return ""
    rounds.note_column(task, url, task.label)
    try:
        book.rename(url, task.label)
    except ServiceFault as fault:
        if fault.later:
            rounds.note_column(task, url, task.told_label)
        return str(_("The gradebook keeps the earlier name. %(why)s", why=fault.sentence))
    return ""


def _read_back(errand: Errand, book: Gradebook, task: Task, url: str) -> str:
    """Read what stands there, now and then, where the LMS lets us; why not, where that went wrong."""
    fresh = task.results_at is not None and task.results_at > clock.now() - RESULTS_AGE
    if fresh:
        return ""
    if errand.scopes and RESULTS not in errand.scopes:
        rounds.note_unread(task)
        return ""
    try:
        rounds.keep_results(task, book.results(url))
    except ServiceFault as fault:
        rounds.note_unread(task)
        return str(_("What stands in the gradebook could not be read. %(why)s", why=fault.sentence))
    return ""


def _column(book: Gradebook, task: Task) -> str | None:
    """Where the column is there; None where somebody took it out of the gradebook, and a lead decides."""
    if task.is_gone:
        return None
    url = task.url
    if task.sought:
        # What was made before a crash is found again by our own id, and so is what the LMS made with a picked link.
        url = book.found(task.sought) or book.make(task.sought, task.label, task.points)
        rounds.note_column(task, url, task.label)
    return url


def _send(errand: Errand, task: Task, book: Gradebook, url: str, told: Delivered, *, at_once: bool) -> None:
    """Every score that is due. Raises ServiceFault where it is the column that the LMS does not want."""
    after: UUID | None = None
    seen_there = False  # a 404 may mean the person or the column: looked up once
    forbidden: list[ServiceFault] = []
    sent_before = told.sent
    while told.tired < TIRED and (letter := outbox.next_letter(task.column_id, after, at_once=at_once)):
        after = letter.score_id
        fault = _fault_with(book, url, letter)
        if fault is None:
            told.sent, told.tired = told.sent + 1, 0
            continue
        if fault.status in MISSING and not seen_there:
            seen_there = _is_there(book, url, letter)
            if not seen_there:
                rounds.note_gone(task)
                return
        if not _is_theirs(errand, letter, fault, told):
            outbox.put_back(letter)
            raise fault
        forbidden += [fault] if fault.status == FORBIDDEN and not fault.later else []
    # Where a 403 is said of one person, it is said of everybody where the service itself is forbidden.
    if len(forbidden) > 1 and told.sent == sent_before and not outbox.has_taken_any(task.column_id):
        raise forbidden[-1]


def _fault_with(book: Gradebook, url: str, letter: Letter) -> ServiceFault | None:
    """Send one; what the LMS has against it. Raises NoToken, which says nothing of this one, nor of the column."""
    try:
        book.give(url, letter.score)
    except NoToken:
        outbox.put_back(letter)
        raise
    except ServiceFault as fault:
        return fault
    outbox.taken(letter)
    return None


def _is_there(book: Gradebook, url: str, letter: Letter) -> bool:
    """Whether the column is; the letter waits again where it is not, or nobody can say."""
    is_there = False
    try:
        is_there = book.is_there(url)
    finally:
        if not is_there:
            outbox.put_back(letter)
    return is_there


def _is_theirs(errand: Errand, letter: Letter, fault: ServiceFault, told: Delivered) -> bool:
    """Note what a fault says of this one score; False where it says something of the column."""
    if fault.later:
        unheard = fault.status is not None and fault.status < 500 and not letter.repeated
        outbox.later(letter, fault.sentence, fault.wait, unheard=unheard)
        told.later, told.tired = told.later + 1, told.tired + 1
    elif fault.status == 409 and letter.repeated:  # it was heard the first time
        outbox.taken(letter)
        told.sent += 1
    elif fault.status == 409:
        outbox.stamp_anew(letter, str(_("The gradebook has a later word than ours. It is sent once more.")))
        told.later += 1
    elif fault.status in quirks.of(errand.platform.family).ungradable:
        outbox.refused(letter, "not gradable", fault.sentence)
        told.not_gradable += 1
    elif fault.status not in {401, 403}:
        outbox.refused(letter, "refused", fault.sentence)
        told.refused += 1
    else:
        return False
    return True
