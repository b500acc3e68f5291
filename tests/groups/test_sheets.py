"""Sheets of pairs and groups: read in whatever form they come, looked over line by line, put down whole or not at all."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.groups.actions import make_pair, place
from plugin.groups.models import Invited
from plugin.groups.sheets.planning import plan
from plugin.groups.sheets.reading import read_sheet
from plugin.people.models import Group, Mentorship, Place
from tests.factories import a_course, a_group, a_person, again
from tests.factories.setup import a_workbook, reachable
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def amara(course):
    return reachable(course, "Amara@Example.com", "Amara")


@pytest.fixture
def sofia(course):
    return reachable(course, "sofia@example.com", "Sofia")


def planned(lead, *lines):
    return plan(lead, read_sheet("\n".join(("mentor;mentee;group", *lines))).lines)


def test_a_preview_says_for_each_line_what_will_happen(lead, course, amara, sofia):
    known = a_group(course, name="Day")
    make_pair(lead, amara.enrolment_id, known.mentee.enrolment_id)
    db.session.get_one(type(course), course.id)

    found = planned(
        lead,
        "amara@example.com;sofia@example.com;",
        "AMARA@example.com;sofia@example.com;",
        "amara@example.com;ingrid@example.com;",
        "amara@example.com;sofia@example.com;night",
        ";sofia@example.com;Night",
        ";samir@example.com;NIGHT",
        "amara@example.com;;day",
    )

    assert [line.what for line in found.lines] == [
        "pair",
        "already",
        "waits",
        "placed",
        "already",
        "waits",
        "placed",
    ]
    assert [line.group for line in found.lines][3:] == ["night", "night", "night", "Day"]
    assert found.new_groups == ["night"]
    assert found.faults == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (";;", None),
        (";;Night", "names nobody"),
        ("amara@example.com;;", "neither a mentee nor a group"),
        (";sofia@example.com;", "neither a mentor nor a group"),
        ("amara@example.com;Sofia;", "“sofia” is no e-mail address"),
        ("sofia@example.com;SOFIA@example.com;", "their own mentor"),
        ("two@example.com;sofia@example.com;", "Several people here have the address"),
        (f";sofia@example.com;{'n' * 81}", "at most 80 characters"),
        (";amara@example.com;Day", "Amara is a mentor of Day already."),
    ],
)
def test_a_fault_is_said_with_its_line(lead, course, amara, sofia, line, sentence):
    place(lead, a_group(course, name="Day").group, amara.enrolment_id, "mentor")
    for _twice in range(2):
        reachable(course, "two@example.com")

    found = planned(lead, "amara@example.com;sofia@example.com;", line)

    faults = [(one.number, one.fault) for one in found.faults]
    assert faults == [] if sentence is None else (faults[0][0] == 3 and sentence in faults[0][1])


def test_planning_asks_the_same_statements_however_long_the_sheet(lead, course):
    def asked(lines: int) -> int:
        for number in range(lines):
            reachable(course, f"{lines}-{number}@example.com")
        with counted() as said:
            planned(lead, *(f";{lines}-{number}@example.com;Night" for number in range(lines)))
        return len(said)

    assert asked(2) == asked(60)


SHEET = "mentor;mentee;group\namara@example.com;sofia@example.com;\namara@example.com;kwame@example.com;Night"


def test_a_sheet_is_looked_at_first_and_then_put_down(client, lead, amara, sofia):
    at = visit_as(client, lead)

    looked = at.post("/sheet/", {"sheet": SHEET})

    assert looked.status_code == 200
    assert all(word in looked.text for word in ("A new pair", "Waits until they have come", "Do all of this"))
    assert db.session.scalars(select(Mentorship)).all() == []
    assert at.post("/sheet/", {"sheet": SHEET, "checked": "yes"}).status_code == 303
    assert again(amara).mentee_ids == {sofia.enrolment_id}
    assert again(amara).group_names == ("Night",)
    waits = db.session.scalars(select(Invited)).one()
    assert (waits.mentor_email, waits.mentee_email) == ("", "kwame@example.com")


def test_the_same_sheet_again_changes_nothing(client, lead, amara, sofia):
    at = visit_as(client, lead)
    for _twice in range(2):
        at.post("/sheet/", {"sheet": SHEET, "checked": "yes"})

    assert "nothing to do" in at.post("/sheet/", {"sheet": SHEET}).text
    assert [
        len(db.session.scalars(select(table)).all()) for table in (Mentorship, Place, Group, Invited)
    ] == [1] * 4


def test_with_one_fault_nothing_is_done_and_nothing_typed_is_lost(client, lead, amara, sofia):
    faulty = f"{SHEET}\nravi;sofia@example.com;"

    answer = visit_as(client, lead).post("/sheet/", {"sheet": faulty, "checked": "yes"})

    assert answer.status_code == 422
    assert "Line 4: “ravi” is no e-mail address." in answer.text
    assert "ravi;sofia@example.com;</textarea>" in answer.text
    assert db.session.scalars(select(Group)).all() == []
    assert db.session.scalars(select(Mentorship)).all() == []


def test_an_uploaded_workbook_stands_in_the_field_to_be_put_right(client, lead, amara):
    book = a_workbook(("mentee", "mentor"), ("sofia", "amara@example.com"))

    answer = visit_as(client, lead).post("/sheet/", {"sheet": "", "file": (BytesIO(book), "people.csv")})

    assert answer.status_code == 422
    assert "Line 2: “sofia” is no e-mail address." in answer.text
    assert "sofia\tamara@example.com" in answer.text


def test_only_leads_use_sheets(client, course, amara):
    at = visit_as(client, amara)

    assert at.get("/sheet/").status_code == 403
    assert at.post("/sheet/", {"sheet": SHEET, "checked": "yes"}).status_code == 403


def test_a_sheet_reaches_nobody_in_another_course(lead, sofia):
    reachable(a_course(), "amara@example.com")

    assert [line.what for line in planned(lead, "amara@example.com;sofia@example.com;").lines] == ["waits"]


def test_people_without_an_address_are_in_nobodys_way(lead, course, sofia):
    a_person(course, email="")

    assert planned(lead, ";sofia@example.com;Night").faults == []


def test_a_preview_says_who_mentors_somebody_already(client, lead, course, amara, sofia):
    known = a_group(course, name="Day")
    place(lead, db.session.get_one(Group, known.id), sofia.enrolment_id, "mentee")

    found = planned(lead, "amara@example.com;sofia@example.com;", ";sofia@example.com;Night")

    assert [line.shared_with for line in found.lines] == [(known.mentor.name,)] * 2
    words = visit_as(client, lead).post(
        "/sheet/", {"sheet": "mentor;mentee\namara@example.com;sofia@example.com"}
    )
    assert f"mentored by {known.mentor.name} too" in words.text


def test_a_fault_between_two_is_said_with_its_line(lead, course, amara, sofia):
    make_pair(lead, amara.enrolment_id, sofia.enrolment_id)
    day = a_group(course, name="Day")
    place(lead, db.session.get_one(Group, day.id), sofia.enrolment_id, "mentee")
    db.session.get_one(Group, day.id).alone = True
    db.session.flush()

    found = planned(lead, "sofia@example.com;amara@example.com;", ";sofia@example.com;Night")

    assert "Amara mentors Sofia already." in found.faults[0].fault
    assert found.faults[1].fault == "Sofia is in Day, and Day wants its mentees to be in no other group."


def test_the_second_group_may_stand_on_the_same_sheet(lead, course, sofia):
    known = a_group(course, name="Day")
    db.session.get_one(Group, known.id).alone = True
    db.session.flush()

    found = planned(lead, ";sofia@example.com;Night", ";sofia@example.com;Day")

    assert [bool(line.fault) for line in found.lines] == [False, True]
