"""What the board costs: the same statements for ten mentees as for a thousand."""

from __future__ import annotations

from datetime import date

import pytest

from plugin.courses.outline.progress import mark_done
from plugin.courses.sessions.pulse.actions import let_mentors_see
from plugin.groups.kept_views.actions import keep_columns
from plugin.groups.kept_views.queries import AT_FIRST, COLUMNS
from plugin.groups.rows import SORTS
from tests.factories import a_course, a_group, a_section, again
from tests.factories.courses import place_of
from tests.factories.crowds import a_crowd
from tests.factories.visits import visit_as
from tests.groups.scenes import NOON, a_goal, a_promise, a_session
from tests.harness.statements import counted


@pytest.fixture(params=["/groups/{group}", "/groups/mine"])
def costs(request, client):
    """How many statements each order of the board takes: `costs(crowd, columns)` -> {order: statements}."""

    def costs_of(crowd: int, columns: tuple[str, ...]) -> dict[str, int]:
        course = a_course()
        cohort = a_crowd(a_group(course, mentees=10), crowd)
        for mentee in cohort.mentees:
            a_promise(
                a_session(course, cohort.mentor, mentee), mentee, cohort.mentor, "Tell them", NOON.date()
            )
            a_goal(mentee, course, date(2026, 11, 30))
            mark_done(place_of(mentee), a_section(course))
            let_mentors_see(mentee)
        place = visit_as(client, cohort.mentor)
        path = request.param.format(group=cohort.id)
        keep_columns(again(cohort.mentor), columns)
        place.get(path)  # the first request of a visit also notes that somebody was here
        return {sort: statements(place, f"{path}?sort={sort}") for sort in SORTS}

    return costs_of


def statements(place, path):
    with counted() as said:
        assert place.get(path).status_code == 200
    return len(said)


@pytest.mark.parametrize("columns", [AT_FIRST, COLUMNS], ids=["as at first", "every column"])
def test_the_board_costs_the_same_for_ten_and_for_a_thousand(costs, columns):
    few, many = costs(0, columns), costs(990, columns)

    assert few == many
    assert max(many.values()) <= 15
