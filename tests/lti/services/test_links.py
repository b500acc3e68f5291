"""The next page, out of Link headers as platforms write them."""

from __future__ import annotations

import pytest

from plugin.fetch import Answer
from plugin.lti.services.links import next_after

HERE = "https://lms.example/Courses/7/names?Page=1"
MOODLE = "<https://lms.example/m?a=1&amp;From=5>; rel=\u201cnext\u201d"


@pytest.mark.parametrize(
    ("header", "onward"),
    [
        ('<https://lms.example/A?Page=2>; rel="next"', "https://lms.example/A?Page=2"),
        ("<https://lms.example/A?Page=2>; rel=next", "https://lms.example/A?Page=2"),
        ("<https://lms.example/A?Page=2>;rel='next'", "https://lms.example/A?Page=2"),
        ('<https://lms.example/A?Page=2>; title="two"; REL="Next"', "https://lms.example/A?Page=2"),
        ('<https://lms.example/A?Page=2>; rel="next last"', "https://lms.example/A?Page=2"),
        ('<https://l.example/1>; rel="prev", <https://l.example/2>; rel="next"', "https://l.example/2"),
        ('<https://l.example/2>; rel="next", <https://l.example/1>; rel="prev"', "https://l.example/2"),
        ('<https://l.example/2?ids=1,2>; rel="next"', "https://l.example/2?ids=1,2"),
        ('<?Page=2>; rel="next"', "https://lms.example/Courses/7/names?Page=2"),
        ('<https://l.example/2#top>; rel="next"', "https://l.example/2"),
        (MOODLE.encode().decode("latin-1"), "https://lms.example/m?a=1&From=5"),
        (MOODLE, "https://lms.example/m?a=1&From=5"),
        ('<https://[::1>; rel="next"', "https://[::1"),
        ('<https://l.example/9>; rel="last"', None),
        ('<https://l.example/9>; rel="nextish"', None),
        ("<https://l.example/9>", None),
        ("https://l.example/9; rel=next", None),
        ("", None),
    ],
)
def test_the_next_page_is_found_as_it_was_written(header, onward):
    assert next_after(Answer(200, {"Link": header}, b"", HERE)) == onward


def test_without_a_header_there_is_no_next_page():
    assert next_after(Answer(200, {}, b"", HERE)) is None
