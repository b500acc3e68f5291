"""Finding what was written: words folded alike, then found by FTS5 on SQLite and as a tsvector on PostgreSQL.

A room that wants its words found keeps a table with `course_id`, `number`, `words` and keys to what they belong to. Its
migration makes `search_<table>`: on SQLite the virtual table, with triggers that keep it, on PostgreSQL an index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, cast, column, delete, func, literal_column, null, select, text
from sqlalchemy.dialects.postgresql import TSQUERY

from plugin.database import QUIET, db, insert_into, new_id, on_postgresql, transaction, write_down

MOST = 8  # words that are looked for at once
LONGEST = 60  # letters of a word that are kept and looked for
BEFORE = 8  # words before the first that was found
AROUND = 40  # words in all
_PIECE = re.compile(r"\S+")

# Letters with a stroke, and two in one: no normal form takes them apart. The last stretches Arabic words, unread.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\u0640": "",
    }
)
# Written without spaces (Thai to Khmer, kana, Han): each sign is a word.
_SIGNS = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")


def fold(written: str) -> str:
    """Its words as they are found: without case, accents and what stands between them, parted by one space."""
    return " ".join(_words(written))


def terms(asked: str) -> tuple[str, ...]:
    """What somebody looks for, folded: at most MOST words, each once."""
    return tuple(dict.fromkeys(_words(asked)))[:MOST]


def is_found(written: str, looked_for: Iterable[str]) -> bool:
    """Whether some word in it is one that is looked for, or begins with one."""
    looked_for = tuple(looked_for)
    return any(_meets(word, term) for word in _words(written) for term in looked_for)


def holds(table: Any, course_id: UUID, looked_for: tuple[str, ...]) -> ColumnElement[bool]:
    """Of a room's table of words: the rows of a course that hold every one of these terms, as they are or longer.

    What other courses hold costs little: the course is a word of the index on SQLite, and has one of its own on
    PostgreSQL.
    """
    here: ColumnElement[bool] = table.course_id == course_id
    if on_postgresql():
        # They are words already: nothing parses them again. Index and question are made of the same expression.
        vector = func.array_to_tsvector(func.string_to_array(table.words, literal_column("' '")))
        wanted = " & ".join(f"'{term}'{':*' if _is_beginning(term) else ''}" for term in looked_for)
        found: ColumnElement[bool] = vector.bool_op("@@")(cast(wanted, TSQUERY))
        return and_(here, found)
    wanted = " AND ".join(f'"{term}"{"*" if _is_beginning(term) else ""}' for term in looked_for)
    index = _index(table)
    matching = text(f"{index} MATCH :found").bindparams(
        found=f'course_id : "{course_id.hex}" AND words : ({wanted})'
    )
    numbers: Any = select(column("rowid")).select_from(text(index)).where(matching)
    return and_(here, table.number.in_(numbers))


def keep(table: Any, course_id: Any, written: str, **of: UUID) -> None:
    """Let something be found by these words from now on, and by no earlier ones: one statement. `of` is its key."""
    row = {"id": new_id(), "course_id": course_id, "words": fold(written), **of}
    # SQLite has one writer at a time: nobody else takes the number meanwhile
    number = null() if on_postgresql() else _next(table)
    made = insert_into(table).values(**row, number=number)
    told = {"words": made.excluded.words}
    db.session.execute(made.on_conflict_do_update(index_elements=list(of), set_=told))


def forget(table: Any, which: ColumnElement[bool]) -> None:
    """Let these rows be found no more."""
    db.session.execute(delete(table).where(which), execution_options=QUIET)


def tidy(table: Any) -> None:
    """SQLite's index keeps what was deleted until its parts are merged: merge them, in the transaction that is open."""
    if not on_postgresql():
        index = _index(table)
        db.session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('optimize')"))  # noqa: S608 - a table's own name


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces of text, each with whether it is what was looked for; `cut` at the beginning or at the end."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_behind: bool


def excerpt(said: str, looked_for: Iterable[str]) -> Excerpt:
    """Of plain words on one line, those around the first that was found."""
    looked_for = tuple(looked_for)
    words = _PIECE.findall(said)
    first = next((at for at, word in enumerate(words) if is_found(word, looked_for)), 0)
    start = max(0, first - BEFORE)
    shown = words[start : start + AROUND]
    pieces: list[tuple[str, bool]] = []
    for word in shown:
        found = is_found(word, looked_for)
        if pieces and pieces[-1][1] == found:
            pieces[-1] = (f"{pieces[-1][0]} {word}", found)
        else:
            pieces.append((word, found))
    return Excerpt(tuple(pieces), start > 0, start + AROUND < len(words))


def tidied(table: Any, catch_up: Callable[[], int]) -> str:
    """Outside any transaction: let words be found that are not yet, some at a time, and take those out of the files that
    nobody finds any more. `catch_up` gives how many it has kept, and 0 where none is left."""
    found, some = 0, 1
    while some:
        with transaction():
            some = catch_up()
        found += some
    with transaction():
        tidy(table)
    written = write_down()
    return f"{found} found from now on" + ("" if written else ", somebody was in the way of the file")


def _index(table: Any) -> str:
    return f"search_{table.__tablename__}"


def _next(table: Any) -> Any:
    return select(func.coalesce(func.max(table.number), 0) + 1).scalar_subquery()


def _words(written: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", written).casefold()
    # casefolding can bring marks back, as in the dotted capital I
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.category(c).startswith("M")
    )
    return [word[:LONGEST] for word in _WORD.findall(bare.translate(_PLAIN))]


def _is_beginning(term: str) -> bool:
    return len(term) > 1


def _meets(word: str, term: str) -> bool:
    return word.startswith(term) if _is_beginning(term) else word == term
