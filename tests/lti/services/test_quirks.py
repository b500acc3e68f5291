"""Each family's peculiarities, one by one."""

from __future__ import annotations

import pytest

from plugin.fetch import Answer
from plugin.lti.services import quirks


def answered(status: int, body: bytes = b"", **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): said for name, said in headers.items()}, body, "https://x")


@pytest.mark.parametrize("family", ["desire2learn", "Desire2Learn", "brightspace"])
def test_brightspace_names_one_audience_for_every_school(family):
    assert quirks.of(family).token_audience == "https://api.brightspace.com/auth/token"


def test_canvas_says_later_with_403():
    canvas = quirks.of("canvas")

    assert canvas.throttled(answered(403, b"403 Forbidden (Rate Limit Exceeded)\n"))
    assert canvas.throttled(answered(403, X_Rate_Limit_Remaining="0.0"))
    assert canvas.throttled(answered(403, x_rate_limit_remaining="-3.5"))
    assert canvas.throttled(answered(403, Retry_After="1"))


def test_canvas_may_also_mean_no_by_403():
    assert not quirks.of("canvas").throttled(answered(403, b'{"message": "not allowed"}'))


@pytest.mark.parametrize("remaining", ["599.4", "0.01", "", "many", "nan"])
def test_canvas_says_with_every_answer_how_much_is_left(remaining):
    answer = answered(403, b'{"message": "not allowed"}', x_rate_limit_remaining=remaining)

    assert not quirks.of("canvas").throttled(answer)


def test_others_mean_no_by_403():
    assert not quirks.of("moodle").throttled(answered(403, b"Rate Limit Exceeded"))


@pytest.mark.parametrize("family", ["", "canvas", "moodle", "something new"])
def test_everybody_says_later_with_429(family):
    assert quirks.of(family).throttled(answered(429))
