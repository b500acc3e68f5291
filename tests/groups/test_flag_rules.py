"""The golden table of flags: each rule a day before its threshold, on it and a day after; nothing for those who rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plugin.groups.flags.rules import (
    AS_IT_COMES,
    KINDS,
    RULES,
    Facts,
    Flag,
    Limits,
    Walked,
    flags_of,
    is_unheard,
)

TODAY = date(2026, 3, 30)  # the day after clocks went forward in Europe
QUIET = Facts(today=TODAY, since=TODAY - timedelta(days=60), cadence=14, reply_days=3, met=TODAY, heard=TODAY)


def ago(days):
    return TODAY - timedelta(days=days)


def with_others(days, *others):
    return {"section": Walked("Feedback", ago(days), others)}


TABLE = [
    # (kind, what is the case, whether it is raised, since how many days it holds, its numbers)
    ("unmet", {"since": ago(9), "met": None}, None, {}),
    ("unmet", {"since": ago(10), "met": None}, 0, {"days": 10}),
    ("unmet", {"since": ago(11), "met": None}, 1, {"days": 11}),
    ("unmet", {"since": ago(1), "met": None, "heard": None}, None, {}),  # joined yesterday
    ("unmet", {"since": ago(40), "met": ago(1)}, None, {}),
    ("gap", {"met": ago(20)}, None, {}),
    ("gap", {"met": ago(21)}, None, {}),  # exactly one and a half times fourteen
    ("gap", {"met": ago(22)}, 0, {"days": 22, "agreed": 14}),
    ("gap", {"met": ago(10), "cadence": 7}, None, {}),
    ("gap", {"met": ago(11), "cadence": 7}, 0, {"days": 11, "agreed": 7}),  # 10.5 days
    ("gap", {"met": ago(30), "cadence": 28}, None, {}),
    ("gap", {"met": None, "since": ago(3)}, None, {}),
    ("unanswered", {"waiting": 2, "waiting_since": ago(2)}, None, {}),
    ("unanswered", {"waiting": 3, "waiting_since": ago(3)}, None, {}),
    ("unanswered", {"waiting": 4, "waiting_since": ago(4)}, 4, {"days": 4, "agreed": 3}),
    ("unanswered", {"waiting": 1, "waiting_since": ago(20)}, None, {}),  # the mentor was away
    ("unanswered", {"waiting": None}, None, {}),
    ("promises", {"late": (ago(7), ago(8))}, None, {}),
    ("promises", {"late": (ago(8), ago(8))}, 0, {"num": 2, "over": 7}),
    ("promises", {"late": (ago(9), ago(8), ago(30))}, 1, {"num": 3, "over": 7}),
    ("promises", {"late": (ago(90),)}, None, {}),
    ("unmoved", {"untouched": (("Fridays", ago(20)),)}, None, {}),
    ("unmoved", {"untouched": (("Fridays", ago(21)),)}, 0, {"days": 21}),
    ("unmoved", {"untouched": (("Fridays", ago(22)), ("Mondays", ago(1)))}, 1, {"days": 22}),
    ("section", with_others(8, 1, 1, 1, 1), None, {}),  # too few to be told
    ("section", with_others(7, 1, 1, 1, 1, 1), None, {}),
    ("section", with_others(8, 1, 1, 1, 1, 1), 0, {"days": 8, "usual": 1}),
    ("section", with_others(20, 10, 10, 10, 10, 10), None, {}),
    ("section", with_others(21, 10, 10, 10, 10, 10), 0, {"days": 21, "usual": 10}),
    ("section", with_others(22, 2, 10, 10, 10, 90), 1, {"days": 22, "usual": 10}),
    ("section", {"section": None}, None, {}),
    ("stuck", {"stuck_since": None}, None, {}),
    ("stuck", {"stuck_since": TODAY}, 0, {}),
    ("stuck", {"stuck_since": ago(3)}, 3, {}),
]


@pytest.mark.parametrize(("kind", "case", "holds_for", "numbers"), TABLE)
def test_the_golden_table(kind, case, holds_for, numbers):
    raised = [flag for flag in flags_of(replace(QUIET, **case)) if flag.kind == kind]
    if holds_for is None:
        assert raised == []
    else:
        [flag] = raised
        assert (flag.since, flag.numbers) == (ago(holds_for), numbers)


OTHER = Limits(
    first_session=20,
    gap_percent=200,
    overdue=3,
    together=3,
    unmoved=30,
    open_long=14,
    section_percent=300,
)
OTHERWISE = [
    # the same with other limits: each number a day before, on it and a day after
    ("unmet", {"since": ago(19), "met": None}, None, {}),
    ("unmet", {"since": ago(20), "met": None}, 0, {"days": 20}),
    ("unmet", {"since": ago(21), "met": None}, 1, {"days": 21}),
    ("gap", {"met": ago(27)}, None, {}),
    ("gap", {"met": ago(28)}, None, {}),  # exactly twice fourteen
    ("gap", {"met": ago(29)}, 0, {"days": 29, "agreed": 14}),
    ("promises", {"late": (ago(3), ago(4), ago(4))}, None, {}),
    ("promises", {"late": (ago(4), ago(4), ago(4))}, 0, {"num": 3, "over": 3}),
    ("promises", {"late": (ago(5), ago(5), ago(5))}, 1, {"num": 3, "over": 3}),
    ("promises", {"late": (ago(90), ago(90))}, None, {}),  # two are fewer than three
    ("promises", {"late": (ago(90), ago(90), ago(4), ago(4))}, 0, {"num": 4, "over": 3}),
    ("unmoved", {"untouched": (("Fridays", ago(29)),)}, None, {}),
    ("unmoved", {"untouched": (("Fridays", ago(30)),)}, 0, {"days": 30}),
    ("unmoved", {"untouched": (("Fridays", ago(31)),)}, 1, {"days": 31}),
    ("section", with_others(13, 1, 1, 1, 1, 1), None, {}),
    ("section", with_others(14, 1, 1, 1, 1, 1), None, {}),
    ("section", with_others(15, 1, 1, 1, 1, 1), 0, {"days": 15, "usual": 1}),
    ("section", with_others(29, 10, 10, 10, 10, 10), None, {}),
    ("section", with_others(30, 10, 10, 10, 10, 10), None, {}),  # exactly three times ten
    ("section", with_others(31, 10, 10, 10, 10, 10), 0, {"days": 31, "usual": 10}),
    ("unanswered", {"waiting": 4, "waiting_since": ago(4)}, 4, {"days": 4, "agreed": 3}),  # as agreed, always
    ("stuck", {"stuck_since": TODAY}, 0, {}),
]


@pytest.mark.parametrize(("kind", "case", "holds_for", "numbers"), OTHERWISE)
def test_the_golden_table_with_other_limits(kind, case, holds_for, numbers):
    facts = replace(QUIET, **case)
    raised = [(flag.since, flag.numbers) for flag in flags_of(facts, OTHER) if flag.kind == kind]
    assert raised == ([] if holds_for is None else [(ago(holds_for), numbers)])
    assert kind not in {flag.kind for flag in flags_of(facts, replace(OTHER, off=frozenset({kind})))}


def test_half_a_day_more_than_agreed_is_not_yet_more():
    for percent, cadence, last_quiet in ((150, 7, 10), (110, 14, 15), (125, 30, 37), (100, 14, 14)):
        for days, raised in ((last_quiet, []), (last_quiet + 1, ["gap"])):
            facts = replace(QUIET, met=ago(days), cadence=cadence)
            assert [flag.kind for flag in flags_of(facts, Limits(gap_percent=percent))] == raised


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_stands_in_the_table_on_both_sides(kind):
    told = [holds is not None for of, _case, holds, _numbers in TABLE if of == kind]
    assert len(told) >= 3
    assert {True, False} <= set(told)


@pytest.mark.parametrize(("_kind", "case", "_holds", "_numbers"), TABLE)
def test_two_who_rest_raise_nothing(_kind, case, _holds, _numbers):
    assert flags_of(replace(QUIET, rests=True, **case)) == []


def test_since_is_the_first_day_on_which_it_is_raised():
    """What is raised today was, as of its `since`, raised for the first time."""
    cases = [
        (kind, case) for kind, case, holds, _numbers in TABLE if holds and kind in ("unmet", "gap", "unmoved")
    ]
    for kind, case in cases:
        facts = replace(QUIET, **case)
        [flag] = [one for one in flags_of(facts) if one.kind == kind]
        on_it = replace(facts, today=flag.since)
        before = replace(facts, today=flag.since - timedelta(days=1))
        assert kind in {one.kind for one in flags_of(on_it)}
        assert kind not in {one.kind for one in flags_of(before)}


def test_what_is_quiet_raises_nothing_and_no_contact_is_a_state_of_its_own():
    assert flags_of(QUIET) == []
    assert not is_unheard(QUIET)
    assert is_unheard(replace(QUIET, met=None, heard=None))
    assert not is_unheard(replace(QUIET, met=None))
    assert [rule(QUIET, AS_IT_COMES) for rule in RULES] == [None] * len(KINDS)
    assert Flag("stuck", TODAY).numbers == {}
