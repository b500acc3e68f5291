"""Answers: kept one per question, lost by nobody, read by the pair alone."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.courses.assessments.actions import keep_answers
from plugin.courses.assessments.queries import answers_of, items_of, own_answers, version_of
from plugin.courses.outline.queries import section_for
from plugin.errors import Conflict, NotHere
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentee, a_pair, a_section, again
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


def test_half_an_answer_is_kept_and_the_section_is_not_done(pair, section):
    _, mentee = pair

    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)

    assert kept(mentee, section) == {0: "<p>Asking</p>"}
    assert section_for(mentee, section.id).done_at is None


def test_with_the_last_answer_the_section_is_done(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)

    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", "<p>Telling</p>"), 1)

    assert kept(mentee, section) == {0: "<p>Asking</p>", 1: "<p>Telling</p>"}
    assert section_for(mentee, section.id).done_at is not None


def test_keeping_the_same_again_changes_nothing(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)
    before = version_of(own_answers(mentee, section))

    keep_answers(mentee, section, said_to(section, "<p>Asking</p>", ""), 0)

    assert version_of(own_answers(mentee, section)) == before


def test_two_windows_lose_neither_text(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>From the first</p>", ""), 0)

    with pytest.raises(Conflict) as clash:
        keep_answers(mentee, section, said_to(section, "<p>From the second</p>", "<p>More</p>"), 0)

    assert list(clash.value.theirs.values()) == ["<p>From the first</p>"]
    assert kept(mentee, section) == {0: "<p>From the first</p>"}

    keep_answers(mentee, section, said_to(section, "<p>Joined</p>", "<p>More</p>"), clash.value.version)
    assert kept(mentee, section) == {0: "<p>Joined</p>", 1: "<p>More</p>"}


def test_an_answer_may_be_taken_back(pair, section):
    _, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Too much</p>", ""), 0)

    keep_answers(mentee, section, said_to(section, "", ""), 1)

    assert kept(mentee, section) == {0: ""}
    assert answers_of(mentee, place_of(mentee)) == []


def test_answers_of_two_mentees_stand_apart(course, section):
    one, other = a_mentee(course), a_mentee(course)
    keep_answers(one, section, said_to(section, "<p>Mine</p>", ""), 0)
    keep_answers(other, section, said_to(section, "", "<p>Theirs</p>"), 0)

    assert kept(one, section) == {0: "<p>Mine</p>"}
    assert kept(other, section) == {1: "<p>Theirs</p>"}


def test_a_mentor_reads_answers_with_their_questions_in_the_outlines_order(course, pair, section):
    mentor, mentee = pair
    later = a_section(course, "assessment", questions=["Where are you now?"])
    keep_answers(mentee, later, said_to(later, "<p>Further</p>"), 0)
    keep_answers(mentee, section, said_to(section, "", "<p>Telling</p>"), 0)

    found = answers_of(mentor, place_of(mentee))

    assert [place.section_id for place in found] == [section.id, later.id]
    assert [(a.question, str(a.words)) for a in found[0].answers] == [("What did not?", "<p>Telling</p>")]


def test_a_lead_a_group_mate_and_a_stranger_may_not_read_answers(course, section):
    cohort = a_group(course, mentees=2)
    mentee, mate = cohort.mentees
    keep_answers(mentee, section, said_to(section, "<p>Mine</p>", ""), 0)

    for other in (a_lead(course), mate, a_pair(course)[0], a_mentee(a_course())):
        with pytest.raises(NotHere):
            answers_of(other, place_of(mentee))


def test_a_mentor_of_former_days_reads_no_more(session, pair, section):
    mentor, mentee = pair
    keep_answers(mentee, section, said_to(section, "<p>Mine</p>", ""), 0)
    assert answers_of(mentor, place_of(mentee))

    session.query(Mentorship).update({"until": clock.now()})

    with pytest.raises(NotHere):
        answers_of(again(mentor), place_of(mentee))
