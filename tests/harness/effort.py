"""How much: repetitions, random cases and sizes come from TANDEM_EFFORT (a tenth in CI, all of it in `make soak`)."""

from __future__ import annotations

import os

EFFORT = float(os.environ.get("TANDEM_EFFORT", "0.1"))


def scaled(whole: int, *, least: int = 1) -> int:
    """`whole` at full effort, its share otherwise, never under `least`."""
    return max(least, round(whole * EFFORT))
