"""A series keeps its time of day through every change of clocks, in three zones and both hemispheres."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.courses.sessions.plans.cadence import moments

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "America/Santiago", "UTC")
firsts = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1))


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks there ever show it."""
    there = wall.replace(tzinfo=zone)
    return there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


@given(first=firsts, zone=st.sampled_from(ZONES), weeks=st.sampled_from((1, 2, 4)), times=st.integers(1, 26))
def test_each_stands_at_the_same_time_of_day_so_many_weeks_apart(first, zone, weeks, times):
    there = ZoneInfo(zone)
    made = moments(first.replace(tzinfo=there), weeks, times)

    assert len(made) == times
    assert made == sorted(made)
    for place, moment in enumerate(made):
        wall = first + timedelta(weeks=weeks * place)
        shown = moment.astimezone(there).replace(tzinfo=None)
        # what clocks leave out comes as much later as they are put forward
        assert shown == wall if exists(wall, there) else timedelta(0) < shown - wall <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "first", "in_utc"),
    [
        ("Europe/Berlin", datetime(2026, 10, 20, 10), ["08:00", "09:00"]),  # clocks go back on 25 October
        ("America/New_York", datetime(2026, 10, 27, 10), ["14:00", "15:00"]),  # on 1 November
        (
            "Australia/Sydney",
            datetime(2026, 9, 29, 10),
            ["00:00", "23:00"],
        ),  # forward on 4 October: the day before
        ("Asia/Kolkata", datetime(2026, 10, 20, 10), ["04:30", "04:30"]),  # never
    ],
)
def test_over_a_change_of_clocks(zone, first, in_utc):
    made = moments(first.replace(tzinfo=ZoneInfo(zone)), 1, 2)

    assert [f"{moment:%H:%M}" for moment in made] == in_utc


def test_what_clocks_leave_out_comes_an_hour_later_and_what_comes_twice_is_the_first():
    berlin = ZoneInfo("Europe/Berlin")
    [spring] = moments(datetime(2026, 3, 29, 2, 30, tzinfo=berlin), 1, 1)
    [autumn] = moments(datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1), 1, 1)

    assert f"{spring.astimezone(berlin):%H:%M}" == "03:30"
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
