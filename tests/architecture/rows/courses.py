"""The outline's pages, resources and answers in the role table."""

from __future__ import annotations

from typing import TypedDict

from sqlalchemy import select

from plugin.courses.assessments.models import Item
from plugin.database import db
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories import a_section
from tests.factories.courses import a_resource


def the_section(world: World) -> Made:
    return {"section_id": world.section.id}


def a_reflection(world: World) -> Made:
    return {"section_id": a_section(world.course, "reflection", questions=["What worked?"]).id}


def the_programmes_resource(world: World) -> Made:
    return {"resource_id": a_resource(world.section).id}


def the_mentors_resource(world: World) -> Made:
    return {"resource_id": a_resource(world.section, by=world.mentor).id}


def an_answer(_world: World) -> Made:
    """To the one question that `a_reflection` has just asked."""
    item = db.session.scalars(
        select(Item.id).where(Item.retired_at.is_(None)).order_by(Item.id.desc())
    ).first()
    return {f"answer_{item.hex if item else 0}": "Asking first", "version": "0"}


def a_link(_world: World) -> Made:
    return {"kind": "link", "title": "A talk", "url": "https://example.org/talk", "version": "1"}


class Inside(TypedDict):
    """What the course's own people get."""

    mentee: int
    other_mentee: int
    mentor: int
    other_mentor: int
    lead: int


class Outside(TypedDict):
    """What everybody else gets."""

    anonymous: int
    other_lead: int
    stranger: int


EVERYBODY: Inside = {"mentee": 200, "other_mentee": 200, "mentor": 200, "other_mentor": 200, "lead": 200}
MENTEES: Inside = {"mentee": 303, "other_mentee": 303, "mentor": 403, "other_mentor": 403, "lead": 403}
NOT_HERE: Outside = {"anonymous": 401, "other_lead": 404, "stranger": 404}
AT_HOME: Outside = {"anonymous": 401, "other_lead": 403, "stranger": 403}

ROWS = [
    row("POST stuck.say", data=lambda _world: {"stuck_why": "It rains"}, **MENTEES, **AT_HOME),
    row("POST stuck.over", **MENTEES, **AT_HOME),
    row("GET journey.show", anonymous=401, **EVERYBODY, other_lead=200, stranger=200),
    row("GET sections.show", ids=the_section, **EVERYBODY, **NOT_HERE),
    row("POST sections.done", ids=the_section, **MENTEES, **NOT_HERE),
    row("POST sections.reopen", ids=the_section, **MENTEES, **NOT_HERE),
    row("POST answers.keep", ids=a_reflection, data=an_answer, **MENTEES, **NOT_HERE),
    row("GET resources.show", ids=the_programmes_resource, **EVERYBODY, **NOT_HERE),
    row(
        "GET resources.new",
        ids=the_section,
        mentee=403,
        other_mentee=403,
        mentor=200,
        other_mentor=200,
        lead=200,
        **NOT_HERE,
    ),
    row(
        "POST resources.add",
        ids=the_section,
        data=a_link,
        mentee=403,
        other_mentee=403,
        mentor=303,
        other_mentor=303,
        lead=303,
        **NOT_HERE,
    ),
    row(
        "GET resources.edit",
        ids=the_mentors_resource,
        mentee=403,
        other_mentee=403,
        mentor=200,
        other_mentor=403,
        lead=200,
        **NOT_HERE,
    ),
    row(
        "POST resources.change",
        ids=the_mentors_resource,
        data=a_link,
        mentee=403,
        other_mentee=403,
        mentor=303,
        other_mentor=403,
        lead=303,
        **NOT_HERE,
    ),
]
