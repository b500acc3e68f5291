"""What a file is: by its bytes, in agreement with its name, and nothing else besides."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from plugin.courses.resources.files import archives
from plugin.courses.resources.files.looking import MOST_PIXELS, looked_through
from plugin.courses.resources.files.names import LONGEST, cleaned, disposition
from plugin.errors import Invalid
from tests.factories.files import GOOD, OOXML, TYPES, archive, office, open_document, pdf, picture

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00" + bytes(200)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Invalid) as fault:
        looked_through(io.BytesIO(content), name)
    assert fault.value.field == "file"
    return fault.value.sentence


def png_that_says(width: int, height: int) -> bytes:
    """A picture's header without the picture: what it says is all that may be read."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    checked = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + checked + struct.pack(">I4s", 64, b"IDAT") + bytes(64)


@pytest.mark.parametrize("name", GOOD)
def test_what_we_take_is_taken(app, name):
    kept_as = looked_through(io.BytesIO(GOOD[name]), name.upper())

    assert kept_as.partition("/")[0] in {"application", "image", "audio", "video", "text"}


def test_words_are_kept_with_the_letters_they_were_written_in(app):
    assert looked_through(io.BytesIO(GOOD["notes.txt"]), "notes.txt") == "text/plain; charset=utf-8"
    assert looked_through(io.BytesIO(GOOD["people.csv"]), "people.csv") == "text/plain; charset=windows-1252"


