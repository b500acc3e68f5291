"""What a round does beside sending: names told, results read; a gradebook that moved, is named at last, or is disabled."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import time_machine

from plugin import clock
from plugin.courses.grades.actions import rename, send_again
from plugin.courses.grades.jobs import sweep
from plugin.courses.grades.models import Column
from plugin.courses.grades.queries import columns as counted
from plugin.courses.grades.standing import standings
from plugin.lti.models import Platform
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.grades import Gradebook
from plugin.people.models import Enrolment
from tests.factories.grades import a_column
from tests.fakes.memberships import Said, answer
from tests.grades.conftest import Graded


def renamed_in_trouble(graded: Graded) -> Column:
    """A column with another name, which met a gradebook that has a fault of its own."""
    column = a_column(graded.lead)
    graded.deliver()
    graded.book.fault = lambda method, path, sent: answer({}, 503) if method == "PUT" else None
    rename(column, column.version, "Wie weit")
    graded.deliver()
    return column


def test_a_name_that_met_a_gradebook_in_trouble_is_told_again(graded: Graded):
    column = renamed_in_trouble(graded)
    assert "keeps the earlier name" in column.said

    graded.book.fault = None
    graded.deliver()

    assert (graded.book.items["1"]["label"], column.said) == ("Wie weit", "")


def test_a_gradebook_in_trouble_is_not_told_a_name_all_the_time(graded: Graded):
    renamed_in_trouble(graded)

    assert graded.listed.apart(sweep) == "0 due"
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        assert graded.listed.apart(sweep) == "1 due"


def test_a_name_that_an_answer_of_no_use_met_is_told_once(graded: Graded):
    column = a_column(graded.lead)
    graded.deliver()
    graded.book.fault = lambda method, path, sent: (
        Said(200, b"<html>") if path.partition("?")[0].endswith("/lineitem") else None
    )
    rename(column, column.version, "Wie weit")
    graded.deliver()

    assert (column.told_label, "keeps the earlier name" in column.said) == ("Wie weit", True)


def test_what_was_wiped_in_the_gradebook_stands_otherwise(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    graded.deliver()
    graded.book.taken.clear()

    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        send_again(column)
        graded.deliver()

    assert graded.score(first, column).there is None
    assert [one.apart for one in counted(graded.lead, graded.course)] == [1]


def test_whoever_has_left_stands_there_as_they_did(graded: Graded, session):
    """An LMS may list them no longer."""
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    graded.deliver()
    session.get_one(Enrolment, first.enrolment_id).active = False
    session.flush()
    graded.book.taken.clear()

    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        send_again(column)
        graded.deliver()

    assert [(one.apart, one.troubled) for one in counted(graded.lead, graded.course)] == [(0, False)]


def test_a_gradebook_that_is_quite_another_gets_everything_once_more(graded: Graded):
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.deliver()
    graded.book.items.clear()
    graded.book.taken.clear()
    column.url = column.url.replace(urlsplit(column.url).netloc, "old.example")

    told = graded.deliver()

    assert (told.sent, told.ok, len(graded.book.items)) == (3, True, 1)


def test_a_gradebook_at_another_host_has_its_columns_there(graded: Graded, monkeypatch):
    """The address that a column had gets no key any more; what it is for finds it again."""
    column = a_column(graded.lead)
    graded.deliver()
    column.url = column.url.replace(urlsplit(column.url).netloc, "old.example")
    graded.done(graded.mentees[0])

    told = graded.deliver()

    assert (told.sent, told.ok, list(graded.book.items)) == (1, True, ["1"])
    assert column.url == graded.book.items["1"]["id"]


def test_a_gradebook_that_is_named_at_last_waits_for_nothing(graded: Graded):
    where, graded.listed.context.lineitems_url = graded.listed.context.lineitems_url, ""
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])
    for _ in range(3):
        assert graded.deliver().faults
    assert (column.failures, column.said != "") == (0, True), "nothing has failed, and something is lacking"

    graded.listed.context.lineitems_url = where

    assert graded.deliver().sent == 1


def test_a_disabled_site_is_nobodys_trouble(graded: Graded, session):
    a_column(graded.lead)
    assert [one.context_id for one in standings()] == [graded.course.context_id]

    session.get_one(Platform, graded.listed.platform.id).disabled_at = clock.now()
    session.flush()

    assert standings() == []


def test_a_name_that_reached_nobody_is_told_again(graded: Graded, monkeypatch):
    column = a_column(graded.lead)
    graded.deliver()
    rename(column, column.version, "Wie weit")

    def broken_off(*_asked: object) -> None:
        raise ServiceFault("The connection broke off.")

    with monkeypatch.context() as patched:
        patched.setattr(Gradebook, "rename", broken_off)
        graded.deliver()
    assert column.told_label != "Wie weit"

    graded.deliver()

    assert graded.book.items["1"]["label"] == "Wie weit"
