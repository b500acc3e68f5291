"""The body of an upload: its words first, its file only once it is sure that it may come; memory stays flat."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, TypeVar, cast

from flask import current_app, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

from plugin.courses.resources.files.actions import Brought
from plugin.courses.resources.files.looking import looked_through
from plugin.courses.resources.files.names import cleaned
from plugin.courses.resources.files.storage import store
from plugin.errors import Invalid
from plugin.member import Member
from plugin.settings import Settings

T = TypeVar("T")
PIECE = 65_536  # bytes read at once
IN_MEMORY = 512_000  # bytes of a file; more lies in a temporary file
MOST_PARTS = 50
BESIDE = 1_000_000  # bytes of a form's words, and of what stands between its parts
ADDRESS = re.compile(
    r"/v/[^/]+/(?:resources/upload(?:/[0-9a-f-]+)?|files/[0-9a-f-]+/edit|discussions/posts/[0-9a-f-]+/picture)"
)


def is_upload(path: str) -> bool:
    """Whether a file may be sent to this address, for the server in front of us to know how much to take in."""
    return ADDRESS.fullmatch(path) is not None


def most(told: Settings) -> int:
    """Bytes of the largest request that is an upload."""
    return told.largest_file + BESIDE


def let_it_be_large() -> None:
    """On the addresses of uploads alone: a body may be large, and only its words are read at first."""
    if request.method == "POST" and is_upload(request.path):
        request.max_content_length = most(current_app.config["TANDEM"])
        request.form_data_parser_class = WordsFirst


@dataclass(slots=True)
class Reading:
    """A body as it arrives. `words` reads up to the first file and no further; `file` reads the rest."""

    stream: IO[bytes]
    decoder: MultipartDecoder
    waiting: File | None = None
    coming: Iterator[Event] = field(init=False)

    def __post_init__(self) -> None:
        self.coming = self._events()

    def words(self) -> list[tuple[str, str]]:
        """The fields that stand before the first file. Raises ValueError for what is no form."""
        found: list[tuple[str, str]] = []
        name, said, size = "", b"", 0
        for event in self.coming:
            if isinstance(event, File):
                self.waiting = event
                break
            if isinstance(event, Field):
                name, said = event.name, b""
            elif isinstance(event, Data):
                said += event.data
                size += len(event.data)
                if size > BESIDE:
                    raise RequestEntityTooLarge()
                if not event.more_data:
                    found.append((name, said.decode("utf-8", "replace")))
        return found

    def file(self, into: BinaryIO, most: int) -> tuple[int, str]:
        """Write the first file; give its size and its SHA-256. More than `most` bytes are counted and let go, and so is
        whatever follows."""
        size, sha, first = 0, hashlib.sha256(), True
        for event in self.coming:
            if isinstance(event, Data) and first:
                size += len(event.data)
                if size <= most:
                    into.write(event.data)
                    sha.update(event.data)
                first = event.more_data
        return size, sha.hexdigest()

    def _events(self) -> Iterator[Event]:
        while True:
            self.decoder.receive_data(self.stream.read(PIECE) or None)
            while not isinstance(event := self.decoder.next_event(), NeedData):
                yield event
                if isinstance(event, Epilogue):
                    return


class WordsFirst(FormDataParser):
    """Reads a form's words and leaves its file where it is: nobody has decided yet whether it may come."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, Any]]:
        """The words before the first file, and no file."""
        boundary = (options or {}).get("boundary", "").encode("ascii", "ignore")
        if mimetype != "multipart/form-data" or not boundary:
            if content_length is None or content_length > BESIDE:  # a form without a file is never as large
                raise RequestEntityTooLarge()
            return super().parse(stream, mimetype, content_length, options)
        g.reading = Reading(
            stream, MultipartDecoder(boundary, max_form_memory_size=BESIDE, max_parts=MOST_PARTS)
        )
        try:
            words = g.reading.words()
        except ValueError:  # as werkzeug does: what cannot be read holds nothing
            words = []
        return stream, self.cls(words), self.cls()


def bring(member: Member) -> Brought | Invalid | None:
    """The door's errand: take the file in, look it through and keep its bytes, before the transaction that writes it
    down and only for somebody who may. What is wrong with it is given too, for the page that says so."""
    told: Settings = current_app.config["TANDEM"]
    return arrived(member, _taken, told.largest_file)


def arrived(
    member: Member, take: Callable[[Member, BinaryIO, str, int, str], T], largest: int
) -> T | Invalid | None:
    """The same with another way to take it, up to so many bytes: `take(member, source, name, size, digest)` keeps it."""
    reading: Reading | None = g.get("reading")
    if reading is None or reading.waiting is None:
        return None
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        source = cast(BinaryIO, spool)
        try:
            size, digest = reading.file(source, largest)
        except ValueError:  # broken off
            return Invalid(_("The file did not arrive whole. Please send it again."), "file")
        name = reading.waiting.filename
        if not name and not size:  # what a browser sends where no file was chosen
            return None
        if size > largest:
            return Invalid(_("A file may have up to %(most)s MB.", most=largest // 1_000_000), "file")
        return take(member, source, cleaned(name), size, digest)


def _taken(member: Member, source: BinaryIO, name: str, size: int, digest: str) -> Brought | Invalid:
    try:
        media_type = looked_through(source, name)
    except Invalid as fault:
        return fault
    store().keep(member.company_id, digest, source)
    return Brought(digest, size, media_type, name)


def sound(brought: Brought | Invalid | None, *, needed: bool) -> Brought | None:
    """What `bring` has taken in. Raises Invalid for the field where it was refused, or is needed and was not sent."""
    if isinstance(brought, Invalid):
        raise brought
    if brought is None and needed:
        raise Invalid(_("Please choose a file."), "file")
    return brought
