"""What the board costs: the same statements for ten mentees as for a thousand."""

from __future__ import annotations

from datetime import date

import pytest

from plugin.courses.outline.progress import mark_done
from plugin.groups.rows import SORTS
from tests.factories import a_course, a_group, a_section
from tests.factories.courses import place_of
from tests.factories.crowds import a_crowd
from tests.factories.visits import visit_as
from tests.groups.scenes import NOON, a_goal, a_promise, a_session
from tests.harness.statements import counted


@pytest.fixture(params=["/groups/{group}", "/groups/mine"])
def costs(request, client):
    """How many statements each order of the board takes: `costs(crowd)` -> {order: statements}."""

    def costs_of(crowd: int) -> dict[str, int]:
        course = a_course()
        cohort = a_crowd(a_group(course, mentees=10), crowd)
        for mentee in cohort.mentees:
            a_promise(
                a_session(course, cohort.mentor, mentee), mentee, cohort.mentor, "Tell them", NOON.date()
            )
            a_goal(mentee, course, date(2026, 11, 30))
            mark_done(place_of(mentee), a_section(course))
        place = visit_as(client, cohort.mentor)
        path = request.param.format(group=cohort.id)
        place.get(path)  # the first request of a visit also notes that somebody was here
        return {sort: statements(place, f"{path}?sort={sort}") for sort in SORTS}

    return costs_of


def statements(place, path):
    with counted() as said:
        assert place.get(path).status_code == 200
    return len(said)


def test_the_board_costs_the_same_for_ten_and_for_a_thousand(costs):
    few, many = costs(0), costs(990)

    assert few == many
    assert max(many.values()) <= 15
