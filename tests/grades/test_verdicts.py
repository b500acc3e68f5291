"""Of what an error speaks: of one mentee, of the column, of the way to the gradebook, or of nothing but this moment."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from plugin import clock
from plugin.courses.grades import delivery
from plugin.courses.grades.actions import send_again
from plugin.courses.grades.models import Column
from plugin.database import db, transaction
from plugin.lti.models import Platform
from plugin.lti.services import tokens
from plugin.lti.services.grades import Gradebook
from tests.factories import a_mentee, again
from tests.factories.grades import a_column, columns
from tests.fakes.gradebook import to_scores
from tests.fakes.memberships import Said, answer
from tests.grades.conftest import Graded


@pytest.mark.parametrize(("family", "status"), [("", 503), ("", 429), ("moodle", 400), ("", 404)])
def test_a_token_refused_is_nobodys_verdict(graded: Graded, session, family, status):
    """Not on a mentee, and not on the column: all of it goes once the key is given again."""
    session.get_one(Platform, graded.listed.platform.id).family = family
    column = a_column(graded.lead)
    graded.deliver()
    graded.listed.apart(tokens.drop_all)
    graded.done(*graded.mentees)
    graded.listed.site.token_fault = lambda _site: answer({"error": "invalid_client"}, status)

    told = graded.deliver(at_once=True)

    assert (told.sent, told.refused, told.not_gradable, told.ok) == (0, 0, 0, False)
    assert column.gone_at is None
    assert "No access token" in column.said
    assert {graded.score(one, column).state for one in graded.mentees} == {"waiting"}
    graded.listed.site.token_fault = None
    assert graded.deliver(at_once=True).sent == len(graded.mentees)
    assert graded.deliver().ok


@pytest.fixture
def brightspace(graded: Graded, session) -> Graded:
    platform = session.get_one(Platform, graded.listed.platform.id)
    platform.family, platform.token_audience = "desire2learn", f"{graded.listed.site.origin}/token"
    session.flush()
    return graded


FORBIDDEN = answer({"error": "Not enrolled, or not allowed."}, 403)


def test_a_403_for_everybody_is_a_forbidden_gradebook(brightspace: Graded):
    """Brightspace says the same of one who is not enrolled. It stays the column's until somebody allows it."""
    column = a_column(brightspace.lead)
    brightspace.done(*brightspace.mentees)
    brightspace.book.fault = to_scores(FORBIDDEN)

    for failures in (1, 2):
        told = brightspace.deliver(at_once=True)
        assert (told.sent, told.not_gradable, told.ok, len(told.faults)) == (0, 0, False, 1)
        assert (column.failures, "Not enrolled, or not allowed." in column.said) == (failures, True)

    brightspace.book.fault = None
    assert brightspace.deliver(at_once=True).sent == 3


def test_a_403_that_is_said_of_one_after_the_other_is_said_of_the_gradebook(brightspace: Graded):
    a_column(brightspace.lead)
    first, second, _third = brightspace.mentees
    brightspace.book.fault = to_scores(FORBIDDEN)
    brightspace.done(first)
    assert brightspace.deliver().not_gradable == 1

    brightspace.done(second)

    assert brightspace.deliver().faults
    brightspace.book.fault = None
    assert brightspace.deliver(at_once=True).sent == 1
    assert brightspace.deliver().sent == 1, "who was not graded before is tried once more"


def test_three_who_are_not_enrolled_hold_nobody(brightspace: Graded):
    column = a_column(brightspace.lead)
    late = again(a_mentee(brightspace.course, "Olu Ade", sub="olu", mentor=brightspace.mentor))
    brightspace.done(*brightspace.mentees, late)
    brightspace.book.fault = lambda method, path, sent: (
        FORBIDDEN if "/scores" in path and json.loads(sent)["userId"] != "olu" else None
    )

    told = brightspace.deliver()

    assert (told.sent, told.not_gradable, column.failures) == (1, 3, 0)


def test_a_gradebook_that_is_forbidden_once_its_column_is_made_anew_says_so(brightspace: Graded):
    """What the column before had taken says nothing of this one."""
    column = a_column(brightspace.lead)
    brightspace.done(*brightspace.mentees)
    brightspace.deliver()
    del brightspace.book.items["1"]
    brightspace.sections_done()
    brightspace.deliver()
    assert column.gone_at
    send_again(column)
    brightspace.book.fault = to_scores(FORBIDDEN)

    assert brightspace.deliver().faults
    assert "Not enrolled, or not allowed." in column.said


def test_a_403_for_one_of_several_is_about_that_one(brightspace: Graded):
    column = a_column(brightspace.lead)
    brightspace.done(*brightspace.mentees)
    brightspace.book.fault = lambda method, path, sent: (
        FORBIDDEN if "/scores" in path and json.loads(sent)["userId"] != "mei" else None
    )

    told = brightspace.deliver()

    assert (told.sent, told.not_gradable, told.ok, column.said) == (1, 2, True, "")


def test_a_refusal_to_listen_is_no_score_heard(graded: Graded):
    """'Too often' and then 'I know a later word' is not our own word heard the first time."""
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    graded.book.fault = to_scores(answer({}, 429))
    graded.deliver()
    graded.book.fault = to_scores(answer({"error": "A later score is here already."}, 409))

    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        told = graded.deliver()

    assert (told.sent, told.later, graded.score(first, column).state) == (0, 1, "waiting")


@pytest.mark.parametrize("before", [("token", 400), ("score", 401)])
def test_what_never_went_out_is_no_score_heard_either(graded: Graded, before):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.deliver()
    graded.done(first)
    where, status = before
    if where == "token":
        graded.listed.apart(tokens.drop_all)
        graded.listed.site.token_fault = lambda _site: answer({"error": "invalid_client"}, status)
    else:
        graded.book.fault = to_scores(answer({}, status))
    assert graded.deliver().faults
    graded.listed.site.token_fault = None
    graded.book.fault = to_scores(answer({"error": "A later score is here already."}, 409))

    told = graded.deliver(at_once=True)

    assert (told.sent, told.later, graded.score(first, column).sent) == (0, 1, None)


def test_nothing_goes_to_a_column_that_was_taken_back_meanwhile(graded: Graded, monkeypatch):
    a_column(graded.lead)
    graded.done(*graded.mentees)
    really = Gradebook.give

    def and_a_lead_takes_it_back(book, url, score):
        really(book, url, score)
        with transaction():
            db.session.execute(update(Column).values(retired_at=clock.now()))

    monkeypatch.setattr(Gradebook, "give", and_a_lead_takes_it_back)

    assert graded.deliver().sent == 1


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e400", "-1e400"])
def test_a_result_of_absurd_size_is_no_number(graded: Graded, number):
    columns(graded.lead, "progress", "agreement")
    graded.done(graded.mentees[0])
    said = f'[{{"userId": "fatima", "resultScore": {number}, "resultMaximum": 1}}]'.encode()
    graded.book.fault = lambda method, path, sent: Said(200, said) if "/results" in path else None

    assert graded.deliver().ok


def test_an_error_of_ours_at_one_column_holds_no_other(graded: Graded, monkeypatch):
    path, agreement = columns(graded.lead, "progress", "agreement")
    graded.done(graded.mentees[0])
    really = delivery._column

    def trips(book, task):
        if task.column_id == path.id:
            raise KeyError("unforeseen")
        return really(book, task)

    monkeypatch.setattr(delivery, "_column", trips)

    told = graded.deliver()

    assert (len(told.faults), path.failures, agreement.failures) == (1, 1, 0)
    assert agreement.url
    assert "unforeseen" not in path.said
