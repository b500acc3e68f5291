"""Who is in a course: all of them, or an error in words."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from time import perf_counter

import pytest

from plugin.lti.services import connector, memberships
from plugin.lti.services.members import Members, MemberSaid
from plugin.lti.services.memberships import RosterFault, fetch_members
from tests.fakes.faults import FAULTS
from tests.fakes.memberships import COURSE, Said, a_member, answer, people
from tests.fakes.rosters import Listed

MOODLE = Path(__file__).parents[2] / "fixtures" / "moodle-5.1" / "memberships.json"


def fetched(listed: Listed) -> list[MemberSaid]:
    known = listed.known()

    def fetch():
        with fetch_members(known, COURSE, listed.site.url) as members:
            return list(members)

    return listed.apart(fetch)


def one(listed: Listed, **said) -> MemberSaid:
    listed.site.people = [{**a_member(1), **said}]
    (found,) = fetched(listed)
    return found


def test_names_roles_line_68_all_pages_are_read(listed: Listed):
    listed.site.people = people(5)

    assert [(said.sub, said.role) for said in fetched(listed)] == [
        ("sub-00000", "lead"),
        ("sub-00001", "member"),
        ("sub-00002", "member"),
        ("sub-00003", "member"),
        ("sub-00004", "member"),
    ]


def test_the_address_is_called_as_it_was_told(listed: Listed):
    """`rlid` may stand in it already."""
    listed.site.people = people(1)
    fetched(listed)

    assert listed.site.pages_asked() == [f"/courses/{COURSE}/Memberships?rlid=Link-1"]


@pytest.mark.parametrize("which", ["members", "members_rlid"])
def test_what_moodle_lists_is_understood(listed: Listed, which):
    said = json.loads(MOODLE.read_text())
    listed.site.fault = lambda *_said: answer({"context": {"id": COURSE}, "members": said[which]})

    assert fetched(listed) == [
        MemberSaid("3", "Tina Teacher", "teacher1@example.com", "lead", True),
        MemberSaid("4", "Sam Student", "student1@example.com", "member", True),
        MemberSaid("5", "Sue Student", "student2@example.com", "member", True),
        MemberSaid("6", "Sid Student", "student3@example.com", "member", True),
    ]


@pytest.mark.parametrize(
    ("status", "active"),
    [
        *(("Active", True), ("active", True), ("http://purl.imsglobal.org/vocab/lis/v2/status#Active", True)),
        *(("Inactive", False), ("Deleted", False), ("Pending", False), (None, True), (7, False)),
    ],
)
def test_a_status_says_who_is_here(listed: Listed, status, active):
    assert one(listed, status=status).active is active


def test_without_a_status_somebody_is_here(listed: Listed):
    listed.site.people = [{"user_id": "7"}]

    assert fetched(listed) == [MemberSaid("7", "", "", "member", True)]


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["Instructor"], "lead"),
        (["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"], "lead"),
        (["Learner", "Instructor"], "lead"),
        (["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"], "member"),
        (["Unheard"], "member"),
        ([], "member"),
        (None, "member"),
        ("Instructor", "lead"),
        ([7, None, {"a": 1}], "member"),
    ],
)
def test_roles_are_read_as_in_a_launch(listed: Listed, roles, role):
    assert one(listed, roles=roles).role == role


def test_an_operators_choice_of_roles_counts(listed: Listed, session):
    listed.platform.role_choices = {"Instructor": "member"}
    session.flush()

    assert one(listed, roles=["Instructor"]).role == "member"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": "Ana Ruiz"}, "Ana Ruiz"),
        ({"name": None, "given_name": "Ana", "family_name": "Ruiz"}, "Ana Ruiz"),
        ({"name": ""}, ""),
        ({"name": ["Ana"]}, ""),
        ({"name": "Ana\n\x00Ruiz"}, "Ana Ruiz"),
    ],
)
def test_names_are_taken_as_they_come(listed: Listed, said, name):
    assert one(listed, **said).name == name


def test_a_number_for_an_id_is_its_text(listed: Listed):
    assert one(listed, user_id=17).sub == "17"


def test_course_groups_come_along(listed: Listed):
    groups = [{"group_id": "g1"}, {"group_id": "g2"}, {"group_id": "g1"}, {}, "g3", {"group_id": None}]

    assert one(listed, group_enrollments=groups).group_ids == ("g1", "g2")


@pytest.mark.parametrize("said", ["g1", {"group_id": "g1"}, None])
def test_course_groups_in_another_form_are_none(listed: Listed, said):
    assert one(listed, group_enrollments=said).group_ids == ()


def test_doubles_are_one_person(listed: Listed):
    """Listed once for each role, or moved to the next page while we read."""
    twice = a_member(1, "Instructor", name="")
    listed.site.people = [a_member(1), twice, a_member(1, status="Inactive"), a_member(2)]

    assert [(said.sub, said.name, said.role, said.active) for said in fetched(listed)] == [
        ("sub-00001", "Person 1", "lead", True),
        ("sub-00002", "Person 2", "member", True),
    ]


def test_ten_thousand_on_one_page_are_read(listed: Listed):
    listed.site.people, listed.site.per_page = people(10_000), 10_000

    assert len(fetched(listed)) == 10_000


def test_more_than_we_take_is_an_error(listed: Listed, monkeypatch):
    monkeypatch.setattr(memberships, "MOST_MEMBERS", 4)
    listed.site.people = people(4)
    assert len(fetched(listed)) == 4

    listed.site.people = people(5)
    with pytest.raises(RosterFault, match="More than 4 members"):
        fetched(listed)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_an_error_with_words_and_in_time(listed: Listed, monkeypatch, fault):
    monkeypatch.setattr(connector, "EACH", 0.7)
    monkeypatch.setattr(connector, "LARGEST", 1_000_000)
    monkeypatch.setattr(connector, "MOST_PAGES", 20)
    listed.site.people, listed.site.fault = people(5), fault
    start = perf_counter()

    with pytest.raises(RosterFault) as said:
        fetched(listed)

    assert perf_counter() - start < 10
    assert said.value.sentence.endswith(".")
    assert len(said.value.sentence) > 20


def test_the_file_of_a_broken_list_is_closed(listed: Listed, monkeypatch):
    made: list[Members] = []

    def kept() -> Members:
        made.append(Members())
        return made[0]

    monkeypatch.setattr(memberships, "Members", kept)
    listed.site.fault = lambda *_said: Said(body=b"")

    with pytest.raises(RosterFault):
        fetched(listed)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        len(made[0])