@pytest.mark.parametrize("name", GOOD)
def test_a_file_renamed_to_another_kind_is_refused_with_a_sentence(app, name):
    """Every kind under every other ending; two endings of one kind agree, and so do the two that share a container."""
    same = [
        {"board.jpg", "board.jpeg"},
        {"call.mp3", "call-plain.mp3"},
        {"call.m4a", "talk.mp4"},
        {"notes.txt", "notes.md", "people.csv"},
    ]
    others = [
        one
        for one in GOOD
        if one != name and not any({one, name} <= alike for alike in same) and "plain" not in one
    ]

    for other in others:
        assert refused(other, GOOD[name]).strip(), other


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("page.html", b"<!doctype html><p>hello"),
        ("page.xhtml", b"<html/>"),
        ("setup.exe", EXE),
        ("setup.pdf", EXE),
        ("notes.txt", EXE),
        ("letter.docm", office()),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("all.zip", archive({"a.txt": "a"})),
        ("noname", b"hello"),
        ("empty.pdf", b""),
        ("notes.txt", SVG),
        ("notes.md", b"\xef\xbb\xbf <!DOCTYPE html><script>alert(1)</script>"),
        ("notes.txt", b"#!/bin/sh\nrm -rf ~\n"),
        ("people.csv", b"a,b\x00c\n"),
        ("drawing.png", SVG),
        ("photo.heic", b"\x00\x00\x00\x20ftypheic" + bytes(100)),
        ("film.mp4", b"\x00\x00\x00\x20ftypheic" + bytes(100)),
        ("film.webm", b"\x1aE\xdf\xa3\x93B\x82\x88matroska" + bytes(100)),
    ],
)
def test_what_we_do_not_take_is_refused(app, name, content):
    assert refused(name, content).endswith((".", "?"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trick.gif", b"GIF89a/*" + SCRIPT + bytes(300)),
        ("trick.jpg", picture("JPEG", comment=b"<html><body>")),
        ("trick.pdf", pdf("One").replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + SCRIPT + b"\n", 1)),
        ("trick.png", picture() + archive({"a.class": "x"})),
        ("trick.pdf", pdf("One") + archive({"a.class": "x"})),
        ("trick.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x00<HTML>" + bytes(200)),
        ("trick.jpg", picture("JPEG", comment=pdf("One"))),
    ],
)
def test_a_file_that_is_two_kinds_at_once_is_refused(app, name, content):
    assert "two kinds at once" in refused(name, content)


def test_a_pdf_begins_at_its_beginning(app):
    assert refused("late.pdf", b"GIF89a " + pdf("One"))


def test_a_flood_of_pixels_is_refused_by_its_header_alone(app):
    for width, height in ((60_000, 60_000), (8_000, 8_000), (30_000, 2)):
        assert "too many pixels" in refused("flood.png", png_that_says(width, height))
    assert looked_through(io.BytesIO(png_that_says(5_000, MOST_PIXELS // 5_000)), "large.png") == "image/png"


def test_a_picture_that_cannot_be_read_says_so(app):
    assert "cannot be read" in refused("broken.png", b"\x89PNG\r\n\x1a\n" + bytes(40))


def zeros(megabytes: int) -> bytes:
    return bytes(megabytes * 1_000_000)


def test_a_zip_bomb_is_refused(app):
    assert "too much when it is unpacked" in refused(
        "bomb.xlsx", office("spreadsheetml.sheet", sheet=zeros(25))
    )


def test_a_sheet_that_packs_well_is_no_bomb(app):
    rows = "".join(
        f"<row r='{number}'><c><v>{number * 7919 % 1000}</v></c></row>" for number in range(200_000)
    )

    assert looked_through(io.BytesIO(office("spreadsheetml.sheet", sheet=rows)), "numbers.xlsx")


def test_too_many_entries_are_refused(app, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 20)

    assert refused("many.docx", office(**{f"part{number}": "x" for number in range(30)}))


def test_what_is_packed_inside_counts_too(app, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_WHOLE", 3_000_000)
    inner = archive({TYPES: f"{OOXML}.spreadsheetml.sheet.main+xml", "sheet": zeros(2)})

    assert looked_through(io.BytesIO(office(**{"word/one.xlsx": inner})), "letter.docx")
    assert refused("letter.docx", office(**{"word/one.xlsx": inner, "word/two.xlsx": inner}))


def test_archives_in_archives_end_somewhere(app):
    russian = office()
    for _depth in range(4):
        russian = office(**{"inside.docx": russian})

    assert refused("doll.docx", russian)


def test_an_archive_that_is_no_office_file_is_not_hidden_inside_one(app):
    assert refused("letter.docx", office(**{"tool.bin": archive({"setup.exe": EXE})}))


def test_entries_that_share_their_bytes_are_refused(app):
    one = bytearray(office(**{"a.xml": "x" * 50, "b.xml": "x" * 50}))
    entry = one.rindex(b"PK\x01\x02")
    struct.pack_into("<L", one, entry + 42, 0)  # the last entry begins where the first does

    assert refused("letter.docx", bytes(one))


def test_a_list_of_entries_that_would_fill_the_memory_is_not_read(app):
    one = bytearray(office())
    struct.pack_into("<L", one, one.rindex(b"PK\x05\x06") + 12, archives.LARGEST_LIST + 1)

    assert refused("letter.docx", bytes(one))


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(300), office()[:-30], office() + b"x" * 70_000])
def test_a_broken_archive_is_refused(app, content):
    assert refused("letter.docx", content)


def test_macros_are_refused(app):
    types = f'<Types>{OOXML}.wordprocessingml.document.main+xml <Override PartName="/word/vbaProject.bin"/></Types>'

    assert refused("letter.docx", archive({TYPES: types}))
    assert refused("letter.odt", archive({"mimetype": "application/zip"}))
    assert looked_through(io.BytesIO(open_document()), "letter.odt")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("plain.pdf", "plain.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\letter.docx", "letter.docx"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("a\u2066b\u200ec.pdf", "abc.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("nul\x00byte.png", "nulbyte.png"),
        ('quo"te<b>.pdf', "quo_te_b_.pdf"),
        (".htaccess", "htaccess"),
        ("   .pdf", "pdf"),
        ("", "file"),
        ("..", "file"),
        ("Bericht  über   alles .pdf", "Bericht über alles.pdf"),
    ],
)
def test_a_name_is_a_name_and_nothing_else(sent, shown):
    assert cleaned(sent) == shown


def test_a_long_name_keeps_its_ending():
    name = cleaned("x" * 5000 + ".pdf")

    assert len(name) == LONGEST
    assert name.endswith("x.pdf")


def test_a_header_says_any_name_without_breaking():
    said = disposition('über "alles"; 100%.pdf', inline=False)

    assert said.isascii()
    assert said == (
        "attachment; filename=\"uber alles 100.pdf\"; filename*=UTF-8''%C3%BCber%20%22alles%22%3B%20100%25.pdf"
    )
