"""Saying when something is pointed out, and going back to how it comes."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import Conflict
from plugin.groups.flags.keeping import reckoned_in
from plugin.groups.flags.limits import NUMBERS, SWITCHED, as_said, limits_of
from plugin.groups.flags.rules import AS_IT_COMES, Limits
from plugin.jobs.tasks import soon


def keep_limits(course: Course, version: int | None, *, speaks: Collection[str], **numbers: int) -> None:
    """From now on these hold, and how everybody stands is reckoned anew.

    Raises Conflict where another lead said something else since `version` was read.
    """
    db.session.refresh(course, with_for_update=True)
    wanted, stands = Limits(**numbers, off=frozenset(SWITCHED) - set(speaks)), limits_of(course)
    theirs = {name: str(getattr(stands, name)) for name in NUMBERS if getattr(stands, name) != numbers[name]}
    if wanted.off != stands.off:
        theirs["speaks"] = _("Somebody else has chosen others.")
    if theirs and version != course.version:
        raise Conflict(theirs, course.version)
    if theirs:
        _keep(course, wanted)


def keep_as_it_comes(course: Course) -> None:
    """What Tandem brings along holds again."""
    db.session.refresh(course, with_for_update=True)
    if course.flag_limits is not None:
        _keep(course, AS_IT_COMES)


def _keep(course: Course, limits: Limits) -> None:
    course.flag_limits = as_said(limits)
    course.version += 1
    db.session.flush()
    soon(reckoned_in, course.context_id)
