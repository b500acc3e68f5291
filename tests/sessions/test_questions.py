"""Questions at hand: those that come with Tandem, those of one's own, and what mentors tell of themselves."""

from __future__ import annotations

import pytest

from plugin.courses.sessions.questions import actions, bank
from plugin.courses.sessions.questions.bank import agendas, questions
from plugin.courses.sessions.questions.files import read
from plugin.courses.sessions.questions.models import STAGES, OwnQuestion, Story
from plugin.courses.sessions.questions.queries import bank_of, own_story, stories_for
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.setting_values import SettingsError
from plugin.text import from_plain
from tests.factories import a_lead, a_pair
from tests.factories.plans import a_plan
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_every_language_has_every_stage(language):
    told = questions(language)
    assert set(told) == set(STAGES)
    assert all(len(lines) >= 5 and len(set(lines)) == len(lines) for lines in told.values())
    assert (told == questions("en")) is (language == "en")


def test_a_language_without_a_file_reads_english():
    assert questions("xx") == questions("en")


@pytest.mark.parametrize(
    ("written", "said"),
    [("goal: [", "cannot be read"), ("- a", "must hold headings"), ("", "must hold headings")]
    + [
        ("\n".join(f"{stage}: {lines}" for stage in STAGES), "must list lines")
        for lines in ("[]", "x", "[1]", "[' ']")
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, written, said):
    (file := tmp_path / "en.yaml").write_text(written)
    with pytest.raises(SettingsError, match=rf"en\.yaml.*{said}"):
        read(file)


def test_stages_that_are_missing_are_named(monkeypatch):
    monkeypatch.setattr(bank, "lines_in", lambda _folder, _language: {"goal": ("Where to?",)})
    with pytest.raises(SettingsError, match="exactly these"):
        questions("en")


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_every_language_has_as_many_agendas(client, pair, language):
    told = agendas(language)
    assert len(told) == len(agendas("en")) == 5
    assert all(len(lines) >= 3 for lines in told.values())


def test_agendas_stand_beside_a_plan(client, pair):
    mentor, mentee = pair
    plan = a_plan(mentor, "mentee", mentee.enrolment_id)
    for page in ("/sessions/plans/new", f"/sessions/plans/{plan.id}/edit"):
        assert "When nothing moves" in visit_as(client, mentor).get(page).text


def test_a_mentee_sees_first_what_to_put_to_a_mentor_and_a_mentor_never(pair):
    mentor, mentee = pair
    assert [stage.key for stage in bank_of(mentee)] == ["mentor", "goal", "reality", "options", "will"]
    assert [stage.key for stage in bank_of(mentor)] == ["goal", "reality", "options", "will"]


def test_ones_own_stand_first_once_and_for_nobody_else(client, pair):
    mentor, mentee = pair
    for _twice in range(2):
        actions.keep_question(mentor, "will", "What if it rains?")
    will = bank_of(mentor)[3]
    assert will.words[0] == "What if it rains?"
    assert will.words.count("What if it rains?") == 1
    assert "What if it rains?" not in visit_as(client, mentee).get("/sessions/questions/").text
    made = a_session(mentor, mentee_id=mentee.enrolment_id)
    plan = a_plan(mentor, "mentee", mentee.enrolment_id)
    at = visit_as(client, mentor)
    for page in (
        "/sessions/new",
        f"/sessions/{made.id}/edit",
        "/sessions/plans/new",
        f"/sessions/plans/{plan.id}/edit",
    ):
        assert "What if it rains?" in at.get(page).text


def test_fifty_are_enough(pair):
    for number in range(actions.MOST):
        actions.keep_question(pair[0], "goal", f"Number {number}?")
    with pytest.raises(Invalid, match="fifty"):
        actions.keep_question(pair[0], "goal", "One more?")


def test_a_question_is_dropped_by_whoever_keeps_it(client, course, pair):
    actions.keep_question(pair[0], "goal", "Mine?")
    [kept] = db.session.query(OwnQuestion)
    for other in (pair[1], a_pair(course)[0], a_lead(course)):
        assert visit_as(client, other).post(f"/sessions/questions/{kept.id}/drop").status_code == 404
    assert visit_as(client, pair[0]).post(f"/sessions/questions/{kept.id}/drop").status_code == 303
    assert db.session.query(OwnQuestion).count() == 0


@pytest.mark.parametrize(
    "sent", [{"question": "", "stage": "goal"}, {"question": "Why?", "stage": "x"}, {"question": "x" * 201}]
)
def test_what_is_no_question_is_said_beside_its_field(client, pair, sent):
    page = visit_as(client, pair[0]).post("/sessions/questions/", sent)
    assert page.status_code == 422
    assert sent["question"] in page.text
    assert db.session.query(OwnQuestion).count() == 0


def test_a_mentors_story_is_read_by_whom_they_mentor_now(client, course, pair):
    mentor, mentee = pair
    told = {"story": "I began at gate 4.", "version": "0"}
    assert visit_as(client, mentor).post("/sessions/questions/story", told).status_code == 303

    assert "I began at gate 4." in visit_as(client, mentee).get("/sessions/questions/").text
    assert [one.name for one in stories_for(mentee)] == [mentor.name]
    for other in a_pair(course):
        assert "gate 4" not in visit_as(client, other).get("/sessions/questions/").text
    assert visit_as(client, mentee).post("/sessions/questions/story", told).status_code == 403
    assert visit_as(client, a_lead(course)).get("/sessions/questions/").status_code == 403


def test_two_windows_of_a_story_get_both_texts(pair):
    mentor = pair[0]
    actions.tell_story(mentor, from_plain("First"), 0)
    with pytest.raises(Conflict):
        actions.tell_story(mentor, from_plain("Second"), 0)
    actions.tell_story(mentor, from_plain("First"), 0)
    actions.tell_story(mentor, from_plain("Second"), 1)
    assert (own_story(mentor).words, own_story(mentor).version) == ("<p>Second</p>", 2)
    assert db.session.query(Story).count() == 1
