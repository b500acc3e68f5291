"""What a section asked before: in the outline's history, and asked again within thirty days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.assessments import asking, before
from plugin.courses.assessments.asking import Asked, as_asked, change_item
from plugin.errors import Invalid
from tests.factories import a_lead
from tests.factories.assessments import a_section_asking, asked_of, somebody
from tests.factories.visits import visit_as


@pytest.fixture
def section(course):
    return a_section_asking(course)


@pytest.fixture
def lead(client, course):
    return visit_as(client, a_lead(course))


def history(lead) -> str:
    return " ".join(lead.get("/outline/history").text.split())


def test_the_history_says_what_a_section_asked_before(lead, section):
    item = asked_of(section)["single"]
    read = str(asking.version_of(item))
    said = {"text": "Who decides in the end?", "options": "The customer\nI", "right": "I", "version": read}

    lead.post(f"/asks/of/{section.id}/new", {"kind": "question", "text": "And then?"})
    lead.post(f"/asks/{item.id}", said)
    lead.post(f"/asks/{item.id}/up")
    lead.post(f"/asks/{item.id}/take-out")
    lead.post(f"/asks/{item.id}/again")

    told = history(lead)
    for line in ("asks one more thing", "asks something in other words", "asks in another order"):
        assert told.count(f"“Where you are” {line}") == 1
    for line in ("asks one thing less", "asks something again"):
        assert told.count(f"“Where you are” {line}") == 1
    assert "Who decides?" in told
    assert "Read page two again." in told


def test_nothing_changed_is_no_change(lead, section):
    item = asked_of(section)["question"]
    lead.post(f"/asks/{item.id}", {"text": item.text, "version": str(asking.version_of(item))})

    assert "in other words" not in history(lead)


def test_what_was_asked_before_can_be_asked_again_and_that_taken_back_too(session, lead, section):
    item = asked_of(section)["single"]
    was = as_asked(item)
    assert "Let it say that again" not in lead.get(f"/asks/{item.id}").text
    changed = Asked("single", "Who says so?", options=("He", "She"), right=("She",), says="")
    change_item(somebody(section), section, item, changed, asking.version_of(item))

    assert "Read page two again." in lead.get(f"/asks/{item.id}").text
    lead.post(f"/asks/{item.id}/before")
    session.refresh(item)
    assert as_asked(item) == was
    lead.post(f"/asks/{item.id}/before")
    session.refresh(item)
    assert as_asked(item) == changed


def test_after_thirty_days_nobody_knows_what_was_asked(monkeypatch, lead, section):
    item = asked_of(section)["question"]
    change_item(somebody(section), section, item, Asked("question", "Well?"), asking.version_of(item))
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(before.clock, "now", lambda: later)

    with pytest.raises(Invalid, match="thirty days"):
        before.say_again(somebody(section), section, item)
