"""The map: what each cell says of whom, how strongly, to whom, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.parting.actions import rest
from plugin.courses.agreements.parting.queries import together
from plugin.courses.journey.stuck.actions import say_stuck
from plugin.courses.outline.models import Section
from plugin.database import db
from plugin.groups.flags.limits import as_said
from plugin.groups.flags.rules import AS_IT_COMES
from plugin.groups.map.queries import cell, map_of
from plugin.groups.map.walks import Stand, Stretch, stands
from plugin.people.models import Group
from tests.factories import a_course, a_group, a_lead, a_pair, a_section, again
from tests.factories.courses import place_of
from tests.factories.crowds import a_crowd
from tests.factories.visits import visit_as
from tests.groups.scenes import NOON
from tests.groups.walks import together_for, walked
from tests.harness.statements import counted


@pytest.fixture
def course(app):
    with clock.at(NOON):
        yield a_course()


@pytest.fixture
def cohort(course):
    """Seven in a course of two sections, together for 40 days."""
    for title in ("Begin", "Meet"):
        a_section(course, title=title)
    made = a_group(course, mentees=7)
    together_for(40)
    return made


def seen(viewer, group: Group | None, page=1):
    """Mentee -> (state, heat, days) of each of their cells."""
    rows = map_of(again(viewer), group, page).rows
    return {row.id: [(one.state, one.heat, one.days) for one in row.cells] for row in rows}


def of(cohort, mentee):
    return seen(cohort.mentor, cohort.group)[place_of(mentee)]


def begin_and_meet():
    return db.session.query(Section).order_by(Section.position).all()


def five_needed(cohort, *days):
    """The last five were done with the first section 20 days ago, after so many days."""
    begin, _meet = begin_and_meet()
    for mentee, needed in zip(cohort.mentees[2:], days, strict=True):
        walked(mentee, (begin, 40 - needed))


def test_the_first_that_waits_is_open_since_they_came_together_and_the_rest_ahead(cohort):
    assert of(cohort, cohort.mentee) == [("open", "hn", 40), ("ahead", "h0", None)]


def test_what_is_done_took_the_days_since_what_was_done_before(cohort):
    begin, meet = begin_and_meet()
    walked(cohort.mentee, (begin, 30), (meet, 12))

    assert of(cohort, cohort.mentee) == [("done", "h1", 10), ("done", "h1", 18)]

    walked(cohort.mentee, (begin, 30))
    assert of(cohort, cohort.mentee) == [("done", "h1", 10), ("open", "hn", 30)]


def test_a_section_that_opens_later_is_ahead_and_counts_from_its_day():
    since, today = NOON - timedelta(days=9), NOON.date()
    path = [Stretch(1, None, opens=today + timedelta(days=1))]
    assert stands(path, since, today, lambda moment: moment.date()) == {1: Stand("ahead")}

    path = [Stretch(1, None, opens=today - timedelta(days=2))]
    assert stands(path, since, today, lambda moment: moment.date()) == {1: Stand("open", 2)}


def test_a_section_waits_for_the_one_it_opens_after():
    path = [Stretch(1, None, after_id=2), Stretch(2, None)]

    told = stands(path, NOON, date(2026, 11, 25), lambda moment: moment.date())

    assert told == {1: Stand("ahead"), 2: Stand("ahead")}


def test_what_was_done_before_they_came_together_has_no_days():
    path = [Stretch(1, NOON - timedelta(days=3))]

    assert stands(path, NOON, NOON.date(), lambda moment: moment.date()) == {1: Stand("done", None)}


@pytest.mark.parametrize(
    ("days", "usual", "heat"),
    [
        (8, None, "hn"),
        (7, 8, "hn"),
        (8, 8, "h2"),
        (16, 8, "h2"),
        (17, 8, "h3"),
        (7, 2, "h2"),
        (8, 2, "h3"),
    ],
)
def test_open_stands_out_from_the_median_on_and_most_past_twice_and_a_week(days, usual, heat):
    assert cell(Stand("open", days), usual, AS_IT_COMES).heat == heat


def test_a_course_says_itself_what_is_long(client, course, cohort):
    five_needed(cohort, 2, 4, 6, 8, 10)
    strict = replace(AS_IT_COMES, open_long=3, section_percent=120)
    course.flag_limits = as_said(strict)
    db.session.flush()

    assert cell(Stand("open", 8), 6, strict).heat == "h3"
    assert cell(Stand("open", 8), 6, AS_IT_COMES).heat == "h2"
    assert map_of(cohort.mentor, cohort.group).limits == strict
    words = visit_as(client, again(cohort.mentor)).get(f"/groups/{cohort.id}/map").text
    assert "open for more than 3 days" in words
    assert "and for 120 percent of the median" in words


def test_a_median_is_told_of_five_and_never_of_four(cohort):
    five_needed(cohort, 2, 4, 6, 8, 10)
    told = map_of(cohort.mentor, cohort.group)
    assert ([one.usual for one in told.columns], told.usual) == ([6, None], 6)

    walked(cohort.mentees[2])
    told = map_of(cohort.mentor, cohort.group)
    assert ([one.usual for one in told.columns], told.usual) == ([None, None], None)


def test_who_needs_long_stands_out_and_who_rests_does_not(cohort):
    five_needed(cohort, 2, 4, 6, 8, 10)
    assert of(cohort, cohort.mentee)[0] == ("open", "h3", 40)

    mentee = again(cohort.mentee)
    rest(mentee, together(mentee, place_of(cohort.mentor)), None, "")
    assert of(cohort, cohort.mentee)[0] == ("rests", "hn", 40)


def test_stuck_is_said_to_the_mentor_and_to_no_lead(client, cohort):
    say_stuck(again(cohort.mentee), "Everything")
    lead = a_lead(cohort.mentor)
    assert of(cohort, cohort.mentee)[0] == ("stuck", "h3", 40)
    assert seen(lead, cohort.group)[place_of(cohort.mentee)][0] == ("open", "hn", 40)

    for viewer, told in ((cohort.mentor, True), (lead, False)):
        shown = visit_as(client, viewer).get(f"/groups/{cohort.id}/map").text
        assert ("stuck" in shown) is told
        assert "Everything" not in shown


def test_every_cell_has_words(client, cohort):
    begin, _meet = begin_and_meet()
    walked(cohort.mentee, (begin, 30))

    shown = visit_as(client, cohort.mentor).get(f"/groups/{cohort.id}/map").text

    assert shown.count('<span class="sr">done</span>') == 1
    assert "30 days" in shown
    assert shown.count('<span class="sr">not yet</span>') == 6
    assert "It cannot see work done off line." in shown


def test_a_mentees_own_sections_are_counted_for_their_mentor_alone(course):
    cohort = a_group(course, mentees=2)
    a_section(course, title="For all")
    a_section(course, title="Only Amara's", mentee_id=place_of(cohort.mentee))
    lead = a_lead(course)

    told = {row.id: row.own for row in map_of(again(cohort.mentor), cohort.group).rows}
    assert told == {place_of(cohort.mentee): (0, 1), place_of(cohort.mentees[1]): (0, 0)}
    assert not map_of(lead, cohort.group).has_own
    assert [one.title for one in map_of(lead, cohort.group).columns] == ["For all"]


def test_it_shows_the_groups_own_mentees_and_mine_all_that_i_mentor(course):
    a_section(course)
    cohort, _other, _pair = a_group(course, mentees=2), a_group(course, mentees=2), a_pair(course)

    assert set(seen(cohort.mentor, cohort.group)) == {place_of(one) for one in cohort.mentees}
    assert set(seen(cohort.mentor, None)) == {place_of(one) for one in cohort.mentees}


def test_fifty_stand_on_a_page(client, course):
    a_section(course)
    cohort = a_group(course, mentees=53)
    assert [len(seen(cohort.mentor, cohort.group, page)) for page in (1, 2, 3)] == [50, 3, 0]

    at = visit_as(client, cohort.mentor)
    assert "Next 50" in at.get("/groups/mine/map").text
    assert "The list ends before this page" in at.get("/groups/mine/map?page=3").text


def test_board_and_map_lead_to_each_other(client, cohort):
    at = visit_as(client, cohort.mentor)
    for board in (f"/groups/{cohort.id}", "/groups/mine"):
        assert f'href="{at(board + "/map")}"' in at.get(board).text
        assert f'href="{at(board)}"' in at.get(board + "/map").text


def test_an_empty_group_and_a_course_without_sections_say_what_comes(client, course):
    empty, cohort = a_group(course, mentees=0), a_group(course, mentees=1)

    assert "Nobody is in this group yet" in visit_as(client, empty.mentor).get(f"/groups/{empty.id}/map").text
    assert "No section to walk yet" in visit_as(client, cohort.mentor).get(f"/groups/{cohort.id}/map").text


@pytest.mark.parametrize("path", ["/groups/{group}/map", "/groups/mine/map"])
def test_the_map_costs_the_same_for_ten_and_for_two_hundred(client, path):
    def costs(crowd):
        course = a_course()
        section = a_section(course)
        cohort = a_crowd(a_group(course, mentees=10), crowd)
        for mentee in cohort.mentees:
            walked(mentee, (section, 0))
        at = visit_as(client, cohort.mentor)
        address = path.format(group=cohort.id)
        at.get(address)  # the first request of a visit also notes that somebody was here
        with counted() as told:
            assert at.get(address).status_code == 200
        return len(told)

    few, many = costs(0), costs(190)

    assert few == many
    assert many <= 15
