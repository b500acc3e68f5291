"""How a course begins: a programme is copied into it, with its sections, what they hold and what they ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from flask_babel import gettext as _

from plugin import text
from plugin.courses.assessments.asking import Asked, add_items
from plugin.courses.outline import programme as of
from plugin.courses.outline.actions import Draft, clear, lay_out, make_course, open_now
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.programmes.queries import programme_for
from plugin.courses.programmes.taking import programme_of
from plugin.courses.resources.actions import Content, add_resource
from plugin.database import db
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
    chosen = _chosen(lead, programme_key)
    course = make_course(lead, title, chosen.key, chosen.cadence_days)
    _copy(chosen, course)
    return course


def begin_again(lead: Member, course: Course, programme_key: str) -> None:
    """Put another programme's outline in the place of one that nobody has written into. Raises Invalid."""
    chosen = _chosen(lead, programme_key)
    clear(course)
    course.programme, course.cadence_days = chosen.key, chosen.cadence_days
    _copy(chosen, course)


def copy_course(lead: Member, origin: Course, course: Course | None, title: str) -> Course:
    """The lead's course with the outline and the settings of another, in the place of one that nobody has written into.

    Nothing of people comes along. Raises Invalid where there is a course meanwhile and none was given.
    """
    chosen = programme_of(origin)
    if course is None:
        course = make_course(lead, title, origin.programme, chosen.cadence_days)
    else:
        clear(course)
        course.programme, course.cadence_days = origin.programme, chosen.cadence_days
        course.version += 1
    _copy(chosen, course)
    course.hide_flagged, course.flag_limits = origin.hide_flagged, origin.flag_limits
    db.session.flush()
    return course


def _copy(chosen: of.Programme, course: Course) -> None:
    course.agreement = list(chosen.agreement)
    course.reply_days, course.capacity = chosen.reply_days, chosen.capacity
    course.anonymous = chosen.anonymous
    sections = lay_out(course, [_draft(section) for section in chosen.sections])
    for section, source in zip(sections, chosen.sections, strict=True):
        _fill(section, source)
    _order(sections, chosen.sections)
    db.session.flush()


def _chosen(lead: Member, key: str) -> of.Programme:
    try:
        return programme_for(lead, key)
    except NotHere:
        raise Invalid(_("Choose one of the programmes."), "programme") from None


def _draft(section: of.Section) -> Draft:
    questions = () if section.kind in ANSWERED else section.questions
    return Draft(section.kind, section.title, section.purpose, section.text, section.opens_day, questions)


def _fill(section: Section, source: of.Section) -> None:
    """What a section holds and asks, and by when."""
    section.due_day = source.due_day
    section.discussed = source.discussed
    if source.html:
        section.words = source.html  # cleaned on its way into the table
    if section.kind in ANSWERED:
        questions = [Asked("question", question) for question in source.questions]
        add_items(section, [*questions, *(Asked(**asdict(item)) for item in source.items)])
    for resource in source.resources:
        add_resource(section, _content(resource)).skills = list(resource.skills)


def _order(sections: Sequence[Section], sources: Sequence[of.Section]) -> None:
    """Let each section that opens after another one point at it."""
    called = {section.title: section.id for section in sections}
    for section, source in zip(sections, sources, strict=True):
        section.opens_after_id = called[source.opens_after] if source.opens_after else None


def _content(resource: of.Resource) -> Content:
    words = resource.html or text.from_plain(resource.text)
    return Content(resource.kind, resource.title, resource.url, words, resource.minutes, resource.why)
