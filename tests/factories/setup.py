"""Courses that are being set up, and sheets of people."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from plugin.courses.outline.models import Course
from plugin.member import Member
from plugin.setup.actions import begin
from tests.factories.people import Where, a_person


def a_beginning(lead: Member, programme: str = "leadership", title: str = "Our course") -> Course:
    """A course whose lead has chosen a programme and nothing else."""
    return begin(lead, programme, title)


def reachable(where: Where, address: str, name: str | None = None) -> Member:
    """Somebody in the course of whom the learning site shares the e-mail address."""
    return a_person(where, name, email=address)


def a_workbook(*rows: tuple[str | int, ...]) -> bytes:
    """These rows as an XLSX file."""
    book, sent = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(sent)
    return sent.getvalue()
