"""What a section asks: put in, changed, moved, taken out, by whoever may; answers outlive all of it."""

from __future__ import annotations

import pytest

from plugin.courses.assessments import asking
from plugin.courses.assessments.asking import Asked, add_item, as_asked, change_item, move_item, take_out
from plugin.courses.assessments.queries import items_of, own_answers, work_for
from plugin.errors import Conflict, Invalid
from plugin.skills.models import Skill
from tests.factories import a_course, a_lead, a_pair, a_section
from tests.factories.assessments import a_section_asking, asked_of, handed_in, somebody
from tests.factories.courses import place_of
from tests.factories.visits import visit_as


@pytest.fixture
def section(course):
    return a_section_asking(course)


@pytest.fixture
def lead(client, course):
    return visit_as(client, a_lead(course))


def texts(section) -> list[str]:
    return [item.text for item in items_of(section)]


def test_a_section_counts_what_it_asks(course):
    section = a_section_asking(course, Asked("question", "One"), Asked("question", "Two"))
    take_out(somebody(section), section, items_of(section)[0])
    add_item(somebody(section), section, Asked("step", "Three"))

    assert (section.asks, texts(section)) == (2, ["Two", "Three"])


def test_taking_out_twice_is_taking_out_once_and_it_may_be_asked_again(section):
    item = asked_of(section)["question"]
    asks = section.asks

    for _each in range(2):
        take_out(somebody(section), section, item)
    assert section.asks == asks - 1
    for _each in range(2):
        asking.ask_again(somebody(section), section, item)
    assert (section.asks, texts(section)[0]) == (asks, item.text)


def test_moving_changes_places_and_stops_at_the_ends(course):
    section = a_section_asking(course, *[Asked("question", word) for word in ("One", "Two", "Three")])

    move_item(somebody(section), section, items_of(section)[2], -1)
    move_item(somebody(section), section, items_of(section)[0], -1)

    assert texts(section) == ["One", "Three", "Two"]


def test_a_changed_item_keeps_its_answers(course, section):
    _, mentee = a_pair(course)
    handed_in(mentee, section)
    item = asked_of(section)["question"]

    change_item(
        somebody(section), section, item, Asked("question", "What went really well?"), asking.version_of(item)
    )

    assert str(own_answers(mentee, section)[item.id].words) == "<p>canary answer</p>"
    noted = work_for(mentee, section.id, place_of(mentee)).told[0].said["items"][0]
    assert (noted["text"], noted["words"]) == ("What went well?", "<p>canary answer</p>")


def test_of_two_changes_the_second_gets_both_texts(section):
    item = asked_of(section)["single"]
    read = asking.version_of(item)
    was = as_asked(item)
    change_item(
        somebody(section),
        section,
        item,
        Asked("single", "Who says so?", options=was.options, right=was.right),
        read,
    )

    with pytest.raises(Conflict) as clash:
        change_item(
            somebody(section),
            section,
            item,
            Asked("single", "Who?", options=was.options, right=was.right),
            read,
        )

    assert clash.value.theirs == {"text": "Who says so?"}
    change_item(
        somebody(section),
        section,
        item,
        Asked("single", "Who?", options=was.options, right=was.right),
        clash.value.version,
    )
    assert item.text == "Who?"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked("single", "Which?", options=("A",), right=("A",)), "options"),
        (Asked("single", "Which?", options=("A", "B"), right=("C",)), "right"),
        (Asked("single", "Which?", options=("A", "B"), right=("A", "B")), "right"),
        (Asked("multiple", "Which?", options=("A", "B")), "right"),
        (Asked("short", "Which?"), "right"),
    ],
)
def test_a_quiz_question_that_nobody_could_answer_is_refused(section, asked, field):
    with pytest.raises(Invalid) as fault:
        add_item(somebody(section), section, asked)

    assert fault.value.field == field


def test_a_reflection_asks_for_nothing_that_waits_for_a_mentor(course):
    look_back = a_section(course, "reflection")

    for asked in (Asked("step", "Do it"), Asked("rating", "How?", skill="Listening", by="mentor")):
        with pytest.raises(Invalid):
            add_item(somebody(look_back), look_back, asked)


