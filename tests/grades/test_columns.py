"""Columns of the gradebook: made, found, renamed, taken away by somebody, and read back."""

from __future__ import annotations

from itertools import count

import pytest

from plugin import clock
from plugin.courses.grades.actions import rename, send_again
from plugin.courses.grades.models import Column
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.progress import mark_done
from plugin.lti.services import connector
from plugin.lti.services.grades import LINE_ITEM, SCORES
from tests.factories.courses import place_of
from tests.factories.grades import a_column, columns
from tests.fakes.memberships import Said, answer
from tests.grades.conftest import Graded


def test_a_column_that_is_there_already_is_found_and_not_made_twice(graded: Graded):
    """Killed between making it and noting it; or the LMS made it with a picked link."""
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])
    graded.deliver()
    column.url = ""

    assert graded.deliver().ok
    assert (list(graded.book.items), column.url) == (["1"], graded.book.items["1"]["id"])


def test_a_column_somebody_took_away_is_not_made_behind_their_back(graded: Graded):
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])
    graded.deliver()
    del graded.book.items["1"]
    mark_done(place_of(graded.mentees[0]), graded.sections[1])
    reckon(graded.course.id)

    graded.deliver()
    assert column.gone_at is not None
    assert graded.deliver().sent == 0
    assert graded.book.items == {}

    send_again(column)
    assert graded.deliver().sent == 1
    assert list(graded.book.items) == ["1"]


def test_a_column_that_cannot_be_made_holds_no_other(graded: Graded):
    first, second = columns(graded.lead, "progress", "closing")
    graded.done(*graded.mentees)
    graded.book.fault = lambda method, path, sent: (
        answer({"error": "No."}, 400) if method == "POST" and b"the closing" in sent else None
    )

    told = graded.deliver()
    assert (told.sent, len(told.faults)) == (3, 1)
    assert (first.said, first.failures) == ("", 0)
    assert "No." in second.said
    assert second.due_at > clock.now()


def test_another_name_is_told(graded: Graded):
    column = a_column(graded.lead)
    graded.deliver()
    rename(column, column.version, "Wie weit")

    graded.deliver()
    assert graded.book.items["1"]["label"] == column.told_label == "Wie weit"
    assert graded.book.items["1"]["scoreMaximum"] == 100


def test_what_stands_there_is_read_back(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(*graded.mentees)
    graded.deliver()
    graded.book.results["1", "fatima"] = 80.0
    send_again(column)
    graded.deliver()

    assert (graded.score(first, column).there, graded.score(first, column).sent) == (80, 50)
    assert graded.score(graded.mentees[1], column).there == 50


@pytest.mark.parametrize(
    "said",
    [Said(200, b"[[["), answer({"lineitems": []}), Said(200, b"null"), answer([{"id": 7}, "x", None])],
    ids=["broken", "no list", "null", "odd lines"],
)
def test_a_malformed_answer_is_an_error_in_words_and_changes_nothing(graded: Graded, said: Said):
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])
    graded.book.fault = lambda method, path, sent: said

    told = graded.deliver()
    assert told.faults
    assert not told.sent
    assert (column.url, column.said) == ("", told.faults[0])


def test_a_column_at_another_site_gets_no_key(graded: Graded):
    column = a_column(graded.lead)
    graded.book.fault = lambda method, path, sent: (
        answer({"id": "http://127.0.0.1:9/lineitems/1"}, 201) if method == "POST" else None
    )

    assert graded.deliver().faults
    assert column.url == ""


def test_a_course_without_a_gradebook_says_so(graded: Graded, session):
    column = a_column(graded.lead)
    graded.listed.context.lineitems_url = ""
    session.flush()

    assert not graded.deliver().ok
    assert session.get_one(Column, column.id).said.startswith("The learning site has not said")


@pytest.mark.parametrize("fault", ["itself", "to and fro", "endless", "elsewhere", "huge", "never ends"])
def test_a_list_that_leads_nowhere_is_an_error_and_makes_nothing(graded: Graded, monkeypatch, fault: str):
    """Every way in which a list of columns can go wrong (self-links, loops, endless, foreign, huge, a slow drip)."""
    monkeypatch.setattr(connector, "MOST_PAGES", 20)
    monkeypatch.setattr(connector, "LARGEST", 100_000)
    monkeypatch.setattr(connector, "EACH", 0.7)
    column, pages = a_column(graded.lead), count(2)
    here = graded.book.url
    onward = {
        "itself": lambda: f"{here}&resource_id=progress.{graded.course.id}",
        "to and fro": lambda: f"{here}&page={next(pages) % 2}",
        "endless": lambda: f"{here}&page={next(pages)}",
        "elsewhere": lambda: "http://127.0.0.1:9/lineitems",
    }

    def answered(method: str, path: str, sent: bytes) -> Said:
        link = {"Link": f'<{onward[fault]()}>; rel="next"'} if fault in onward else {}
        filler = ["x" * 200_000] if fault == "huge" else []
        said = answer(filler, 200, link)
        said.drips = fault == "never ends"
        said.body = said.body + b" " * 500 if said.drips else said.body
        return said

    graded.book.fault = answered

    told = graded.deliver()

    assert told.faults
    assert (column.url, graded.book.items, column.said) == ("", {}, told.faults[0])
    assert not [
        path for method, path, _headers in graded.listed.site.asked if method == "POST" and "items" in path
    ]


def test_what_cannot_be_read_or_renamed_holds_no_score_back(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.deliver()
    graded.book.fault = lambda method, path, sent: (
        answer({"error": "Not that."}, 403) if method == "PUT" or "/results" in path else None
    )
    rename(column, column.version, "Wie weit")
    send_again(column)
    graded.done(first)

    told = graded.deliver()

    assert (told.sent, told.ok, column.failures) == (1, True, 0)
    assert column.said.startswith("The gradebook keeps the earlier name.")
    assert "could not be read" in column.said
    mark_done(place_of(first), graded.sections[1])
    reckon(graded.course.id)
    assert graded.deliver().sent == 1, "at once, not after a wait"


def test_where_columns_cannot_be_made_one_that_is_there_is_found(graded: Graded):
    column = a_column(graded.lead)
    graded.listed.context.grade_scopes = [SCORES, f"{LINE_ITEM}.readonly"]
    graded.done(graded.mentees[0])

    assert "make none" in graded.deliver().faults[0]
    graded.book.items["1"] = {
        "id": f"{graded.book.site.origin}/courses/Course-A/lineitems/1/lineitem?type_id=1",
        "resourceId": f"progress.{graded.course.id}",
        "label": "Set up by a teacher",
        "scoreMaximum": 100,
    }
    assert graded.deliver(at_once=True).sent == 1
    assert not any("/results" in path for _method, path, _headers in graded.listed.site.asked), "it may not"
    assert column.results_at is None
