"""Programmes, their files, and previews in the role table."""

from __future__ import annotations

from typing import TypedDict

from tests.architecture.rows.courses import NOT_HERE
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.programmes import a_saved_programme

WRITTEN = "title: Brought in\ncadence_days: 7\nsections: [{kind: text, title: Read this}]"


class Insiders(TypedDict):
    """The course's own people who do not lead it."""

    mentee: int
    other_mentee: int
    mentor: int
    other_mentor: int


NO_LEADS: Insiders = {"mentee": 403, "other_mentee": 403, "mentor": 403, "other_mentor": 403}


def saved(world: World) -> Made:
    return {"programme_id": a_saved_programme(world.lead, world.course).id}


def by_key(world: World) -> Made:
    return {"key": str(a_saved_programme(world.lead, world.course).id)}


def first_section_of_it(world: World) -> Made:
    return {**by_key(world), "number": 1}


def the_section(world: World) -> Made:
    return {"section_id": world.section.id}


def a_name(_world: World) -> Made:
    return {"title": "For the next course", "for_whom": "Whoever comes next", "summary": "One section"}


def a_text(_world: World) -> Made:
    return {"written": WRITTEN}


ROWS = [
    row("GET programmes.index", anonymous=401, **NO_LEADS, lead=200, other_lead=200, stranger=200),
    row(
        "POST programmes.save",
        data=a_name,
        anonymous=401,
        **NO_LEADS,
        lead=303,
        other_lead=422,  # a course without a section
        stranger=422,
    ),
    row(
        "POST programmes.bring",
        data=a_text,
        anonymous=401,
        **NO_LEADS,
        lead=303,
        other_lead=303,
        stranger=303,
    ),
    row("GET programmes.course_file", anonymous=401, **NO_LEADS, lead=200, other_lead=200, stranger=200),
    *(
        row(said, ids=ids, anonymous=401, **NO_LEADS, lead=200, other_lead=200, stranger=404)
        for said, ids in (
            ("GET programmes.file", by_key),
            ("GET programmes.look", by_key),
            ("GET programmes.look_at_section", first_section_of_it),
        )
    ),
    *(
        row(said, ids=saved, anonymous=401, **NO_LEADS, lead=303, other_lead=303, stranger=404)
        for said in ("POST programmes.retire", "POST programmes.bring_back")
    ),
    row("GET preview.course", anonymous=401, **NO_LEADS, lead=200, other_lead=200, stranger=200),
    row("GET preview.section", ids=the_section, **NO_LEADS, lead=200, **NOT_HERE),
]
