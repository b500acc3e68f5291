"""One transaction around each test, rolled back at its end, that the application's own transactions nest inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any, TypeVar

from flask import Flask
from flask.globals import _cv_app
from flask.testing import FlaskClient

from plugin.database import db

T = TypeVar("T")


@contextmanager
def rolled_back(app: Flask) -> Iterator[None]:
    """Let everything inside see one connection, and let nothing of it stay.

    Flask-SQLAlchemy chooses a session's connection from `db.engines` and ignores a bind given to the session, so the
    connection takes the engine's place there. The savepoint makes sessions nest: their commits release savepoints and
    their rollbacks undo no more than their own work, as in production.
    """
    with app.app_context():
        engines: Any = db.engines
        engine = engines[None]
        with engine.connect() as connection:
            whole = connection.begin()
            connection.begin_nested()
            engines[None] = connection
            try:
                yield
            finally:
                db.session.remove()
                engines[None] = engine
                whole.rollback()


def apart(call: Callable[..., T], *args: Any, **named: Any) -> T:
    """Call as a request of its own would: with its own session, seeing what the test has written so far.

    Flask lends a pushed application context to a request made inside it, and with it the test's session: the door's
    transaction would then be one inside the test's.
    """
    if _cv_app.get(None) is not None:
        db.session.commit()
    context = copy_context()
    context.run(_cv_app.set, None)  # type: ignore[arg-type]  # Flask reads None as 'no context'
    return context.run(call, *args, **named)


class Client(FlaskClient):
    """A test client whose every request stands in a context of its own, as requests do."""

    def open(self, *args: Any, **named: Any) -> Any:
        """Make one request and read its whole answer."""
        named.setdefault("buffered", True)
        return apart(super().open, *args, **named)
