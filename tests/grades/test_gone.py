"""A 404 for a score: about the person, the column, or nobody can say; and a column that is gone."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import delete

from plugin import clock
from plugin.courses.grades.actions import rename
from plugin.lti.services.grades import LINE_ITEM
from plugin.lti.services.models import AccessToken
from tests.factories import a_mentee, again
from tests.factories.grades import a_column
from tests.fakes.gradebook import to, to_scores
from tests.fakes.memberships import answer
from tests.grades.conftest import Graded


def test_where_nobody_can_say_whether_the_column_is_there_one_404_holds_no_other(graded: Graded):
    column = a_column(graded.lead)
    late = again(a_mentee(graded.course, "Olu Ade", sub="olu", mentor=graded.mentor))
    graded.done(*graded.mentees, late)
    graded.deliver()
    graded.sections_done(*graded.mentees, late)
    graded.book.fault = lambda method, path, sent: (
        answer({"error": "No such user."}, 404)
        if "/scores" in path and json.loads(sent)["userId"] != "olu"
        else answer({}, 403)
        if method == "GET" and path.partition("?")[0].endswith("/lineitem")
        else None
    )

    told = graded.deliver()

    assert (told.sent, told.later, column.gone_at, column.failures) == (1, 3, None, 0)


def test_where_no_token_lets_the_column_be_seen_one_404_holds_no_other(graded: Graded, session):
    column = a_column(graded.lead)
    graded.done(*graded.mentees)
    graded.deliver()
    graded.sections_done()
    session.execute(delete(AccessToken).where(AccessToken.scopes == LINE_ITEM))
    session.flush()
    graded.listed.site.token_fault = lambda _site: answer({"error": "invalid_scope"}, 400)
    graded.book.fault = to("fatima", answer({"error": "No such user."}, 404))

    told = graded.deliver()

    assert (told.sent, told.later, column.gone_at) == (2, 1, None)


def test_a_column_that_is_gone_is_asked_nothing_more(graded: Graded):
    column = a_column(graded.lead)
    graded.done(graded.mentees[0])
    graded.deliver()
    del graded.book.items["1"]
    graded.sections_done()
    rename(column, column.version, "Wie weit")
    column.results_at = None
    graded.listed.site.asked.clear()

    graded.deliver()

    assert [method for method, _path, _headers in graded.listed.site.asked] == ["POST", "GET"]
    assert (column.gone_at is not None, column.said) == (True, "")


def test_who_always_knows_a_later_word_is_asked_ever_more_rarely(graded: Graded):
    column, first = a_column(graded.lead), graded.mentees[0]
    graded.done(first)
    graded.book.fault = to_scores(answer({"error": "A later score is here already."}, 409))
    for _ in range(12):
        graded.deliver(at_once=True)

    assert graded.score(first, column).due_at > clock.now() + timedelta(hours=1)
