"""`flask --app plugin.app lti deliver-scores`: everything that waits for a gradebook, course by course."""

from __future__ import annotations

import click
import structlog
from flask.cli import with_appcontext

from plugin.courses.grades.delivered import Delivered
from plugin.courses.grades.delivery import deliver
from plugin.courses.grades.jobs import delivered
from plugin.courses.grades.reckoning import Graded, graded_courses, reckon
from plugin.database import transaction
from plugin.jobs.by_hand import claimed

log = structlog.get_logger()


@click.command("deliver-scores")
@click.option("--now", is_flag=True, help="What was put off too, not only what is due.")
@with_appcontext
def deliver_scores(now: bool) -> None:
    """Send what waits to the gradebooks, a line for each course. Exits with 1 if anything failed."""
    failed = False
    with transaction(writing=False):
        courses = graded_courses()
    for course in courses:
        with claimed(delivered, course.context_id) as is_ours:
            told = _delivered(course, at_once=now) if is_ours else None
        if not is_ours:
            click.echo(f"{course.title}: a worker is sending at this moment.")
        elif told is not None:
            click.echo(f"{told.title}: {_said(told)}")
            failed = failed or not told.ok
    if not courses:
        click.echo("No course sends anything to a gradebook.")
    raise SystemExit(1 if failed else 0)


commands = (deliver_scores,)


def _delivered(course: Graded, *, at_once: bool) -> Delivered | None:
    """One course's. An error that nobody foresaw is this course's alone: the rest go on."""
    try:
        with transaction():
            reckon(course.course_id)
        return deliver(course.context_id, at_once=at_once)
    except Exception as fault:
        log.exception("scores not delivered", course=str(course.course_id))
        said = f"{type(fault).__name__}, an error of ours: the log says more"
        return Delivered(course.title, faults=[said])


def _said(told: Delivered) -> str:
    counts = (
        ("sent", told.sent),
        ("refused", told.refused),
        ("to be tried again", told.later),
        ("not gradable", told.not_gradable),
    )
    said = ", ".join(f"{number} {words}" for words, number in counts if number) or "nothing to send"
    return " ".join([f"{said}.", *(f"Failed: {fault}" for fault in dict.fromkeys(told.faults))])
