"""Where work is looked over: the mentor's board, the mentee's page, the section; numbers alone for a lead."""

from __future__ import annotations

import pytest

from tests.factories import a_course, a_group, a_lead, a_mentee, a_pair, again, mentors
from tests.factories.assessments import a_section_asking, drafted, handed_in, responded
from tests.factories.courses import place_of
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def section(course):
    return a_section_asking(course)


@pytest.fixture
def pair(course):
    return a_pair(course)


def work_of(section, mentee) -> str:
    return f"/answers/{section.id}/of/{place_of(mentee)}"


def test_what_waits_stands_on_the_mentors_board_and_on_the_mentees_page(client, course, section):
    cohort = a_group(course, mentees=2)
    handed_in(cohort.mentee, section)
    theirs = visit_as(client, cohort.mentor)

    board = theirs.get(f"/groups/{cohort.id}").text
    assert "Handed in:" in board
    assert f'/of/{place_of(cohort.mentee)}"' in board
    mentees = theirs.get(f"/groups/mentees/{place_of(cohort.mentee)}").text
    assert "Handed in" in mentees
    assert "Skills, then and now" in mentees

    responded(cohort.mentor, cohort.mentee, section)
    assert "Handed in:" not in theirs.get(f"/groups/{cohort.id}").text
    mentees = visit_as(client, cohort.mentee).get(f"/groups/mentees/{place_of(cohort.mentee)}").text
    for words in (
        "You say",
        "Does it with somebody&#39;s help",
        "Does it alone when all goes well",
        "Ten calls",
    ):
        assert words in mentees


def test_a_lead_reads_numbers_and_no_name(client, course, section, pair):
    handed_in(pair[1], section)

    page = visit_as(client, a_lead(course)).get(f"/sections/{section.id}").text

    assert "One waits for a mentor" in page
    assert pair[1].name not in page


def test_a_lead_who_mentors_reads_their_own_mentees_work_alone(client, course, section, pair):
    lead, other = a_lead(course), a_mentee(course)
    mentors(lead, other)
    for mentee in (again(other), pair[1]):
        handed_in(mentee, section)
    at = visit_as(client, again(lead))

    assert at.get(work_of(section, other)).status_code == 200
    assert at.get(work_of(section, pair[1])).status_code == 404


@pytest.mark.parametrize("who", ["mentor", "lead"])
def test_the_lists_ask_the_same_number_of_statements_however_many_hand_in(client, who):
    def asked(mentees: int) -> list[int]:
        course = a_course()
        cohort = a_group(course, mentees=mentees)
        sections = [a_section_asking(course, kind="reflection") for _each in range(mentees)]
        for mentee in cohort.mentees:
            for section in sections:
                handed_in(mentee, section)
        at = visit_as(client, cohort.mentor if who == "mentor" else a_lead(course))
        pages = [f"/sections/{sections[0].id}", f"/groups/{cohort.id}"]
        if who == "mentor":
            pages += [f"/groups/mentees/{place_of(cohort.mentee)}", work_of(sections[0], cohort.mentee)]
        else:
            pages += [f"/asks/of/{sections[0].id}"]
        return [statements(at, address) for address in pages]

    assert asked(2) == asked(6)


def statements(at, address: str) -> int:
    at.get(address)  # the first look of a visit leaves marks
    with counted() as said:
        assert at.get(address).status_code == 200
    return len(said)


def test_a_draft_of_a_mentee_is_on_no_page_of_the_mentor(client, course, section):
    cohort = a_group(course, mentees=1)
    drafted(cohort.mentee, section)
    at = visit_as(client, cohort.mentor)

    pages = (f"/sections/{section.id}", work_of(section, cohort.mentee), f"/groups/{cohort.id}")
    assert [page for page in pages if "canary answer" in at.get(page).text] == []
