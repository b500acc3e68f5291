"""Every pair of colours that carries words can be read: WCAG 2.2, computed from the tokens, light and dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "plugin" / "static" / "css" / "tokens.css"
COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)", TOKENS.read_text(encoding="utf-8")
    )
}

WORDS = [  # 4.5 at least
    *[
        ("ink", on)
        for on in (
            "ground",
            "surface",
            "sunken",
            "main-soft",
            "attend-soft",
            "danger-soft",
            "private-soft",
            "good-soft",
        )
    ],
    *[("ink", on) for on in ("heat-1", "heat-2", "heat-3", "av-1", "av-2", "av-3", "av-4")],
    *[("muted", on) for on in ("ground", "surface", "sunken", "main-soft", "attend-soft", "private-soft")],
    *[("main", on) for on in ("ground", "surface", "sunken", "main-soft")],
    *[("on-main", on) for on in ("main-fill", "main-fill-hover")],
    *[
        (tone, on)
        for tone in ("other", "attend", "good", "danger", "private")
        for on in ("surface", f"{tone}-soft")
    ],
]
EDGES = [  # 3 at least: edges and rings that must be seen
    *[("edge", on) for on in ("surface", "ground")],
    *[("focus", on) for on in ("ground", "surface", "sunken")],
]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("front", "ground"), WORDS)
def test_words_can_be_read(front, ground):
    pairs = zip(COLOURS[front], COLOURS[ground], strict=True)
    assert min(contrast(*pair) for pair in pairs) >= 4.5


@pytest.mark.parametrize(("front", "ground"), EDGES)
def test_edges_can_be_seen(front, ground):
    pairs = zip(COLOURS[front], COLOURS[ground], strict=True)
    assert min(contrast(*pair) for pair in pairs) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "ffffff", 21), ("767676", "ffffff", 4.54), ("777777", "777777", 1)]
)
def test_contrast_is_computed_as_the_guidelines_say(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio
