"""Sections that ask for more than words, and work on them that stands somewhere."""

from __future__ import annotations

from uuid import UUID

from plugin.courses.assessments import actions
from plugin.courses.assessments.actions import Response, hand_in, keep_answers
from plugin.courses.assessments.asking import Asked, add_items
from plugin.courses.assessments.models import HandIn, Item
from plugin.courses.assessments.queries import Step, items_of, own_answers, version_of, work_for
from plugin.courses.assessments.record import Said
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.member import Member
from tests.factories.courses import place_of
from tests.factories.people import a_lead
from tests.factories.places import a_section

EVERYTHING = (
    Asked("question", "What went well?"),
    Asked("rating", "How sure are you?", skill="Listening"),
    Asked("rating", "How sure are they?", skill="Listening", by="mentor"),
    Asked("step", "Answer an angry call"),
    Asked("single", "Who decides?", options=("The customer", "I"), right=("I",), says="Read page two again."),
    Asked("multiple", "What helps?", options=("Tea", "Asking", "Waiting"), right=("Asking", "Waiting")),
    Asked("short", "Where is the stop button?", right=("à gauche", "on the left")),
)
QUIZ = EVERYTHING[4:]


def a_section_asking(course: Course, *asked: Asked, kind: str = "assessment", **said: object) -> Section:
    """A section that asks these things; everything unless said otherwise."""
    section = a_section(course, kind, **{"title": "Where you are", **said})
    add_items(section, asked or EVERYTHING)
    return section


def somebody(section: Section) -> Member:
    """A lead of the section's course, to say what it asks."""
    return a_lead(db.session.get_one(Course, section.course_id))


def asked_of(section: Section) -> dict[str, Item]:
    """What a section asks, by its kind; a mentor's level as 'mentor'."""
    return {"mentor" if item.asks.get("by") == "mentor" else item.kind: item for item in items_of(section)}


GOOD = {
    "question": Said("<p>canary answer</p>"),
    "rating": Said("<p>Ten calls</p>", level=2),
    "step": Said(chosen=("observed", "did")),
    "single": Said(chosen=("I",)),
    "multiple": Said(chosen=("Asking", "Waiting")),
    "short": Said(chosen=("  A GAUCHE ",)),
}


def good_answers(section: Section, **said: Said) -> dict[UUID, Said]:
    """An answer to everything that a mentee answers, all of the quiz rightly."""
    told = {**GOOD, **said}
    return {item.id: told[kind] for kind, item in asked_of(section).items() if kind in told}


def drafted(mentee: Member, section: Section, **said: Said) -> None:
    """The mentee keeps a draft, over whatever stands there."""
    version = version_of(own_answers(mentee, section))
    keep_answers(mentee, section, good_answers(section, **said), version)


def handed_in(mentee: Member, section: Section, **said: Said) -> HandIn:
    """The mentee hands it in."""
    drafted(mentee, section, **said)
    return hand_in(mentee, section)


def responded(
    mentor: Member, mentee: Member, section: Section, words: str = "<p>Well seen</p>", *, done: bool = True
) -> HandIn:
    """A mentor signs every step off, gives each level that is theirs, and says this."""
    items = asked_of(section)
    if done and "step" in items:
        actions.sign(mentor, Step(items["step"], section.id, place_of(mentee)), signed=True)
    levels = {items["mentor"].id: Said("<p>Heard two calls</p>", level=3)} if "mentor" in items else {}
    work = work_for(mentor, section.id, place_of(mentee))
    assert work.latest
    return actions.respond(mentor, work, Response(words, done, levels if done else {}), work.latest.version)
