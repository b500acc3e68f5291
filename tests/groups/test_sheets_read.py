"""Sheets as they come: whatever Excel makes of them, in any order, and never more than can be read."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from plugin.errors import Invalid
from plugin.groups.sheets.reading import MOST_ROWS, Line, as_text, read_sheet
from tests.factories.setup import a_workbook

ONE = [Line(2, "amara@example.com", "sofia@example.com", "Night")]


@pytest.mark.parametrize(
    "sheet",
    [
        "mentor,mentee,group\namara@example.com,sofia@example.com,Night",
        "mentor;mentee;group\r\namara@example.com;sofia@example.com;Night\r\n",
        "Gruppe\tE-Mail der Mentorin\tMentee (E-Mail)\nNight\tamara@example.com\tsofia@example.com",
        '"mentee_email","mentor_email","Team"\n"sofia@example.com","amara@example.com","Night"',
        "Mentor:in;Lernende;Lerngruppe\n amara@example.com ; sofia@example.com ;  Night ",
    ],
)
def test_columns_are_found_by_their_headings_in_any_order(app, sheet):
    assert read_sheet(sheet).lines == ONE


def test_a_workbook_is_read_as_what_was_pasted(app):
    rows = [("Group", "Age", "Mentor", "Mentee"), ("Night", 42, "amara@example.com", "sofia@example.com")]

    sheet = read_sheet(as_text(a_workbook(*rows)))

    assert sheet.lines == ONE
    assert sheet.left_out == ["Age"]


@pytest.mark.parametrize(
    "sent",
    [
        "mentee;group\nsofia@example.com;Früh".encode(encoding)
        for encoding in ("utf-8-sig", "cp1252", "utf-16")
    ],
    ids=["utf-8", "cp1252", "utf-16"],
)
def test_letters_survive_what_excel_saves(app, sent):
    assert read_sheet(as_text(sent)).lines[0].group == "Früh"


def test_lines_are_counted_as_people_see_them(app):
    sheet = read_sheet("sep=;\n\nmentor;mentee\n\n\na@x.org;b@x.org")

    assert [line.number for line in sheet.lines] == [6]


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ("", "Paste the lines"),
        ("mentor;mentee", "nothing below the headings"),
        ("amara@example.com;sofia@example.com", "has to name the columns"),
        ("mentor;mentor\na;b", "Two columns"),
        ('mentor;mentee\n"a;b\nc;d', "quotation mark left open"),
        ("mentor;mentee\n" + "a@x.org;b@x.org\n" * (MOST_ROWS + 1), "more than 500 lines"),
        ("mentor;mentee\n\0", "no sheet"),
        ("mentor" * 100_000, "too long"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(app, sheet, sentence):
    with pytest.raises(Invalid, match=sentence):
        read_sheet(sheet)


def packed(parts: dict[str, bytes]) -> bytes:
    sent = BytesIO()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
    return sent.getvalue()


def tampered(name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with something else in one of its parts."""
    with zipfile.ZipFile(BytesIO(a_workbook(("mentor", "mentee"), ("a", "b")))) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    return packed({**parts, name: parts[name].replace(old, new)})


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
HOSTILE = {
    "a zip bomb": packed({"xl/worksheets/sheet1.xml": b"0" * 6_000_000}),
    "too many parts": packed({f"{number}.xml": b"" for number in range(300)}),
    "no workbook": packed({"hello.txt": b"hello"}),
    "cut short": a_workbook(("mentor", "mentee"))[:900],
    "entities": tampered("xl/worksheets/sheet1.xml", b"<worksheet", BOMB),
    "a million rows": tampered("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="1048576"'),
    "no numbers": tampered("xl/worksheets/sheet1.xml", b'r="2"', b'r="two"'),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "too large": b"a" * 500_001,
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(app, sent):
    with pytest.raises(Invalid) as refusal:
        as_text(sent)

    assert refusal.value.field in ("file", "sheet")
