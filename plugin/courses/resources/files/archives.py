"""Office files are archives: what may be inside one, and how much it may become when it is unpacked."""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from typing import BinaryIO

MOST_ENTRIES = 10_000
LARGEST_LIST = 2_000_000  # bytes of the list of entries, which is read into memory at once
LARGEST_WHOLE = 1_000_000_000  # bytes, unpacked, what is packed inside as well
LARGEST_RATIO = 100  # times its packed size; spreadsheets reach 40
NEVER_A_BOMB = 20_000_000  # bytes, unpacked: less is small however well it was packed
DEEPEST = 2  # archives inside archives: a spreadsheet inside a presentation, and no more
LARGEST_INSIDE = 100_000_000  # bytes of an archive inside
END = b"PK\x05\x06"
END_SIZE = 22
FURTHER_END = b"PK\x06\x07"  # of zip64, which nothing under four gigabytes needs
IN_OFFICE = {"docx", "xlsx", "pptx", "odt", "ods", "odp"}
ODF = "application/vnd.oasis.opendocument."
MAIN = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
}
MACROS = (b"macroEnabled", b"vbaProject")


class Bomb(Exception):
    """An archive that is more than it looks, or not whole."""


class Budget:
    """What one file may still become, with everything that is packed inside it."""

    def __init__(self) -> None:
        self.entries, self.bytes = MOST_ENTRIES, LARGEST_WHOLE

    def spend(self, entries: int, size: int) -> None:
        """Raises Bomb where it does not suffice."""
        self.entries -= entries
        self.bytes -= size
        if self.entries < 0 or self.bytes < 0:
            raise Bomb


def office_kind(source: BinaryIO) -> str:
    """The ending that an office file should have, once it is sure that it is no bomb; '' where it is another archive.

    Raises Bomb. Nothing is unpacked but the first bytes of each entry and two short lists.
    """
    with _opened(source) as archive:
        _weigh(archive, Budget(), 0)
        return _ending(archive)


def is_archive_too(source: BinaryIO) -> bool:
    """Whether another kind of file ends as an archive does, so that some programs would unpack it."""
    return zipfile.is_zipfile(source)


def _opened(source: BinaryIO) -> zipfile.ZipFile:
    _list_is_short(source)
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as fault:
        raise Bomb from fault


def _list_is_short(source: BinaryIO) -> None:
    """Python reads the whole list of entries when it opens an archive: see first how long it is."""
    length = source.seek(0, 2)
    source.seek(max(0, length - (1 << 16) - END_SIZE - 20))
    tail = source.read()
    plain = len(tail) - END_SIZE
    at = plain if tail[plain:].startswith(END) and tail.endswith(b"\0\0") else tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE or FURTHER_END in tail[max(0, at - 20) : at]:
        raise Bomb
    entries, size = struct.unpack("<HL", tail[at + 10 : at + 16])
    if entries > MOST_ENTRIES or size > LARGEST_LIST:
        raise Bomb


def _weigh(archive: zipfile.ZipFile, budget: Budget, depth: int) -> None:
    listed = archive.infolist()
    whole, packed = sum(one.file_size for one in listed), sum(one.compress_size for one in listed)
    budget.spend(len(listed), whole)
    if whole > NEVER_A_BOMB and whole > LARGEST_RATIO * max(packed, 1):
        raise Bomb
    _lie_apart(listed)
    for one in listed:
        if one.flag_bits & 1:  # locked: nobody could look inside
            raise Bomb
        _weigh_inside(archive, one, budget, depth)


def _lie_apart(listed: list[zipfile.ZipInfo]) -> None:
    """Entries that share their bytes make an archive grow without end."""
    free = 0
    for one in sorted(listed, key=lambda one: one.header_offset):
        if one.header_offset < free:
            raise Bomb
        free = one.header_offset + 30 + one.compress_size


def _weigh_inside(archive: zipfile.ZipFile, one: zipfile.ZipInfo, budget: Budget, depth: int) -> None:
    try:
        with archive.open(one) as entry:
            if entry.read(4) != b"PK\x03\x04":
                return
        if depth >= DEEPEST or one.file_size > LARGEST_INSIDE:
            raise Bomb
        with archive.open(one) as entry, tempfile.SpooledTemporaryFile(max_size=1_000_000) as inside:
            copied = 0
            while piece := entry.read(65_536):
                inside.write(piece)
                copied += len(piece)
                if copied > LARGEST_INSIDE:
                    raise Bomb
            with _opened(inside) as within:  # type: ignore[arg-type]
                _weigh(within, budget, depth + 1)
                if _ending(within) not in IN_OFFICE:
                    raise Bomb
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as fault:
        raise Bomb from fault


def _ending(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _short(archive, "[Content_Types].xml")
        if any(word in types for word in MACROS):
            return ""
        return next((ending for word, ending in MAIN.items() if word in types), "")
    if "mimetype" in names:
        told = _short(archive, "mimetype").decode("ascii", "replace").strip()
        kinds = {f"{ODF}text": "odt", f"{ODF}spreadsheet": "ods", f"{ODF}presentation": "odp"}
        return kinds.get(told, "")
    return ""


def _short(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(500_000)
