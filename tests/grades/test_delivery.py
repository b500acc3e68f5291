"""Scores reach the gradebook: once, in order, and one that fails holds no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from plugin import clock
from plugin.courses.grades import outbox
from plugin.courses.grades.actions import send_again
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.progress import mark_done
from plugin.lti.models import Platform
from plugin.people.models import Enrolment
from tests.factories.courses import place_of
from tests.factories.grades import a_column, columns
from tests.fakes.gradebook import to
from tests.fakes.memberships import Said, answer
from tests.grades.conftest import Graded


def test_a_column_is_made_and_every_score_is_sent_once(graded: Graded):
    column = a_column(graded.lead)
    graded.done(*graded.mentees)

    told = graded.deliver()
    again = graded.deliver()

    assert (told.sent, told.ok, again.sent, again.ok) == (3, True, 0, True)
    assert graded.book.items["1"]["resourceId"] == f"progress.{graded.course.id}"
    assert (graded.book.items["1"]["label"], graded.book.items["1"]["scoreMaximum"]) == (
        "Mentoring: the path",
        100,
    )
    assert sorted(score["userId"] for _item, score in graded.book.taken) == ["fatima", "mei", "samir"]
    assert {score["gradingProgress"] for _item, score in graded.book.taken} == {"FullyGraded"}
    assert graded.score(graded.mentees[0], column).state == "sent"


def test_scores_go_before_the_query_of_a_columns_address(graded: Graded):
    a_column(graded.lead)
    graded.done(graded.mentees[0])
    graded.deliver()

    (sent,) = [path for method, path, _headers in graded.listed.site.asked if "/scores" in path]
    assert sent.endswith("/lineitems/1/lineitem/scores?type_id=1")


def test_a_later_word_follows_an_earlier_one_with_a_later_moment(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    graded.deliver()
    mark_done(place_of(first), graded.sections[1])
    reckon(graded.course.id)
    graded.deliver()

    assert graded.book.scores("fatima") == [50, 100]
    moments = [score["timestamp"] for _item, score in graded.book.taken]
    assert moments == sorted(set(moments))
    assert graded.score(first, column).sent == 100


@pytest.mark.parametrize("said", [answer({}, 503), answer({}, 429), Said(500, b"<h1>Oops</h1>")])
def test_one_that_is_put_off_holds_no_other_and_goes_later(graded: Graded, said: Said):
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.book.fault = to("fatima", said)

    told = graded.deliver()
    assert (told.sent, told.later, told.ok) == (2, 1, False)
    waits = graded.score(graded.mentees[0], column)
    assert (waits.state, waits.failures) == ("waiting", 1)
    assert graded.deliver().sent == 0, "its time has not come"

    graded.book.fault = None
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        assert graded.deliver().sent == 1
    assert graded.book.scores("fatima") == [50]


def test_it_is_left_alone_as_long_as_the_site_wishes(graded: Graded):
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])
    graded.book.fault = to("fatima", answer({}, 429, {"Retry-After": "7200"}))
    graded.deliver()

    assert graded.score(graded.mentees[0], column).due_at > clock.now() + timedelta(minutes=119)


def test_canvas_asks_for_patience_with_403(graded: Graded, session):
    session.get_one(Platform, graded.listed.platform.id).family = "canvas"
    session.flush()
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.book.fault = to("fatima", Said(403, b"403 Forbidden (Rate Limit Exceeded)"))

    assert graded.deliver().sent == 2
    assert graded.score(graded.mentees[0], column).state == "waiting"


def test_a_refused_one_says_why_in_the_sites_own_words_and_can_be_sent_again(graded: Graded):
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.book.fault = to("fatima", answer({"error": "This person is on leave."}, 400))

    assert (graded.deliver().refused, graded.deliver().refused) == (1, 0)
    refused = graded.score(graded.mentees[0], column)
    assert refused.state == "refused"
    assert "This person is on leave." in refused.said

    graded.book.fault = None
    send_again(column)
    assert graded.deliver().sent == 1


def test_whoever_cannot_be_graded_is_said_so_and_is_no_failure(graded: Graded):
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.book.fault = to("samir", answer({"error": "User is not a student"}, 422))

    told = graded.deliver()
    assert (told.sent, told.not_gradable, told.ok) == (2, 1, True)
    assert graded.score(graded.mentees[1], column).state == "not gradable"


def test_a_score_heard_before_a_crash_is_not_sent_twice(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    graded.deliver()
    score = graded.score(first, column)
    score.state = "waiting"  # as a crash leaves it: heard there, and not noted here
    told = graded.deliver(at_once=True)

    assert (told.sent, told.ok) == (1, True)
    assert graded.book.scores("fatima") == [50]
    assert graded.score(first, column).state == "sent"


def test_a_foreign_later_word_is_answered_with_a_new_moment(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    with time_machine.travel(clock.now() + timedelta(seconds=30), tick=False):
        graded.deliver()
    graded.score(first, column).stamped_at = None  # restored from a backup that knew nothing of it
    mark_done(place_of(first), graded.sections[1])
    reckon(graded.course.id)

    assert graded.deliver(at_once=True).later == 1
    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
        assert graded.deliver().sent == 1
    assert graded.book.scores("fatima") == [50, 100]


def test_a_change_while_a_score_is_under_way_is_not_lost(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    letter = graded.listed.apart(outbox.next_letter, column.id, None, at_once=False)
    mark_done(place_of(first), graded.sections[1])
    reckon(graded.course.id)
    graded.listed.apart(outbox.taken, letter)

    assert graded.deliver().sent == 1
    assert graded.book.scores("fatima") == [100]


def test_a_site_that_is_down_is_not_asked_for_everybody(graded: Graded):
    columns(graded.lead, "progress")
    graded.done(*graded.mentees)
    graded.deliver()
    for mentee in graded.mentees:
        mark_done(place_of(mentee), graded.sections[1])
    reckon(graded.course.id)
    graded.book.fault = lambda method, path, sent: answer({}, 503)
    graded.listed.site.asked.clear()

    assert graded.deliver().later == 3
    assert len([path for _method, path, _headers in graded.listed.site.asked if "/scores" in path]) == 3


def test_nobody_who_left_or_leads_is_sent(graded: Graded, session):
    a_column(graded.lead)
    graded.done(*graded.mentees)
    session.get_one(Enrolment, graded.mentees[0].enrolment_id).active = False
    session.get_one(Enrolment, graded.mentees[1].enrolment_id).role = "lead"
    session.flush()

    assert graded.deliver().sent == 1
    assert [score["userId"] for _item, score in graded.book.taken] == ["mei"]


def test_somebody_whom_the_site_does_not_know_holds_no_other(graded: Graded):
    """A 404 for a score may be about the person; the column is looked up before it counts as taken away."""
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.book.fault = to("fatima", answer({"error": "No such user."}, 404))

    told = graded.deliver()

    assert (told.sent, told.refused, column.gone_at) == (2, 1, None)
    assert "No such user." in graded.score(graded.mentees[0], column).said
