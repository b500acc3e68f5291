"""Work on a section in one moment: handed in once, answered once, and a skill named once."""

from __future__ import annotations

import pytest

from plugin.courses.assessments.actions import Response, hand_in, respond
from plugin.courses.assessments.asking import Asked, add_item
from plugin.courses.assessments.models import HandIn
from plugin.courses.assessments.queries import items_of, work_for
from plugin.courses.outline.models import Section
from plugin.database import db, transaction
from plugin.skills.actions import skill_named
from plugin.skills.models import Rating, Skill
from tests.courses.test_at_once import HANDS, at_once, rows
from tests.factories import a_course, a_group
from tests.factories.assessments import a_section_asking, drafted, handed_in, somebody
from tests.factories.courses import place_of


@pytest.fixture
def scene(real_app):
    """A section's id, a mentor and their mentee."""
    with real_app.app_context(), transaction():
        course = a_course()
        cohort = a_group(course, mentees=1)
        return a_section_asking(course).id, cohort.mentor, cohort.mentee


def section(section_id) -> Section:
    return db.session.get_one(Section, section_id)


def test_eight_windows_hand_it_in_once(real_app, scene):
    section_id, _, mentee = scene
    with real_app.app_context(), transaction():
        drafted(mentee, section(section_id))

    ended = at_once(real_app, lambda _hand: hand_in(mentee, section(section_id)))

    assert ended == {"done": HANDS}
    assert (rows(real_app, HandIn), rows(real_app, Rating)) == (1, 1)


def test_of_eight_answers_of_mentors_one_stands_and_the_others_come_back(real_app, scene):
    section_id, mentor, mentee = scene
    with real_app.app_context(), transaction():
        read = handed_in(mentee, section(section_id)).version

    def say(hand: int) -> None:
        work = work_for(mentor, section_id, place_of(mentee))
        respond(mentor, work, Response(f"<p>By hand {hand}</p>", False, {}), read)

    assert at_once(real_app, say) == {"done": 1, "Conflict": HANDS - 1}


def test_a_skill_is_named_once_and_nothing_asked_is_lost(real_app, scene):
    section_id = scene[0]
    with real_app.app_context(), transaction():
        first = section(section_id)
        before, company_id = first.asks, db.session.query(Skill.company_id).scalar()

    def ask(hand: int) -> None:
        skill_named(company_id, "Patience")
        held = section(section_id)
        add_item(somebody(held), held, Asked("question", f"By hand {hand}?"))

    assert at_once(real_app, ask) == {"done": HANDS}
    with real_app.app_context(), transaction(writing=False):
        asked = section(section_id)
        assert asked.asks == len(items_of(asked)) == before + HANDS
        assert db.session.query(Skill).filter_by(name="Patience").count() == 1
