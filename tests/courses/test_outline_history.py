"""The history of an outline: what is taken back, for how long, and whose history it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.outline.editing import history
from plugin.courses.outline.editing.actions import change_section, move, turn
from plugin.courses.outline.policy import can_change_section
from plugin.database import db
from plugin.errors import Invalid
from plugin.people.models import Group
from tests.factories import a_group, again
from tests.factories.courses import place_of
from tests.factories.outline import added, changes, says, titles


def test_each_change_can_be_taken_back_one_before_the_other(course, lead, three):
    section = three[0]
    for number, title in enumerate(("One", "Two"), 1):
        change_section(lead, section, says(title, words=f"<p>{title}</p>"), number)
    first, second = changes(section)

    with pytest.raises(Invalid):
        history.take_back(lead, first)
    history.take_back(lead, second)
    assert (section.title, str(section.words)) == ("One", "<p>One</p>")
    history.take_back(lead, first)
    assert section.title == "A"
    with pytest.raises(Invalid):
        history.take_back(lead, first)


def test_a_move_and_a_taking_out_can_be_taken_back(course, cohort, lead, three):
    move(lead, three[2], None)
    turn(lead, three[0], "retired")
    assert titles(cohort.mentee, course) == ["C", "B"]

    history.take_back(lead, changes(three[0])[0])
    assert titles(cohort.mentee, course) == ["C", "A", "B"]
    history.take_back(lead, changes(three[2])[0])
    assert titles(cohort.mentee, course) == ["A", "B", "C"]
    assert [one.what for one in changes(three[0])] == ["retired", "brought back"]


def test_after_thirty_days_what_stood_there_is_forgotten_and_that_it_happened_stays(lead, three):
    change_section(lead, three[0], says("Changed"), 1)
    (change,) = changes(three[0])
    assert change.before["title"] == "A"

    with clock.at(clock.now() + timedelta(days=29)):
        assert history.sweep(clock.now()) == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert history.sweep(clock.now()) == 1
        assert history.sweep(clock.now()) == 0
        db.session.refresh(change)
        with pytest.raises(Invalid):
            history.take_back(lead, change)
    assert (change.before, change.what, change.title) == ({}, "changed", "A")


def test_the_history_of_a_pairs_section_is_the_pairs(course, cohort, lead):
    added(cohort.mentor, "A word between us", mentee_id=place_of(cohort.mentee))
    added(lead, "For everybody")

    def told(viewer) -> list[str]:
        return [entry.title for entry in history.history_of(viewer, course).entries]

    assert told(lead) == ["For everybody"]
    assert told(cohort.mentor) == ["A word between us"]
    assert told(a_group(course).mentor) == []


def test_a_mentor_whose_mentorship_ended_changes_nothing_of_it(course, cohort):
    pairs = added(cohort.mentor, mentee_id=place_of(cohort.mentee))
    after = a_group(course).mentor
    pairs.made_by_id = after.enrolment_id

    assert not can_change_section(again(after), pairs)
    assert db.session.get(Group, cohort.id) is not None
