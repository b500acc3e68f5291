"""How a course begins: a programme is copied into it, with its sections and their resources."""

from __future__ import annotations

from flask_babel import gettext as _

from plugin import text
from plugin.courses.assessments.actions import ask
from plugin.courses.outline import programmes
from plugin.courses.outline.actions import Draft, clear, lay_out, make_course, open_now
from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.resources.actions import Content, add_resource
from plugin.errors import Invalid, NotHere
from plugin.member import Member


def open_course(lead: Member, programme_key: str, title: str) -> Course:
    """Make the course of the lead's visit as a copy of the programme and open it in one go.

    Raises Invalid for a programme that is not there, and where there is a course already.
    """
    course = begin_course(lead, programme_key, title)
    open_now(lead, course)
    return course


def begin_course(lead: Member, programme_key: str, title: str) -> Course:
    """Make the course as a copy of the programme, for its leads alone; from then on they are two. Raises Invalid."""
    chosen = _chosen(programme_key)
    course = make_course(lead, title, chosen.key, chosen.cadence_days)
    _copy(chosen, course)
    return course


def begin_again(course: Course, programme_key: str) -> None:
    """Put another programme's outline in the place of one that nobody has written into. Raises Invalid."""
    chosen = _chosen(programme_key)
    clear(course)
    course.programme, course.cadence_days = chosen.key, chosen.cadence_days
    _copy(chosen, course)


def _copy(chosen: programmes.Programme, course: Course) -> None:
    course.agreement = list(chosen.agreement)
    sections = lay_out(course, [_draft(section) for section in chosen.sections])
    for section, source in zip(sections, chosen.sections, strict=True):
        if section.kind in ANSWERED:
            ask(section, source.questions)
        for resource in source.resources:
            add_resource(section, _content(resource))


def _chosen(key: str) -> programmes.Programme:
    try:
        return programmes.programme(key)
    except (KeyError, NotHere):
        raise Invalid(_("Choose one of the programmes."), "programme") from None


def _draft(section: programmes.Section) -> Draft:
    questions = () if section.kind in ANSWERED else section.questions
    return Draft(
        section.kind, section.title, section.purpose, section.text or "", section.opens_day, questions
    )


def _content(resource: programmes.Resource) -> Content:
    words = text.from_plain(resource.text or "")
    return Content(resource.kind, resource.title, resource.url, words, resource.minutes, resource.why or "")
