"""How useful sessions were to a mentee, where their mentor reads it, if they share it: board, page, file."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.pulse.actions import keep_to_myself, let_mentors_see
from plugin.groups.flags.keeping import keep_standing
from plugin.groups.one_mentee import mentee_seen
from plugin.people.queries import enrolment_for
from tests.factories import a_course, a_group, a_lead, a_mentor, again
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.pulses import felt
from tests.factories.visits import visit_as
from tests.groups.test_as_they_read import cards, mirror_of, page_of
from tests.harness.statements import counted

LABEL = 'data-l="How useful">'
ON_THE_PAGE = "as they let you see"
TO_THEM = "You let your mentors see"
CANARY = "Kanarienvogel"


@pytest.fixture
def cohort(app):
    """Three mentees: one who shares, one who does not, one of whom there is nothing."""
    made = a_group(a_course(), mentees=3)
    for mentee in made.mentees[:2]:
        felt(made.mentor, mentee, 3, 4, growth=1, wellbeing=2, words=CANARY)
    let_mentors_see(again(made.mentee))
    return made


@pytest.fixture
def place(client, cohort):
    keep_standing(again(cohort.mentor))
    made = visit_as(client, again(cohort.mentor))
    made.post("/groups/views/columns", {"columns": ["goals", "pulse"]})
    return made


def told(place):
    """What the board says of each, by name."""
    rows = place.get("/groups/mine?sort=name").text.split("<tbody")[1].split("<tr ")[1:]
    cells = [row.split(LABEL)[1].split("</td>")[0] for row in rows]
    names = [row.split("<bdi>")[1].split("</bdi>")[0] for row in rows]
    return dict(zip(names, cells, strict=True))


def sheet(place):
    answer = place.get("/groups/mine/export")
    head, *rows = csv.reader(StringIO(answer.data.decode("utf-8-sig")))
    at = head.index("How useful, of 5, the latest last")
    return {row[0]: row[at] for row in rows}


def test_the_board_says_the_latest_and_whether_it_is_more_than_before(cohort, place):
    said = told(place)

    assert "4 of 5" in said[cohort.mentee.name]
    assert "up from 3" in said[cohort.mentee.name]
    for other in cohort.mentees[1:]:
        assert said[other.name] == '<span class="quiet">not shared</span>'


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((), "nothing said yet"),
        ((4,), "4 of 5"),
        ((4, 2), "down from 4"),
        ((4, 1, 4), "as before"),
        ((2, 2, 3, 3, 4, 4), "on average 3.7, up from 2.3"),
        ((4, 4, 3, 3, 2, 5), "on average 3.3, down from 3.7"),
        ((2, 3, 4, 4, 3, 2), "on average 3, as before"),
    ],
)
def test_it_is_said_in_words(cohort, place, answers, words):
    mentee = cohort.mentees[2]
    felt(cohort.mentor, mentee, *answers) if answers else None
    let_mentors_see(again(mentee))

    cell = told(place)[mentee.name]
    assert words in cell
    if len(answers) == 1:
        assert "small" not in cell


def test_a_column_that_was_not_chosen_is_not_asked(client, cohort, place):
    place.get("/groups/mine")
    with counted() as said:
        place.get("/groups/mine")
    assert [one for one in said if "shared_pulse" in one]
    place.post("/groups/views/columns", {})
    with counted() as said:
        page = place.get("/groups/mine").text
    assert not [one for one in said if "shared_pulse" in one]
    assert LABEL not in page


def test_a_kept_view_has_the_column_as_well(cohort, place):
    place.post("/groups/views/", {"view_name": "Mondays", "columns": ["pulse"]})
    place.post("/groups/views/columns", {})
    page = place.get("/groups/views/").text
    view = page.split("view=")[1].split('"')[0]
    assert "4 of 5" in place.get(f"/groups/mine?view={view}").text


def test_the_file_holds_the_numbers_of_whoever_shares(cohort, place):
    said = sheet(place)

    assert said == {cohort.mentee.name: "3, 4", **{one.name: "" for one in cohort.mentees[1:]}}


def test_their_page_says_it_to_their_mentor_and_to_them_that_they_share(client, cohort, place):
    mentee = cohort.mentee
    page = place.get(page_of(mentee)).text
    assert "4 of 5" in page.split(ON_THE_PAGE)[1]
    assert "(3, 4)" in page.split(ON_THE_PAGE)[1]

    own = visit_as(client, again(mentee)).get(page_of(mentee)).text
    assert TO_THEM in own
    assert ON_THE_PAGE not in own
    assert "4 of 5" not in own


def test_as_they_read_it_it_says_what_they_read(client, cohort, place):
    for mentee in cohort.mentees[:2]:
        a_goal(again(mentee))  # without one their own page leads to the form
        mirror = place.get(mirror_of(mentee)).text
        assert cards(mirror) == cards(visit_as(client, again(mentee)).get(page_of(mentee)).text)
        assert (TO_THEM in mirror) is (mentee is cohort.mentee)
        assert ON_THE_PAGE not in mirror


def test_who_does_not_share_is_told_of_nowhere(client, cohort, place):
    other = cohort.mentees[1]
    assert ON_THE_PAGE not in place.get(page_of(other)).text
    assert TO_THEM not in visit_as(client, again(other)).get(page_of(other)).text


def test_once_it_is_shared_no_longer_it_is_nowhere_at_once(cohort, place):
    keep_to_myself(cohort.mentee)

    assert told(place)[cohort.mentee.name] == '<span class="quiet">not shared</span>'
    assert sheet(place)[cohort.mentee.name] == ""
    assert ON_THE_PAGE not in place.get(page_of(cohort.mentee)).text
    assert TO_THEM not in place.get(mirror_of(cohort.mentee)).text


def test_words_and_the_other_questions_are_nowhere(cohort, place):
    pages = ("/groups/mine", "/groups/mine/export", page_of(cohort.mentee), mirror_of(cohort.mentee))
    for page in (*pages, f"/groups/{cohort.id}"):
        assert CANARY not in place.get(page).text
    useful = mentee_seen(again(cohort.mentor), enrolment_for(cohort.mentor, place_of(cohort.mentee))).useful
    assert useful.answers == (3, 4)


def test_another_mentor_of_theirs_reads_nothing_of_these_sessions(client, cohort, place):
    other = a_mentor(course_here(again(cohort.mentor)), of=cohort.mentee)
    keep_standing(again(other))
    at = visit_as(client, again(other))
    at.post("/groups/views/columns", {"columns": ["pulse"]})

    assert told(at) == {cohort.mentee.name: '<span class="quiet">nothing said yet</span>'}
    assert sheet(at) == {cohort.mentee.name: ""}
    assert "of 5" not in at.get(page_of(cohort.mentee)).text


def test_a_lead_and_a_mate_read_nothing(client, cohort, place):
    lead = visit_as(client, a_lead(course_here(again(cohort.mentor))))
    board = lead.get(f"/groups/{cohort.id}").text
    assert "of 5" not in board
    assert "not shared" not in board
    for viewer in (lead, visit_as(client, again(cohort.mentees[1]))):
        assert viewer.get(page_of(cohort.mentee)).status_code == 403