def test_a_skill_is_the_companys_own_by_its_name(session, course, section):
    elsewhere = a_course()
    levels = [f"level {number}" for number in range(6)]
    a_section_asking(elsewhere, Asked("rating", "How?", skill="Listening", levels=levels))
    a_section_asking(course, Asked("rating", "How?", skill=" Listening ", levels=levels))
    a_section_asking(course, Asked("rating", "How?", skill="Listening", levels=["other"] * 6))

    found = session.query(Skill).filter_by(name="Listening").all()
    assert [(one.company_id, one.levels) for one in found if one.company_id == course.company_id] == [
        (course.company_id, levels)
    ]
    assert len(found) == 2


def test_a_lead_asks_each_kind_on_its_page(client, course, lead):
    section = a_section(course, "assessment")
    forms = {
        "question": {"text": "What went well?"},
        "rating": {"text": "How sure?", "skill": "Listening", "by": "mentor"},
        "step": {"text": "Answer a call"},
        "single": {"text": "Who?", "options": "I\r\nThey\r\n\r\nI", "right": "I", "says": "Page two"},
        "multiple": {"text": "What?", "options": "A\nB\nC", "right": "B\nA"},
        "short": {"text": "Where?", "right": "left"},
    }
    for kind, form in forms.items():
        assert lead.get(f"/asks/of/{section.id}/new?kind={kind}").status_code == 200
        answer = lead.post(f"/asks/of/{section.id}/new", {"kind": kind, **form})
        assert answer.status_code == 303, answer.text

    items = asked_of(section)
    assert section.asks == 6
    assert items["single"].asks == {"options": ["I", "They"], "right": ["I"], "says": "Page two"}
    page = lead.get(f"/asks/of/{section.id}").text
    assert "by the mentor" in page
    for item in items.values():
        assert item.text in lead.get(f"/asks/{item.id}").text


def test_levels_are_all_described_or_none(client, course, lead):
    section = a_section(course, "assessment")
    form = {"kind": "rating", "text": "How sure?", "skill": "Listening", "levels": "no\nyes"}

    page = lead.post(f"/asks/of/{section.id}/new", form)

    assert page.status_code == 422
    assert "Please describe all six levels, or none." in page.text
    assert "no\nyes" in page.text


def test_bad_input_comes_back_beside_its_field(client, lead, section):
    form = {"kind": "single", "text": "", "options": "One"}
    page = lead.post(f"/asks/of/{section.id}/new", form)
    assert page.status_code == 422
    assert "Please fill this in." in page.text

    page = lead.post(f"/asks/of/{section.id}/new", {**form, "text": "Which?"})
    assert page.status_code == 422
    assert "at least two options" in page.text
    assert ">\nOne</textarea>" in page.text


def test_two_leads_who_change_one_item_get_both_texts(client, lead, section):
    item = asked_of(section)["question"]
    read = str(asking.version_of(item))
    assert lead.post(f"/asks/{item.id}", {"text": "From the first", "version": read}).status_code == 303

    page = lead.post(f"/asks/{item.id}", {"text": "From the second", "version": read})

    assert page.status_code == 409
    assert "From the first" in page.text
    assert "From the second" in page.text


def test_a_mentor_changes_what_their_own_section_asks_and_no_other(client, course, section):
    mentor, mentee = a_pair(course)
    own = a_section_asking(course, made_by_id=mentor.enrolment_id, mentee_id=place_of(mentee))
    at = visit_as(client, mentor)

    assert "Change what it asks" in at.get(f"/sections/{own.id}").text
    assert at.get(f"/asks/of/{own.id}").status_code == 200
    assert "Change what it asks" not in at.get(f"/sections/{section.id}").text
    assert at.get(f"/asks/of/{section.id}").status_code == 403
    assert visit_as(client, mentee).get(f"/asks/of/{own.id}").status_code == 403


def test_what_somebody_answered_is_said_where_it_is_changed(client, course, lead, section):
    handed_in(a_pair(course)[1], section)
    item = asked_of(section)["question"]

    assert "One person has answered this." in lead.get(f"/asks/{item.id}").text
    assert "answered by one" in lead.get(f"/asks/of/{section.id}").text
