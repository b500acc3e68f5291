"""`lti deliver-scores --now`: a line for each course, and 1 where anything failed."""

from __future__ import annotations

from tests.factories.grades import a_column, done_with_one
from tests.fakes.memberships import answer
from tests.grades.conftest import Graded


def test_what_happened_is_reckoned_and_sent_with_a_line_for_each_course(graded: Graded, run):
    a_column(graded.lead)
    done_with_one(graded.course, *graded.mentees)

    told = run("lti", "deliver-scores", "--now")

    assert (told.exit_code, told.output) == (0, "Leading teams: 3 sent.\n")
    assert run("lti", "deliver-scores", "--now").output == "Leading teams: nothing to send.\n"


def test_a_failure_is_told_in_the_sites_words_and_ends_with_1(graded: Graded, run):
    a_column(graded.lead)
    done_with_one(graded.course, *graded.mentees)
    graded.book.fault = lambda method, path, sent: (
        answer({"error": "On leave."}, 400) if b"fatima" in sent else None
    )

    told = run("lti", "deliver-scores", "--now")
    assert (told.exit_code, told.stdout) == (1, "Leading teams: 2 sent, 1 refused.\n")

    graded.book.fault = lambda method, path, sent: answer({"error": "Closed for today."}, 503)
    graded.course.title = "Leading teams"
    a_column(graded.lead, "closing")
    told = run("lti", "deliver-scores", "--now")
    assert told.exit_code == 1
    assert "Closed for today." in told.stdout


def test_without_columns_there_is_nothing_to_do(app, run):
    told = run("lti", "deliver-scores", "--now")

    assert (told.exit_code, told.output) == (0, "No course sends anything to a gradebook.\n")
