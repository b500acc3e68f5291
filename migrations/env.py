"""How migrations run: on the application's own engine, in one transaction each, without importing its code."""

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


def run() -> None:
    with handle.engine.connect() as connection:
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
