"""Whether we live and whether we can work: two addresses for whoever watches over the installation."""

from __future__ import annotations

from alembic.migration import MigrationContext
from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from plugin.database import db, transaction
from plugin.doctor.installation import head
from plugin.door import public

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def lives() -> tuple[dict[str, str], int]:
    """The process lives."""
    return {"status": "ok"}, 200


@pages.get("/readyz")
@public
def ready() -> tuple[dict[str, str], int]:
    """The database is reached and its migrations are at head."""
    try:
        with transaction(writing=False):
            at = MigrationContext.configure(db.session.connection()).get_current_revision()
    except SQLAlchemyError:
        return {"status": "the database does not answer"}, 503
    if at != head():
        return {"status": "migrations are not at head: run 'tandem upgrade'"}, 503
    return {"status": "ok"}, 200
