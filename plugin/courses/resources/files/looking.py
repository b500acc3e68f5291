"""Looking a file through before it is kept: is it what its name says, and nothing else besides?"""

from __future__ import annotations

import codecs
import re
import struct
from typing import BinaryIO

from flask_babel import gettext as _
from PIL import Image

from plugin.courses.resources.files import archives
from plugin.courses.resources.files.kinds import BY_ENDING, HEAD, Kind, begins_as, head_of, looks_like
from plugin.courses.resources.files.names import ending_of
from plugin.errors import Invalid

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000  # pixels
# Words of a page or a script; never at the beginning of an honest picture, recording or PDF.
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|form|meta|\?php|%@?)[\s>/=]|javascript:",
    re.IGNORECASE,
)
# How a page, a picture made of markup or a program in words begins.
NOT_TEXT = re.compile(
    rb"\s*(?:<(?:!doctype|!--|\?xml|\?php|html|head|body|script|svg|iframe|object|embed)\b|#!)", re.I
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError)
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def looked_through(source: BinaryIO, name: str) -> str:
    """The media type under which it is kept. Raises Invalid with a sentence for the field.

    It is no virus scanner: it says what a file is, not what somebody means by it.
    """
    kind = BY_ENDING.get(ending_of(name))
    if kind is None:
        raise _no(
            _(
                "Files of this kind are not taken. PDF, Word, Excel, PowerPoint, OpenDocument, pictures (PNG, JPEG, "
                "GIF, WebP), sound (MP3, M4A, Ogg, WAV), video (MP4, WebM) and plain text are."
            )
        )
    head = head_of(source)
    if not head:
        raise _no(_("This file is empty. Perhaps it was still being written when you chose it?"))
    if kind.shown == "text":
        return _text(source, head, kind)
    if not begins_as(head, kind):
        raise _another(head, kind, name)
    if kind.shown == "office":
        _office(source, kind, name)
    else:
        _nothing_else(source, head, kind)
    if kind.shown == "image":
        _picture(source, kind)
    return kind.media_type


def _no(sentence: str) -> Invalid:
    return Invalid(sentence, "file")


def _another(head: bytes, kind: Kind, name: str) -> Invalid:
    """Renamed, or broken off at its beginning."""
    found = looks_like(head)
    if found:
        said = _(
            "The name ends in .%(ending)s, and the file itself is %(found)s. Give it the name that it had, or save it "
            "anew in the kind you want.",
            ending=ending_of(name),
            found=found.name,
        )
    else:
        said = _(
            "The name ends in .%(ending)s, and the file itself is something else. Give it the name that it had, or save "
            "it anew in the kind you want.",
            ending=ending_of(name),
        )
    return _no(said)


def _nothing_else(source: BinaryIO, head: bytes, kind: Kind) -> None:
    """One file, one meaning: nothing at its beginning or end that another program would take for its own."""
    hidden_pdf = kind.shown != "pdf" and b"%PDF-" in head[:1024]
    if MARKUP.search(head) or hidden_pdf or archives.is_archive_too(source):
        raise _no(
            _(
                "This file is two kinds at once: something else is hidden in it. Please save it anew with the program "
                "that it came from."
            )
        )


def _picture(source: BinaryIO, kind: Kind) -> None:
    """Its header alone is read: a flood of pixels is refused before anybody pours it."""
    source.seek(0)
    try:
        with Image.open(source, formats=[kind.name]) as picture:
            width, height = picture.size
    except TOO_MANY:
        width = height = LONGEST_SIDE + 1
    except BROKEN as fault:
        raise _no(_("This picture cannot be read. Please save it anew and try again.")) from fault
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise _no(
            _("This picture has too many pixels to be shown. Please make it smaller: 50 megapixels at most.")
        )


def _office(source: BinaryIO, kind: Kind, name: str) -> None:
    try:
        found = archives.office_kind(source)
    except archives.Bomb:
        raise _no(
            _(
                "This file cannot be taken: it is locked or broken, or it becomes too much when it is unpacked. Please "
                "save it anew, without a password, and try again."
            )
        ) from None
    if found not in kind.endings:
        raise (
            _another(head_of(source, HEAD), kind, name)
            if not found
            else _no(
                _(
                    "The name ends in .%(ending)s, and the file itself is .%(found)s. Give it the name that it had.",
                    ending=ending_of(name),
                    found=found,
                )
            )
        )


def _text(source: BinaryIO, head: bytes, kind: Kind) -> str:
    """Words in UTF-8, or in the older one-byte letters that some programs still write."""
    plain = head.removeprefix(codecs.BOM_UTF8)
    if NOT_TEXT.match(plain) or looks_like(head):
        raise _no(_("This is no plain text: it begins as a page or a program does."))
    decoder = codecs.getincrementaldecoder("utf-8")()
    source.seek(0)
    utf8 = True
    while True:
        piece = source.read(65_536)
        if CONTROL.search(piece):
            raise _no(_("This is no plain text. If it is one for you, save it as UTF-8 and try again."))
        if utf8:
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError:
                utf8 = False
        if not piece:
            break
    return f"{kind.media_type}; charset={'utf-8' if utf8 else 'windows-1252'}"
