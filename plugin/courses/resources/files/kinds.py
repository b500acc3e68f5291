"""Which kinds of files we take, and which of them a file is by its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

import puremagic

HEAD = 4096  # bytes that are looked at to tell what a file is


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `begins` is what its first bytes have to be; `told` are puremagic's endings for it."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    shown: str  # how a page shows it: image, pdf, audio, video, text, or office, which is fetched
    begins: re.Pattern[bytes] | None = None
    told: tuple[str, ...] = ()

    @property
    def inline(self) -> bool:
        """Whether a browser shows it by itself."""
        return self.shown != "office"


def _bytes(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


_ZIP = _bytes(rb"PK\x03\x04")
_OPEN = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
# The brands of plain MP4 in all its ages; not HEIF's, AVIF's or QuickTime's.
_MP4 = _bytes(rb".{4}ftyp(?:isom|iso[2-9]|mp4[12]|avc1|dash|M4[AVBP] |MSNV|f4[av] )")

KINDS = (
    Kind("PDF", "application/pdf", ("pdf",), "pdf", _bytes(rb"%PDF-\d"), ("pdf",)),
    Kind("PNG", "image/png", ("png",), "image", _bytes(rb"\x89PNG\r\n\x1a\n"), ("png",)),
    Kind("JPEG", "image/jpeg", ("jpg", "jpeg"), "image", _bytes(rb"\xff\xd8\xff"), ("jpg", "jpeg", "jfif")),
    Kind("GIF", "image/gif", ("gif",), "image", _bytes(rb"GIF8[79]a"), ("gif",)),
    Kind("WEBP", "image/webp", ("webp",), "image", _bytes(rb"RIFF.{4}WEBP"), ("webp",)),
    Kind(
        "MP3",
        "audio/mpeg",
        ("mp3",),
        "audio",
        _bytes(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
        ("mp3", "mpga"),
    ),
    Kind("M4A", "audio/mp4", ("m4a",), "audio", _MP4, ("m4a", "m4b", "f4a", "mp4")),
    Kind("Ogg", "audio/ogg", ("ogg", "oga", "opus"), "audio", _bytes(rb"OggS\x00"), ("ogg", "oga", "opus")),
    Kind("WAV", "audio/wav", ("wav",), "audio", _bytes(rb"RIFF.{4}WAVE"), ("wav",)),
    Kind("MP4", "video/mp4", ("mp4", "m4v"), "video", _MP4, ("mp4", "m4v", "m4a", "f4a")),
    Kind("WebM", "video/webm", ("webm",), "video", _bytes(rb"\x1aE\xdf\xa3.{0,60}?\x42\x82.webm"), ("webm",)),
    Kind("Word", f"{_OPEN}.wordprocessingml.document", ("docx",), "office", _ZIP),
    Kind("Excel", f"{_OPEN}.spreadsheetml.sheet", ("xlsx",), "office", _ZIP),
    Kind("PowerPoint", f"{_OPEN}.presentationml.presentation", ("pptx",), "office", _ZIP),
    Kind("OpenDocument text", f"{_ODF}.text", ("odt",), "office", _ZIP),
    Kind("OpenDocument spreadsheet", f"{_ODF}.spreadsheet", ("ods",), "office", _ZIP),
    Kind("OpenDocument presentation", f"{_ODF}.presentation", ("odp",), "office", _ZIP),
    Kind("Text", "text/plain", ("txt", "md"), "text"),
    Kind("CSV", "text/plain", ("csv",), "text"),
)
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
BY_TYPE = {kind.media_type: kind for kind in reversed(KINDS)}
ACCEPTED = ",".join(f".{ending}" for ending in BY_ENDING)


def kind_of(media_type: str) -> Kind:
    """The kind of a file that we keep, by the type that was written down with it."""
    return BY_TYPE[media_type.partition(";")[0]]


def head_of(source: BinaryIO, size: int = HEAD) -> bytes:
    """Its first bytes."""
    source.seek(0)
    return source.read(size)


def begins_as(head: bytes, kind: Kind) -> bool:
    """Whether the first bytes are this kind's: by our own pattern, which stands at the very start, and by puremagic's
    tables, which know many kinds more. Where those know it for something else, it is that."""
    if kind.begins is None or not kind.begins.match(head):
        return False
    told = _told(head)
    return not kind.told or not told or bool(told & set(kind.told))


def looks_like(head: bytes) -> Kind | None:
    """Which of our kinds the first bytes are, for a sentence about a file whose name says another; None for no other."""
    return next((kind for kind in KINDS if kind.told and begins_as(head, kind)), None)


def _told(head: bytes) -> set[str]:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return set()
    return {match.extension.lstrip(".").lower() for match in matches}
