"""Answers: a draft is kept and lost by nobody; a reflection and a quiz are done on handing in."""

from __future__ import annotations

import pytest

from plugin.courses.assessments.actions import hand_in, keep_answers
from plugin.courses.assessments.marking import folded
from plugin.courses.assessments.queries import (
    attempts_of,
    items_of,
    own_answers,
    signs_of,
    version_of,
)
from plugin.courses.assessments.record import Said
from plugin.courses.outline.queries import section_for
from plugin.errors import Conflict, Invalid
from plugin.skills.queries import ratings_of
from tests.factories import a_course, a_pair, a_section
from tests.factories.assessments import (
    QUIZ,
    a_section_asking,
    asked_of,
    drafted,
    handed_in,
)
from tests.factories.courses import place_of, said_to


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def section(course):
    return a_section(course, "reflection", title="Look back", questions=["What worked?", "What did not?"])


@pytest.fixture
def pair(course):
    return a_pair(course)


def kept(mentee, section) -> dict[int, str]:
    answers = own_answers(mentee, section)
    return {
        place: str(answers[item.id].words)
        for place, item in enumerate(items_of(section))
        if item.id in answers
    }


def is_done(mentee, section) -> bool:
    return section_for(mentee, section.id).done_at is not None


def test_a_draft_is_kept_as_it_is_and_the_section_is_not_done(pair, section):
    _, mentee = pair

    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)

    assert kept(mentee, section) == {0: "<p>Asking</p>"}
    assert [one.state for one in attempts_of(section.id, place_of(mentee))] == ["draft"]
    assert not is_done(mentee, section)


def test_half_an_answer_is_not_handed_in(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)

    with pytest.raises(Invalid):
        hand_in(mentee, section)

    assert attempts_of(section.id, place_of(mentee))[0].state == "draft"


def test_a_reflection_is_done_on_handing_in(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", "<p>Telling</p>"), 0)

    hand_in(mentee, section)

    assert is_done(mentee, section)


def test_keeping_the_same_again_changes_nothing(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)
    before = version_of(own_answers(mentee, section))

    assert keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0) is False

    assert version_of(own_answers(mentee, section)) == before


def test_two_windows_lose_neither_text(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>From the first</p>", ""), 0)

    with pytest.raises(Conflict) as clash:
        keep_answers(mentee, section, said_to(section, "<p>From the second</p>", "<p>More</p>"), 0)

    assert list(clash.value.theirs.values()) == ["<p>From the first</p>"]
    keep_answers(mentee, section, said_to(section, "<p>Joined</p>", "<p>More</p>"), clash.value.version)
    assert kept(mentee, section) == {0: "<p>Joined</p>", 1: "<p>More</p>"}


def test_two_windows_show_what_the_other_one_chose(course, pair):
    _, mentee = pair
    section = a_section_asking(course)
    drafted(mentee, section)
    item = asked_of(section)["rating"]

    with pytest.raises(Conflict) as clash:
        keep_answers(mentee, section, {item.id: Said(level=5)}, 0)

    assert clash.value.theirs == {f"answer_{item.id.hex}": "2 · Ten calls"}


def test_a_quiz_is_done_on_handing_in_with_its_result(course, pair):
    _, mentee = pair
    section = a_section_asking(course, *QUIZ)

    first = handed_in(mentee, section, single=Said(chosen=("The customer",)))

    assert (first.state, first.right, first.asked, is_done(mentee, section)) == ("done", 2, 3, True)
    second = handed_in(mentee, section)
    assert (second.attempt, second.right, second.asked) == (2, 3, 3)
    assert attempts_of(section.id, place_of(mentee))[0].right == 2


def test_handing_the_same_in_twice_is_one_attempt(course, pair):
    _, mentee = pair
    section = a_section_asking(course)
    quiz = a_section_asking(course, *QUIZ)

    for one in (section, quiz):
        assert handed_in(mentee, one).id == hand_in(mentee, one).id

    assert len(ratings_of(mentee, place_of(mentee))[0].own) == 1


def test_several_answers_are_right_only_together(course, pair):
    _, mentee = pair
    section = a_section_asking(course, QUIZ[1])

    assert handed_in(mentee, section, multiple=Said(chosen=("Asking",))).right == 0
    assert handed_in(mentee, section, multiple=Said(chosen=("Waiting", "Asking"))).right == 1


@pytest.mark.parametrize("typed", ["a gauche", "À  GAUCHE", " à\tgauche ", "a\u0300 gauche"])
def test_a_short_answer_is_compared_without_capitals_accents_and_spaces(typed):
    assert folded(typed) == folded("à gauche")
    assert folded(typed) != folded("à droite")


def test_the_first_day_of_a_step_stays_and_an_untick_takes_it_back(course, pair):
    _, mentee = pair
    section = a_section_asking(course)
    item = asked_of(section)["step"]
    drafted(mentee, section)
    first = signs_of(section, place_of(mentee))[item.id].observed_at

    drafted(mentee, section, step=Said(chosen=("observed",)))

    sign = signs_of(section, place_of(mentee))[item.id]
    assert (sign.observed_at, sign.did_at) == (first, None)
