"""Rows to files: written while they are read, so that a long board needs no more memory than a short one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from tempfile import TemporaryFile

from openpyxl import Workbook

BOM = "\ufeff"  # by it spreadsheets know that it is UTF-8
PIECE = 65_536  # bytes


def as_csv(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Comma-separated values (RFC 4180), a row at a time."""
    page = StringIO()
    page.write(BOM)
    writer = csv.writer(page)
    for one in rows:
        writer.writerow(one)
        yield page.getvalue().encode()
        page.seek(0)
        page.truncate()


def as_workbook(rows: Iterable[list[str]], title: str) -> Iterator[bytes]:
    """An Office Open XML workbook, from a file of its own that is gone afterwards."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for one in rows:
        sheet.append(one)
    with TemporaryFile() as kept:
        book.save(kept)
        kept.seek(0)
        while piece := kept.read(PIECE):
            yield piece
