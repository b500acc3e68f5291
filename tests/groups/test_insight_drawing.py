"""Figures as places: the longest fills its line, marks lie on one scale, and all of it turns round for some."""

from __future__ import annotations

from plugin.groups.insight.drawing import END, LABEL, LARGEST, LONGEST, PLOT, ROW, WIDTH, bars, cut, strips


def test_the_longest_bar_fills_its_line_and_others_are_in_proportion():
    drawn = bars([("Much", 8), ("Half", 4), ("None", 0)])

    assert [line.length for line in drawn.lines] == [PLOT, PLOT / 2, 0]
    assert [line.x for line in drawn.lines] == [LABEL] * 3
    assert drawn.height == 3 * ROW


def test_nothing_at_all_is_no_bar():
    assert [line.length for line in bars([("None", 0)]).lines] == [0]
    assert bars([]).height == 0


def test_bars_turn_round():
    (line,), (turned,) = bars([("Much", 8)]).lines, bars([("Much", 8)], mirrored=True).lines

    assert turned.x == WIDTH - line.x - line.length == END
    assert turned.ends == WIDTH - line.ends


def test_marks_lie_on_one_scale_and_several_at_one_place_are_one_larger():
    drawn = strips([("First", [10, 10], [20], None), ("Second", [], [0], 0)])

    first, second = drawn.lines
    assert [(mark.x, mark.open) for mark in first.marks] == [
        (LABEL + LARGEST + (PLOT - LARGEST) / 2, False),
        (LABEL + PLOT, True),
    ]
    assert first.marks[0].size > first.marks[1].size
    assert (first.middle, second.middle) == (None, LABEL + LARGEST)
    assert [number for _x, number in drawn.scale] == [0, 20]


def test_marks_turn_round():
    turned = strips([("First", [10], [], 10)], mirrored=True)

    assert turned.lines[0].marks[0].x == turned.lines[0].middle == WIDTH - LABEL - PLOT
    assert turned.name_x == WIDTH


def test_a_long_name_is_cut_to_what_there_is_room_for():
    assert cut("n" * LONGEST) == "n" * LONGEST
    assert cut("n" * (LONGEST + 1)) == "n" * (LONGEST - 1) + "…"
