"""The board as a file: the same people, words that stay words, and as much memory for many as for few."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from plugin import clock
from plugin.database import db
from plugin.groups.export.sheet import FORMULAS, headings, safe
from plugin.groups.flags.keeping import keep_standing
from plugin.people.models import Person
from tests.factories import a_course, a_group, again
from tests.factories.crowds import a_crowd
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as


@pytest.fixture
def cohort(app):
    made = a_group(a_course(), mentees=2)
    a_session(again(made.mentor), mentee_id=again(made.mentee).enrolment_id)
    keep_standing(again(made.mentor))
    return made


def told(answer):
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))


def test_every_mentee_is_a_row_with_what_the_board_says(client, cohort):
    answer = visit_as(client, cohort.mentor).get("/groups/mine/export")

    first, *rows = told(answer)
    assert first == headings()
    assert {row[0] for row in rows} == {one.name for one in cohort.mentees}
    assert {row[9] for row in rows} == {"by video", ""}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mentees.csv"'


def test_a_contact_stands_on_the_day_that_it_was_for_whoever_takes_it_along(client, cohort):
    mentor, mentee = again(cohort.mentor), again(cohort.mentees[1])
    db.session.get_one(Person, mentor.person_id).zone = "Pacific/Auckland"
    at = (clock.now() - timedelta(days=3)).replace(hour=22)
    a_session(again(mentor), mentee_id=mentee.enrolment_id, at=at)
    keep_standing(again(mentor))
    rows = {row[0]: row[8] for row in told(visit_as(client, again(mentor)).get("/groups/mine/export"))}
    assert rows[mentee.name] == (at.date() + timedelta(days=1)).isoformat()


def test_a_workbook_says_the_same(client, cohort):
    place = visit_as(client, cohort.mentor)
    book = load_workbook(BytesIO(place.get(f"/groups/{cohort.id}/export?shape=xlsx").data))

    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows == told(place.get(f"/groups/{cohort.id}/export"))


def test_a_name_that_is_a_formula_stays_a_name(client, cohort):
    db.session.get_one(Person, cohort.mentee.person_id).name = '=HYPERLINK("https://example.org")'
    db.session.flush()
    place = visit_as(client, cohort.mentor)

    names = [row[0] for row in told(place.get("/groups/mine/export"))]
    assert '\'=HYPERLINK("https://example.org")' in names
    book = load_workbook(BytesIO(place.get("/groups/mine/export?shape=xlsx").data))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_what_the_board_was_asked_for_is_what_is_taken_along(client, cohort):
    name = cohort.mentee.name
    rows = told(visit_as(client, cohort.mentor).get(f"/groups/mine/export?find={name}&shape=odt"))
    assert [row[0] for row in rows[1:]] == [name]


def test_more_than_are_read_in_one_go_are_all_there_once(client, cohort):
    crowd = a_crowd(cohort, 1010)
    rows = told(visit_as(client, crowd.mentor).get("/groups/mine/export?sort=name"))
    assert len({row[0] for row in rows[1:]}) == len(rows) - 1 == 1012


@given(st.text())
def test_no_field_begins_as_a_formula_does(said):
    assert not safe(said).startswith(FORMULAS)
