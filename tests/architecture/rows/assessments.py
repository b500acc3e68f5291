"""Work on a section, what a mentor says to it, and what a section asks, in the role table."""

from __future__ import annotations

from plugin.courses.assessments.asking import Asked, change_item, take_out, version_of
from plugin.courses.assessments.models import Item
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.assessments import EVERYTHING, a_section_asking, asked_of, handed_in, somebody
from tests.factories.courses import place_of


def an_assessment(world: World) -> Made:
    return {"section_id": a_section_asking(world.course).id}


def some_work(world: World) -> Made:
    section = a_section_asking(world.course)
    handed_in(world.mentee, section)
    return {"section_id": section.id, "enrolment_id": place_of(world.mentee)}


def a_step(world: World) -> Made:
    item = asked_of(a_section_asking(world.course))["step"]
    return {"item_id": item.id, "enrolment_id": place_of(world.mentee)}


def an_item(world: World) -> Made:
    return {"item_id": asked_of(a_section_asking(world.course))["question"].id}


def the_second_item(world: World) -> Made:
    return {"item_id": asked_of(a_section_asking(world.course))["rating"].id}


def an_item_taken_out(world: World) -> Made:
    section = a_section_asking(world.course)
    item = asked_of(section)["question"]
    take_out(somebody(section), section, item)
    return {"item_id": item.id}


def a_changed_item(world: World) -> Made:
    section = a_section_asking(world.course)
    item = asked_of(section)["question"]
    change_item(somebody(section), section, item, Asked("question", "What went badly?"), version_of(item))
    return {"item_id": item.id}


def some_words(_world: World) -> Made:
    return {"feedback": "Say more about that", "verdict": "back", "version": "2"}


def a_sign(_world: World) -> Made:
    return {"signed": "yes"}


def a_question(_world: World) -> Made:
    return {"kind": "question", "text": "What did you try first?"}


def a_change(_world: World) -> Made:
    """Of the question that `an_item` has just asked, as it was read there."""
    return {"text": "What did you try first?", "version": str(version_of(Item(text=FIRST.text, asks={})))}


FIRST = EVERYTHING[0]
NOT_HERE = {"anonymous": 401, "other_lead": 404, "stranger": 404}
PAIR_ALONE = {"other_mentee": 404, "other_mentor": 404, "lead": 404, **NOT_HERE}
LEADS = {"mentee": 403, "other_mentee": 403, "mentor": 403, "other_mentor": 403, **NOT_HERE}

ROWS = [
    row("GET answers.work", ids=some_work, mentee=200, mentor=200, **PAIR_ALONE),
    row("POST answers.respond", ids=some_work, data=some_words, mentee=403, mentor=303, **PAIR_ALONE),
    row("POST answers.take_back", ids=some_work, mentee=303, mentor=403, **PAIR_ALONE),
    row("POST answers.sign", ids=a_step, data=a_sign, mentee=403, mentor=303, **PAIR_ALONE),
    row("GET items.index", ids=an_assessment, lead=200, **LEADS),
    row("GET items.new", ids=an_assessment, lead=200, **LEADS),
    row("POST items.add", ids=an_assessment, data=a_question, lead=303, **LEADS),
    row("GET items.edit", ids=an_item, lead=200, **LEADS),
    row("POST items.change", ids=an_item, data=a_change, lead=303, **LEADS),
    row("POST items.say_again", ids=a_changed_item, lead=303, **LEADS),
    row("POST items.up", ids=the_second_item, lead=303, **LEADS),
    row("POST items.down", ids=the_second_item, lead=303, **LEADS),
    row("POST items.take_out", ids=an_item, lead=303, **LEADS),
    row("POST items.again", ids=an_item_taken_out, lead=303, **LEADS),
]
