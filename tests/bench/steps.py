"""SQLite's steps: how much the database itself does, whatever the machine."""

from __future__ import annotations

from collections.abc import Callable

from plugin.database import db


def count_steps(every: int = 1) -> Callable[[], int]:
    """Count from now on this transaction's connection, as finely as `every`; calling what it gives stops and tells."""
    connection = db.session.connection().connection.dbapi_connection
    assert connection is not None
    calls = 0

    def called() -> int:
        nonlocal calls
        calls += 1
        return 0

    connection.set_progress_handler(called, every)

    def told() -> int:
        connection.set_progress_handler(None, every)
        return calls * every

    return told
