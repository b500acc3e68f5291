"""A reply that is owed waits as many days as somebody was there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plugin.people.away.clocks import days_there

MONDAY = date(2026, 3, 2)


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("away", "there"),
    [
        ([], 10),
        ([(day(2), day(4))], 7),
        ([(day(2), day(4)), (day(3), day(5))], 6),  # said twice, counted once
        ([(day(-5), day(0))], 10),  # the day on which it was said is no day of waiting
        ([(day(1), day(10))], 0),
        ([(day(8), day(30))], 7),
        ([(day(20), day(30))], 10),
    ],
)
def test_days_away_do_not_count(away, there):
    assert days_there(MONDAY, day(10), away) == there


def test_nothing_waits_backwards():
    assert days_there(MONDAY, day(-1), [(day(-3), day(3))]) == 0
