"""Answers: a draft is kept and lost by nobody, handed in, answered by a mentor, handed in again, done."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.courses.assessments import actions
from plugin.courses.assessments.actions import Response, hand_in, keep_answers, take_back
from plugin.courses.assessments.asking import Asked
from plugin.courses.assessments.marking import folded
from plugin.courses.assessments.queries import (
    attempts_of,
    items_of,
    own_answers,
    signs_of,
    step_for,
    version_of,
    work_for,
)
from plugin.courses.assessments.record import Said
from plugin.courses.assessments.standing import mentees_at, numbers_of, waiting_for, works_of
from plugin.courses.outline.queries import section_for
from plugin.errors import Conflict, Invalid, NotHere
from plugin.people.models import Mentorship
from plugin.skills.queries import ratings_of
from tests.factories import a_course, a_group, a_lead, a_mentee, a_pair, a_section, again
from tests.factories.assessments import (
    QUIZ,
    a_section_asking,
    asked_of,
    drafted,
    handed_in,
    responded,
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


def test_an_assessment_waits_for_the_mentor_and_goes_to_and_fro_until_it_is_done(course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    assert handed_in(mentee, section).state == "handed in"
    assert not is_done(mentee, section)

    responded(mentor, mentee, section, "<p>Say more</p>", done=False)
    assert not is_done(mentee, section)
    again_in = handed_in(mentee, section, question=Said("<p>More of it</p>"))
    responded(mentor, mentee, section)

    attempts = attempts_of(section.id, place_of(mentee))
    assert [(one.attempt, one.state, str(one.feedback)) for one in attempts] == [
        (1, "handed back", "<p>Say more</p>"),
        (2, "done", "<p>Well seen</p>"),
    ]
    assert [one.said["items"][0]["words"] for one in attempts] == [
        "<p>canary answer</p>",
        "<p>More of it</p>",
    ]
    assert again_in.id == attempts[1].id
    assert is_done(mentee, section)


def test_levels_become_ratings_ones_own_on_handing_in_and_the_mentors_when_it_is_done(course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    handed_in(mentee, section)
    (skill,) = ratings_of(mentor, place_of(mentee))
    assert ([one.level for one in skill.own], skill.mentors) == ([2], [])

    responded(mentor, mentee, section)

    (skill,) = ratings_of(mentee, place_of(mentee))
    assert [(one.level, one.by, one.evidence) for one in skill.mentors] == [
        (3, mentor.name, "Heard two calls")
    ]
    assert [(one.level, one.evidence) for one in skill.own] == [(2, "Ten calls")]


def test_it_is_not_done_before_every_step_is_signed_off_and_every_level_given(course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    handed_in(mentee, section)
    work = work_for(mentor, section.id, place_of(mentee))

    with pytest.raises(Invalid):
        actions.respond(mentor, work, Response("<p>Done</p>", True, {}), work.latest.version)

    assert not is_done(mentee, section)


def test_without_a_mentor_nobody_is_stuck(course):
    alone = a_mentee(course)
    section = a_section_asking(course)

    assert handed_in(alone, section).state == "done"
    assert is_done(alone, section)


def test_what_lies_with_the_mentor_is_taken_back_to_change_it(course, pair):
    _, mentee = pair
    section = a_section_asking(course)
    handed_in(mentee, section)
    with pytest.raises(Conflict):
        drafted(mentee, section, question=Said("<p>Late</p>"))

    take_back(work_for(mentee, section.id, place_of(mentee)))
    drafted(mentee, section, question=Said("<p>Late</p>"))

    assert (hand_in(mentee, section).attempt, kept(mentee, section)[0]) == (1, "<p>Late</p>")


def test_two_mentors_at_once_lose_neither_text(course):
    cohort = a_group(course, mentors=2, mentees=1)
    one, other = cohort.mentors
    section = a_section_asking(course, Asked("question", "How?"))
    handed_in(cohort.mentee, section)
    work = work_for(other, section.id, place_of(cohort.mentee))
    read = work.latest.version
    responded(one, cohort.mentee, section, "<p>From one</p>", done=False)

    with pytest.raises(Conflict) as clash:
        actions.respond(other, work, Response("<p>From the other</p>", True, {}), read)

    assert clash.value.theirs == {"feedback": "<p>From one</p>"}
    actions.respond(other, work, Response("<p>Joined</p>", True, {}), clash.value.version)
    assert is_done(cohort.mentee, section)


def test_a_mentor_may_hand_back_what_they_said_was_done(course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    handed_in(mentee, section)
    responded(mentor, mentee, section)

    responded(mentor, mentee, section, "<p>Too soon</p>", done=False)

    assert not is_done(mentee, section)
    assert len(ratings_of(mentee, place_of(mentee))[0].mentors) == 1


def test_a_step_is_signed_off_with_name_and_day_and_that_is_taken_back(course):
    cohort = a_group(course, mentors=2, mentees=1)
    section = a_section_asking(course)
    item, who = asked_of(section)["step"], place_of(cohort.mentee)
    step = step_for(cohort.mentor, item.id, who)

    for mentor in cohort.mentors:
        actions.sign(mentor, step, signed=True)
    assert signs_of(section, who)[item.id].signed_by_id == place_of(cohort.mentor)

    actions.sign(cohort.mentors[1], step, signed=False)
    assert signs_of(section, who)[item.id].signed_at is None


def test_the_first_day_of_a_step_stays_and_an_untick_takes_it_back(course, pair):
    _, mentee = pair
    section = a_section_asking(course)
    item = asked_of(section)["step"]
    drafted(mentee, section)
    first = signs_of(section, place_of(mentee))[item.id].observed_at

    drafted(mentee, section, step=Said(chosen=("observed",)))

    sign = signs_of(section, place_of(mentee))[item.id]
    assert (sign.observed_at, sign.did_at) == (first, None)


def test_a_draft_is_its_writers_alone(course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    drafted(mentee, section)
    who = place_of(mentee)

    assert (works_of(mentor, who), mentees_at(mentor, section), waiting_for(mentor)) == ([], [], [])
    assert work_for(mentor, section.id, who).told == []
    assert [one.state for one in works_of(mentee, who)] == ["draft"]


def test_what_waits_is_the_mentors_own_mentees_alone_and_a_lead_sees_numbers(course, pair):
    mentor, mentee = pair
    other, _ = a_pair(course)
    section = a_section_asking(course)
    handed_in(mentee, section)

    assert [(one.name, one.title) for one in waiting_for(mentor)] == [(mentee.name, "Where you are")]
    assert (waiting_for(other), waiting_for(a_lead(course))) == ([], [])
    assert (numbers_of(section).handed_in, numbers_of(section).done) == (1, 0)


def test_a_lead_a_group_mate_another_mentor_and_a_stranger_may_read_nothing(course):
    cohort = a_group(course, mentees=2)
    mentee, mate = cohort.mentees
    section = a_section_asking(course)
    handed_in(mentee, section)
    who, item = place_of(mentee), asked_of(section)["step"]

    for other in (a_lead(course), mate, a_pair(course)[0], a_mentee(a_course())):
        for asked in (
            lambda other=other: works_of(other, who),
            lambda other=other: work_for(other, section.id, who),
            lambda other=other: step_for(other, item.id, who),
            lambda other=other: ratings_of(other, who),
        ):
            with pytest.raises(NotHere):
                asked()


def test_a_mentor_of_former_days_reads_no_more(session, course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    handed_in(mentee, section)
    assert work_for(mentor, section.id, place_of(mentee)).told

    session.query(Mentorship).update({"until": clock.now()})

    with pytest.raises(NotHere):
        work_for(again(mentor), section.id, place_of(mentee))
    assert waiting_for(again(mentor)) == []


def test_what_was_handed_in_outlives_a_section_that_was_taken_out(course, pair):
    mentor, mentee = pair
    section, other = a_section_asking(course), a_section_asking(course)
    handed_in(mentee, section)
    for one in (section, other):
        one.retired_at = clock.now()

    assert work_for(mentor, section.id, place_of(mentee)).told
    with pytest.raises(NotHere):
        work_for(mentor, other.id, place_of(mentee))
