"""What the second database is asked for: whatever speaks with a database; guards in `make soak` alone."""

from __future__ import annotations

import pytest

from tests.harness.effort import EFFORT

WHOLE = 1.0


def is_asked_again(item: pytest.Item, effort: float = EFFORT) -> bool:
    """Whether PostgreSQL may answer otherwise than SQLite did.

    A test without a database cannot. Where what no database has a say in, a guard or a template, is asked of many
    addresses, once is enough until a soak.
    """
    names: list[str] = getattr(item, "fixturenames", [])
    return "databases" in names and (effort >= WHOLE or item.get_closest_marker("guards") is None)
