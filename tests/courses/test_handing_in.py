"""Work goes to and fro between mentee and mentor until it is done, and nobody's words are lost on the way."""

from __future__ import annotations

import pytest

from plugin.courses.assessments import actions
from plugin.courses.assessments.actions import Response, hand_in, take_back
from plugin.courses.assessments.asking import Asked
from plugin.courses.assessments.queries import (
    attempts_of,
    signs_of,
    step_for,
    work_for,
)
from plugin.courses.assessments.record import Said
from plugin.courses.outline.queries import section_for
from plugin.errors import Conflict, Invalid
from plugin.skills.queries import ratings_of
from tests.factories import a_course, a_group, a_mentee, a_pair
from tests.factories.assessments import (
    a_section_asking,
    asked_of,
    drafted,
    handed_in,
    responded,
)
from tests.factories.courses import place_of


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def is_done(mentee, section) -> bool:
    return section_for(mentee, section.id).done_at is not None


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

    noted = hand_in(mentee, section)
    assert (noted.attempt, noted.said["items"][0]["words"]) == (1, "<p>Late</p>")


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
