"""Columns and views of the board, kept by a mentor for themselves; filters and the search behind them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.journey.stuck.actions import say_stuck
from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.groups.flags.keeping import keep_standing
from plugin.groups.kept_views.models import BoardView
from tests.factories import a_course, a_group, again
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as


@pytest.fixture
def cohort(app):
    return a_group(a_course(), mentees=3)


@pytest.fixture
def place(client, cohort):
    return visit_as(client, cohort.mentor)


def shown(place, asked=""):
    keep_standing(again(place.member))
    db.session.expire_all()
    return place.get(f"/groups/mine?{asked}").text


def on(page, cohort):
    return [one.name in page for one in cohort.mentees]


def test_a_filter_shows_who_may_need_a_word_and_who_is_quiet(place, cohort):
    one, two, _three = cohort.mentees
    say_stuck(again(one))
    a_session(again(cohort.mentor), mentee_id=again(two).enrolment_id)

    assert on(shown(place, "show=needs"), cohort) == [True, False, False]
    assert on(shown(place, "show=quiet"), cohort) == [True, False, True]
    assert on(shown(place, "show=nonsense"), cohort) == [True, True, True]


def test_a_search_finds_by_any_part_of_a_name_and_says_when_nobody_is_meant(place, cohort):
    name = cohort.mentees[1].name
    assert on(shown(place, f"find={name[1:].upper()}"), cohort)[1]
    page = shown(place, "find=%25")
    assert on(page, cohort) == [False, False, False]
    assert "Nobody among your mentees is meant by that." in page


def test_columns_are_chosen_and_none_is_as_at_first(place, cohort):
    assert "Waiting on me" in shown(place)
    place.post("/groups/views/columns", {"columns": ["goals", "promises"]})
    page = shown(place)
    assert "Waiting on me" not in page
    assert "Promises" in page
    place.post("/groups/views/columns", {})
    assert "Waiting on me" in shown(place)
    assert place.post("/groups/views/columns", {"columns": ["wages"]}).status_code == 422


def test_a_view_is_kept_opened_and_let_go(client, place, cohort):
    said = {"view_name": "Quiet ones", "sort": "contact", "show": "quiet", "columns": ["contact"]}
    assert place.post("/groups/views/", said).status_code == 303
    view = db.session.query(BoardView).one()
    page = shown(place, f"view={view.id}")
    assert 'aria-current="true"' in page.split("Quiet ones")[0].rsplit("<a ", 1)[1]
    assert "Next step due" in page
    assert visit_as(client, cohort.mentee).post(f"/groups/views/{view.id}/let-go").status_code == 404
    place.post(f"/groups/views/{view.id}/let-go")
    assert db.session.query(BoardView).count() == 0


def test_a_view_without_a_name_comes_back_and_twelve_are_enough(place):
    assert place.post("/groups/views/", {"sort": "due"}).status_code == 422
    for number in range(12):
        place.post("/groups/views/", {"view_name": f"View {number}"})
    back = place.post("/groups/views/", {"view_name": "One more"})
    assert back.status_code == 422
    assert "You keep 12 views already." in back.text
    assert place.post("/groups/views/", {"view_name": "View 3", "sort": "due"}).status_code == 303


def test_somebody_elses_view_is_no_way_to_look(client, place, cohort):
    place.post("/groups/views/", {"view_name": "Mine", "show": "needs"})
    view = db.session.query(BoardView).one()
    other = a_group(course_here(again(cohort.mentor)), mentees=1)
    page = shown(visit_as(client, other.mentor), f"view={view.id}")
    assert other.mentee.name in page
    assert "Mine<" not in page


def test_whoever_was_quiet_for_three_weeks_and_a_day_is_quiet(client, place, cohort):
    mentee = again(cohort.mentees[0])
    a_session(again(cohort.mentor), mentee_id=mentee.enrolment_id, at=clock.now() - timedelta(days=21))
    assert not on(shown(place, "show=quiet"), cohort)[0]
    with clock.at(clock.now() + timedelta(days=1, hours=2)):
        assert on(shown(visit_as(client, cohort.mentor), "show=quiet"), cohort)[0]
