"""A sheet as it came, pasted or uploaded, to lines: who mentors whom, in which group, by e-mail address."""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from plugin.errors import Invalid

MOST_BYTES = 500_000
MOST_ROWS = 500
MOST_COLUMNS = 20
MOST_UNPACKED = (
    5_000_000  # bytes of a whole workbook, as its own index states them and as zipfile then holds it to
)
MOST_PARTS = 200
ZIP = b"PK\x03\x04"  # a workbook is a zip archive, whatever its name says
# Whatever a damaged or hostile workbook makes the library raise; it reads XML through defusedxml where that is there.
BROKEN = (
    DefusedXmlException,
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, EOFError, OSError, RuntimeError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, NotImplementedError),
)
COLUMNS = {
    "mentor": {"mentor", "mentorin", "mentors", "mentorinnen", "mentoren"},
    "mentee": {"mentee", "mentees", "lernende", "lernender", "learner"},
    "group": {"group", "gruppe", "groups", "gruppen", "lerngruppe", "cohort", "kohorte", "team"},
}
BESIDE_IT = {"e", "mail", "email", "emails", "adresse", "address", "of", "der", "des", "name", "the"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet, by its number there; what it leaves out is ''."""

    number: int
    mentor: str = ""
    mentee: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines that say something, and the headings of columns that were left out."""

    lines: list[Line]
    left_out: list[str]


def as_text(sent: bytes) -> str:
    """An uploaded file as the text that somebody would have pasted. Raises Invalid with a sentence."""
    if len(sent) > MOST_BYTES:
        raise Invalid(_("This file is larger than %(most)s kB. Please send it in parts.", most=500), "file")
    if sent.startswith(ZIP):
        told = StringIO()
        csv.writer(told, dialect="excel-tab", lineterminator="\n").writerows(_workbook(sent))
        return told.getvalue()
    for encoding in ("utf-16",) if sent[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return _whole(sent.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def read_sheet(words: str) -> Sheet:
    """The lines of a sheet. Raises Invalid where it is too long, or its first line does not name the columns."""
    rows = list(_rows(_whole(words)))
    if not rows:
        raise Invalid(_("Paste the lines of your sheet, or choose a file."), "sheet")
    columns, left_out = _columns(rows[0][1])
    lines = [_line(number, row, columns) for number, row in rows[1:]]
    if not lines:
        raise Invalid(_("There is nothing below the headings yet."), "sheet")
    if len(lines) > MOST_ROWS:
        raise Invalid(
            _("This sheet has more than %(most)s lines. Please send it in parts.", most=MOST_ROWS), "sheet"
        )
    return Sheet(lines, left_out)


def _whole(words: str) -> str:
    if len(words) > MOST_BYTES:
        raise Invalid(_("This sheet is too long. Please send it in parts."), "sheet")
    if "\0" in words:
        raise _unreadable()
    return words.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _rows(words: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the number of its line; Excel's own 'sep=;' is none."""
    lines = words.split("\n")
    head = next((line for line in lines if line.strip() and not line.startswith("sep=")), "")
    reader = csv.reader(StringIO(words), delimiter=_delimiter(head), skipinitialspace=True, strict=True)
    before = 0
    try:
        for row in reader:
            number, before = before + 1, reader.line_num
            cells = [" ".join(cell.split()) for cell in row[:MOST_COLUMNS]]
            if any(cells) and not (number == 1 and cells[0].startswith("sep=")):
                yield number, cells
    except csv.Error:
        raise Invalid(
            _("Line %(number)s cannot be read: is a quotation mark left open?", number=before + 1), "sheet"
        ) from None


def _delimiter(head: str) -> str:
    """Whichever of the three the headings are parted by."""
    return max("\t;,", key=lambda one: (head.count(one), one == "\t"))


def _columns(head: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    found: dict[str, int] = {}
    left_out = []
    for place, heading in enumerate(head):
        means = _means(heading)
        if means is None:
            left_out.append(heading)
        elif means in found:
            raise Invalid(_("Two columns are headed “%(heading)s”.", heading=heading), "sheet")
        else:
            found[means] = place
    if "mentee" not in found and not {"mentor", "group"} <= found.keys():
        raise Invalid(
            _("The first line has to name the columns: mentor, mentee and, where you like, group."), "sheet"
        )
    return found, [heading for heading in left_out if heading]


def _means(heading: str) -> str | None:
    """Which column a heading means: 'E-Mail der Mentorin' is the mentor's."""
    words = re.sub(r"[\W_]+", " ", heading.casefold()).split()
    bare = "".join(word for word in words if word not in BESIDE_IT)
    return next((column for column, words in COLUMNS.items() if bare in words), None)


def _line(number: int, row: Sequence[str], columns: dict[str, int]) -> Line:
    said = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
    return Line(number, said.get("mentor", ""), said.get("mentee", ""), said.get("group", ""))


def _workbook(sent: bytes) -> list[list[str]]:
    """The first sheet of a workbook, read as a stream: no formula is run, nothing outside it is looked at."""
    try:
        with zipfile.ZipFile(BytesIO(sent)) as packed:
            parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Invalid(_("Unpacked, this file is far larger than a sheet of people is."), "file")
        book = load_workbook(BytesIO(sent), read_only=True, data_only=True, keep_links=False)
        try:
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
            rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, min_col=1)
            return _kept(rows)
        finally:
            book.close()
    except BROKEN:
        raise _unreadable() from None


def _kept(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """Rows as text up to the last that says something. A sheet may claim a million empty ones; they are not asked for."""
    kept: list[list[str]] = []
    for number, row in enumerate(rows):
        if number > 2 * MOST_ROWS:
            raise Invalid(
                _("This sheet has more than %(most)s lines. Please send it in parts.", most=MOST_ROWS), "file"
            )
        kept.append(["" if cell is None else " ".join(str(cell).split()) for cell in row])
    while kept and not any(kept[-1]):
        kept.pop()
    return kept


def _unreadable() -> Invalid:
    return Invalid(
        _("This is no sheet that can be read here: please send CSV, TSV or XLSX, or paste the lines."), "file"
    )
