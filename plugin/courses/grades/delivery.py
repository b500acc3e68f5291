"""Bringing a course's gradebook in line: columns made, found and renamed, scores sent, results read back.

Call it outside any transaction. One column's fault, or one mentee's, never holds another.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from flask_babel import gettext as _

from plugin import clock
from plugin.courses.grades import rounds
from plugin.courses.grades.delivered import TIRED, Delivered
from plugin.courses.grades.rounds import Errand, Task
from plugin.courses.grades.sending import Sending
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.grades import RESULTS, Gradebook, Sought

RESULTS_AGE = timedelta(hours=20)
log = structlog.get_logger()


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
    if not Sending(errand, task, book, url, told).send(at_once=at_once):
        return
    # What goes wrong from here on holds no score back.
    beside = (_renamed(book, task, url), _read_back(errand, book, task, url))
    rounds.note_done(task, " ".join(said for said in beside if said))


def _renamed(book: Gradebook, task: Task, url: str) -> str:
    """Tell the gradebook another name, until it answers; why not, where it does not take it. A lead can say it anew."""
    if not task.url or task.told_label == task.label:
        return ""
    said = ""
    try:
        book.rename(url, task.label)
    except ServiceFault as fault:
        said = str(_("The gradebook keeps the earlier name. %(why)s", why=fault.sentence))
        if fault.later:
            return said
    rounds.note_column(task, url, task.label)
    return said


def _read_back(errand: Errand, book: Gradebook, task: Task, url: str) -> str:
    """Read what stands there, now and then, where the LMS lets us; why not, where that went wrong."""
    fresh = task.results_at is not None and task.results_at > clock.now() - RESULTS_AGE
    if fresh or (errand.scopes and RESULTS not in errand.scopes):
        return ""
    try:
        rounds.keep_results(task, book.results(url))
    except ServiceFault as fault:
        rounds.note_unread(task)
        return str(_("What stands in the gradebook could not be read. %(why)s", why=fault.sentence))
    return ""


def _made(book: Gradebook, task: Task, by: Sought) -> str:
    if task.moved:  # said before it is made: whoever dies in between finds it, and finds it empty
        rounds.note_nothing_there(task)
    return book.make(by, task.label, task.points)


def _column(book: Gradebook, task: Task) -> str | None:
    """Where the column is there; None where somebody took it out of the gradebook, and a lead decides."""
    if task.is_gone:
        return None
    url = task.url
    if task.sought:
        # What was made before a crash is found again by our own id, and so is what the LMS made with a picked link.
        url = book.found(task.sought) or _made(book, task, task.sought)
        rounds.note_column(task, url, task.label)
    return url
