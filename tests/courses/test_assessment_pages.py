"""Assessments as pages: the form with every kind of item, what is still open, results, the mentor's words, the lists."""

from __future__ import annotations

import pytest

from plugin.courses.assessments.queries import attempts_of, own_answers
from plugin.courses.outline.queries import section_for
from tests.factories import a_course, a_group, a_mentee, a_pair
from tests.factories.assessments import QUIZ, a_section_asking, asked_of, handed_in, responded
from tests.factories.courses import place_of
from tests.factories.visits import visit_as


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def section(course):
    return a_section_asking(course)


@pytest.fixture
def pair(course):
    return a_pair(course)


def typed(section, **said) -> dict[str, object]:
    """A whole form, as a browser sends it."""
    told = {
        "question": "I waited",
        "rating": "2",
        "step": ["observed", "did"],
        "single": "I",
        "multiple": ["Asking", "Waiting"],
        "short": "on the LEFT",
        **said,
    }
    items = asked_of(section)
    form = {f"answer_{items[kind].id.hex}": one for kind, one in told.items() if kind in items}
    return {**form, "version": "0"}


def work_of(section, mentee) -> str:
    return f"/answers/{section.id}/of/{place_of(mentee)}"


def test_every_kind_of_item_has_its_field_and_nothing_tells_what_is_right(client, section, pair):
    page = visit_as(client, pair[1]).get(f"/sections/{section.id}").text

    for words in ("What went well?", "5 · Teaches others", "I have seen how it is done", "Tea", "Hand it in"):
        assert words in page
    for secret in ("Read page two again.", "à gauche", "on the left"):
        assert secret not in page
    assert "How sure are they?" not in page


def test_a_draft_is_kept_and_stands_in_the_form_again(client, section, pair):
    at = visit_as(client, pair[1])

    answer = at.post(f"/answers/{section.id}", {**typed(section, question=""), "then": "keep"})

    assert answer.status_code == 303
    page = at.get(f"/sections/{section.id}").text
    assert 'value="on the LEFT"' in page
    assert page.count(" checked") == 6
    assert section_for(pair[1], section.id).done_at is None


def test_what_is_still_open_is_said_at_its_field_and_nothing_is_lost(client, section, pair):
    at = visit_as(client, pair[1])

    page = at.post(
        f"/answers/{section.id}", {**typed(section, rating="", step=["observed"]), "then": "hand in"}
    )

    assert page.status_code == 422
    assert "2 things to put right" in page.text
    assert "Still open: please choose a level." in page.text
    assert "Still open: tick both" in page.text
    assert "I waited" in page.text
    assert attempts_of(section.id, place_of(pair[1])) == []


def test_an_option_that_nobody_offered_is_not_taken(client, section, pair):
    page = visit_as(client, pair[1]).post(f"/answers/{section.id}", typed(section, single="Nobody"))

    assert page.status_code == 422
    assert own_answers(pair[1], section) == {}


def test_after_a_quiz_each_question_says_whether_it_was_right_and_never_what_is(client, course, pair):
    quiz = a_section_asking(course, *QUIZ)
    at = visit_as(client, pair[1])

    at.post(f"/answers/{quiz.id}", {**typed(quiz, single="The customer", short="above"), "then": "hand in"})

    page = at.get(f"/sections/{quiz.id}").text
    assert "1 of 3 right" in page
    assert page.count("Not right") == 2
    assert "Read page two again." in page
    assert "à gauche" not in page
    assert "Answer again" in page
    assert 'name="then"' not in page
    assert 'name="then"' in at.get(f"/sections/{quiz.id}?again=yes").text


def test_a_mentee_is_told_what_counts(client, course, section, pair):
    quiz = a_section_asking(course, *QUIZ)
    look_back = a_section_asking(course, kind="reflection")
    at, alone = visit_as(client, pair[1]), visit_as(client, a_mentee(course))

    assert "Done when your mentor says so" in at.get(f"/sections/{section.id}").text
    assert "You see at once what was right" in at.get(f"/sections/{quiz.id}").text
    assert "nothing waits for that" in at.get(f"/sections/{look_back.id}").text
    assert "Nobody mentors you yet, so it counts as done" in alone.get(f"/sections/{section.id}").text


def test_it_is_handed_in_answered_handed_in_again_and_done(client, section, pair):
    mentor, mentee = pair
    mentees = visit_as(client, mentee)
    mentees.post(f"/answers/{section.id}", {**typed(section), "then": "hand in"})
    assert f"It lies with {mentor.name} now" in mentees.get(f"/sections/{section.id}").text

    theirs = visit_as(client, mentor)
    assert mentee.name in theirs.get(f"/sections/{section.id}").text
    page = theirs.get(work_of(section, mentee)).text
    assert "I waited" in page
    assert "Hand it back to" in page
    back = {"feedback": "Tell me more", "verdict": "back", "version": "2"}
    assert theirs.post(work_of(section, mentee), back).status_code == 303

    page = mentees.get(f"/sections/{section.id}").text
    assert "Tell me more" in page
    version = str(sum(one.version for one in own_answers(mentee, section).values()))
    again_in = {**typed(section, question="I waited and asked"), "version": version, "then": "hand in"}
    assert mentees.post(f"/answers/{section.id}", again_in).status_code == 303

    item = asked_of(section)
    theirs.post(f"/answers/steps/{item['step'].id}/of/{place_of(mentee)}", {"signed": "yes"})
    level = {f"answer_{item['mentor'].id.hex}": "4", f"shows_{item['mentor'].id.hex}": "Two calls"}
    done = {"feedback": "Well seen", "verdict": "done", "version": "2", **level}
    assert theirs.post(work_of(section, mentee), done).status_code == 303

    page = mentees.get(work_of(section, mentee)).text
    for words in ("Attempt 1", "Attempt 2", "Tell me more", "Well seen", "I waited and asked", "Two calls"):
        assert words in page
    assert f"{mentor.name} on " in page
    assert section_for(mentee, section.id).done_at is not None


def test_a_mentor_reads_what_is_still_open_before_it_is_done_and_loses_nothing(client, section, pair):
    mentor, mentee = pair
    handed_in(mentee, section)

    page = visit_as(client, mentor).post(
        work_of(section, mentee), {"feedback": "Well seen", "verdict": "done", "version": "2"}
    )

    assert page.status_code == 422
    assert "Please choose a level first." in page.text
    assert "A step is not signed off yet." in page.text
    assert "Well seen" in page.text


def test_two_mentors_at_once_get_both_texts(client, course, section):
    cohort = a_group(course, mentors=2, mentees=1)
    handed_in(cohort.mentee, section)
    responded(cohort.mentors[0], cohort.mentee, section, "<p>From one</p>", done=False)

    page = visit_as(client, cohort.mentors[1]).post(
        work_of(section, cohort.mentee), {"feedback": "From the other", "verdict": "back", "version": "2"}
    )

    assert page.status_code == 409
    assert "From one" in page.text
    assert "From the other" in page.text
    assert 'name="version" value="3"' in page.text


def test_what_was_handed_in_elsewhere_gives_the_typed_words_back(client, section, pair):
    handed_in(pair[1], section)

    page = visit_as(client, pair[1]).post(f"/answers/{section.id}", typed(section, question="Too late"))

    assert page.status_code == 409
    assert "Too late" in page.text
