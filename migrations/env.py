"""How migrations run: on the application's own engine, in one transaction each, without importing its code."""

from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import types

handle = current_app.extensions["migrate"].db


def render_item(kind, thing, _autogen):
    """Write our own column types as the plain ones beneath them: a migration must outlive our classes."""
    if kind == "type" and isinstance(thing, types.TypeDecorator):
        beneath = thing.impl
        return "sa.DateTime(timezone=True)" if isinstance(beneath, types.DateTime) else f"sa.{beneath!r}"
    return False


@contextmanager
def unbound(connection):
    """Let a table be rebuilt without its rows taking others along.

    SQLite changes a table by making it anew and dropping the old one, and with foreign keys on, that drop deletes
    what hangs on its rows, by cascade (https://www.sqlite.org/lang_altertable.html#otheralter). They are off
    meanwhile, and at the end every one of them is checked.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    sqlite = connection.connection.dbapi_connection
    sqlite.execute(
        "PRAGMA foreign_keys=OFF"
    )  # said before a transaction begins: inside one it would do nothing
    try:
        yield
        if broken := sqlite.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"a migration left rows that hang on nothing: {broken[:5]}")
    finally:
        sqlite.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    with handle.engine.connect() as connection, unbound(connection):
        context.configure(
            connection=connection,
            target_metadata=handle.metadata,
            render_item=render_item,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
