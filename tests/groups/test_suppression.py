"""Which figures may stand side by side: whatever is subtracted from whatever, nothing is about one to four people."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.groups.insight.suppression import may_be_shown, no_part_is_small
from plugin.people.figures import FEWEST

PEOPLE = range(24)
SOME = st.frozensets(st.sampled_from(PEOPLE))
VIEWS = st.dictionaries(st.integers(0, 9), SOME, max_size=6)


def with_everybody(groups):
    """Groups, and the view of all of them with some who are in no group."""
    return {**groups, "all": frozenset().union(*groups.values()) | {0}}


def people(*numbers):
    return frozenset(numbers)


@settings(deadline=None)
@given(VIEWS)
def test_no_pair_of_shown_figures_differs_by_one_to_four_people(views):
    views = with_everybody(views)

    shown = [views[one] for one in may_be_shown(views)]

    assert all(len(one) >= FEWEST for one in shown)
    for one, other in combinations(shown, 2):
        for rest in (one - other, other - one, one & other, one ^ other):
            assert not 1 <= len(rest) < FEWEST


@settings(deadline=None)
@given(VIEWS)
def test_neither_does_what_is_left_of_one_after_all_others(views):
    views = with_everybody(views)

    shown = [views[one] for one in may_be_shown(views)]

    for number, one in enumerate(shown):
        rest = one.difference(*(shown[:number] + shown[number + 1 :]))
        assert not 1 <= len(rest) < FEWEST


@settings(deadline=None)
@given(VIEWS)
def test_what_is_hidden_would_not_have_fitted(views):
    shown = may_be_shown(views)

    for view in views.keys() - set(shown):
        beside = [views[one] for one in shown]
        assert len(views[view]) < FEWEST or not no_part_is_small([*beside, views[view]])


def test_four_are_hidden_and_five_are_shown():
    assert may_be_shown({"a": people(1, 2, 3, 4)}) == []
    assert may_be_shown({"a": people(1, 2, 3, 4, 5)}) == ["a"]


def test_all_is_hidden_too_where_few_stand_beside_a_group_and_shown_where_five_do():
    group = people(*range(6))

    assert may_be_shown({"group": group, "all": group | people(7, 8)}) == ["group"]
    assert may_be_shown({"group": group, "all": group | people(*range(6, 11))}) == ["group", "all"]


def test_two_small_remainders_of_three_views_do_not_add_up_to_a_leak():
    """Each pair differs by five at least; all without the two groups would still be two people."""
    first, second = people(*range(5)), people(*range(5, 10))

    assert may_be_shown({"first": first, "second": second, "all": first | second | people(10, 11)}) == [
        "first",
        "second",
    ]


def test_equal_views_hide_nothing():
    group = people(*range(5))

    assert may_be_shown({"group": group, "all": group}) == ["group", "all"]
