"""How a course begins: a programme is copied into it, with its sections and their resources."""

from __future__ import annotations

from flask_babel import gettext as _

from plugin import text
from plugin.courses.assessments.actions import ask
from plugin.courses.outline import programmes
from plugin.courses.outline.actions import Draft, make_course
from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.resources.actions import Content, add_resource
from plugin.errors import Invalid, NotHere
from plugin.member import Member


def open_course(lead: Member, programme_key: str, title: str) -> Course:
    """Open the mentoring course of the lead's visit as a copy of the programme; from then on they are two.

    Raises Invalid for a programme that is not there, and where a course is open already.
    """
    chosen = _chosen(programme_key)
    drafts = [_draft(section) for section in chosen.sections]
    course, sections = make_course(lead, title, chosen.key, chosen.cadence_days, drafts)
    course.agreement = list(chosen.agreement)
    for section, source in zip(sections, chosen.sections, strict=True):
        if section.kind in ANSWERED:
            ask(section, source.questions)
        for resource in source.resources:
            add_resource(section, _content(resource))
    return course


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
