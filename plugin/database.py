"""The database: the handle, names for constraints, UTC times, ids, transactions, and what each table says of itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    DateTime,
    Engine,
    Executable,
    Index,
    MetaData,
    event,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime. SQLite gives naive ones back, whatever was put in; naive ones are refused going in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        read: datetime = value
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def new_id() -> UUID:
    """A fresh id: UUIDv7 (RFC 9562), 74 random bits, and rows made together lie together in the index."""
    return uuid7()


class Base(DeclarativeBase):
    """What every table has: an id that cannot be guessed."""

    # Flask-SQLAlchemy subclasses this once more, and SQLAlchemy 2.1 then takes the map on a registry only.
    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map={datetime: Moment})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Table(Base):
        """What models derive from; type checkers cannot follow `db.Model`."""

        __abstract__ = True
else:
    Table = db.Model


def on_postgresql() -> bool:
    """Whether the session speaks to PostgreSQL, and not to SQLite."""
    return db.session.connection().dialect.name == "postgresql"


def insert_into(table: type[Table]) -> Any:
    """An INSERT that can say what happens where the row is there already, also when two are made at the same moment."""
    known = postgresql.insert if on_postgresql() else sqlite.insert
    return known(table)


def one_of(column: str, *words: str) -> CheckConstraint:
    """A constraint that `column` holds one of `words`."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


def index_of_some(name: str, which: str, *columns: str, unique: bool = False) -> Index:
    """An index of those rows alone for which `which` holds, an SQL condition; alike on both databases."""
    where = text(which)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def kept(
    *, company: str, erase: Mapping[str, str] | None = None, export: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What a table says of itself, for `info=`.

    company: the dotted path of foreign keys to the tenant, as "course_id.context_id.company_id"; "" where the table
    belongs to the whole installation. erase: for each column that refers to a person, what their erasure does to the
    row: "delete" it, "blank" the column and the row's words, which are theirs, "unname" it, where the words are not, or
    "keep" with a reason after a colon. export: for each such column, "theirs" where the row goes into that person's
    export, or "no" with a reason after a colon.
    """
    return {"company": company, "erase": dict(erase or {}), "export": dict(export or {})}


def changed(statement: Executable) -> int:
    """How many rows an `UPDATE ... RETURNING` has changed: asked and done in one statement, so that of many at once one
    wins. What the session holds is as it was: refresh or expire it."""
    return len(db.session.execute(statement, execution_options=QUIET).all())


def is_first(row: Table) -> bool:
    """Write a row, unless one like it is there: somebody else, or a second window, was first at the same moment."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def replaced(table: Any, version: int, wanted: Mapping[str, Any], *which: ColumnElement[bool]) -> bool:
    """Whether `version` was still the row's: then it says what is wanted, and its version goes on. What the session holds
    is read anew."""
    still = update(table).where(*which, table.version == version)
    rows = changed(still.values(**wanted, version=version + 1).returning(table.id))
    db.session.expire_all()
    return rows > 0


# For an UPDATE or DELETE that many run at once: what the session holds already is not searched for its rows.
QUIET = {"synchronize_session": False}
PATIENCE = 15_000  # milliseconds that SQLite waits for somebody else's lock

_writing: ContextVar[bool] = ContextVar("writing", default=True)


@contextmanager
def transaction(*, writing: bool = True) -> Iterator[None]:
    """One transaction: committed at the end, rolled back when anything is raised. Nothing else commits.

    A writing one takes SQLite's write lock at its beginning: reading first and writing later under a deferred BEGIN
    fails as 'locked' as soon as somebody else writes in between.
    """
    session = db.session
    if session().in_transaction():
        raise RuntimeError("a transaction inside a transaction")
    before = _writing.set(writing)
    try:
        session.connection()
        yield
        if writing:
            session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.remove()
        _writing.reset(before)


def write_down() -> bool:
    """Outside any transaction: let SQLite bring what stands in its log into its file, and empty the log.

    What was overwritten may stand there until then. False where somebody reads meanwhile, or writes: then another time
    does it, since writers wait for this. PostgreSQL keeps its log as its own administrators say.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=500")
        busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
    finally:
        connection.close()
    return not busy


@event.listens_for(Engine, "connect")
def _prepare_sqlite(dbapi: Any, _record: Any) -> None:
    if not isinstance(dbapi, sqlite3.Connection):
        return
    dbapi.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE}",
        "synchronous=NORMAL",
        "secure_delete=ON",
    ):
        dbapi.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
