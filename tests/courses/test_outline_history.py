"""The history of an outline: what stood there before, taken back for thirty days, and forgotten after them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.editing import history
from plugin.courses.outline.editing.actions import change_section, move, turn
from plugin.courses.outline.models import OutlineChange, Progress
from plugin.database import db
from plugin.errors import Invalid
from tests.factories import a_group
from tests.factories.courses import place_of
from tests.factories.outline import added, says, titles


def progress_of(member) -> tuple[int, int]:
    row = db.session.scalars(select(Progress).where(Progress.enrolment_id == place_of(member))).one()
    db.session.refresh(row)
    return row.done, row.assigned


def changes(section) -> list[OutlineChange]:
    asked = select(OutlineChange).where(OutlineChange.section_id == section.id).order_by(OutlineChange.id)
    return list(db.session.scalars(asked))


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
