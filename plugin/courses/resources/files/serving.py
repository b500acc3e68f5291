"""A file's answer: by ranges, never by name, never as a page of ours."""

from __future__ import annotations

from collections.abc import Iterator

from flask import after_this_request, request
from flask_babel import gettext as _
from werkzeug.http import quote_etag
from werkzeug.wrappers import Response

from plugin.courses.resources.files.kinds import kind_of
from plugin.courses.resources.files.names import disposition
from plugin.courses.resources.files.storage import store
from plugin.courses.resources.models import StoredFile

# Whatever a file may hold, in a window of its own it runs nothing, sends nothing and belongs to nobody.
ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox"


def answer_with(file: StoredFile) -> Response:
    """The file, or the part of it that was asked for (RFC 9110, section 14)."""
    tag = quote_etag(file.id.hex)  # a number of ours: nobody learns from it who else has these bytes
    span = _span(file.size, tag)
    if span is None:
        said = _("That part of the file does not exist.")
        answer = Response(said, 416, mimetype="text/plain")
        answer.headers["Content-Range"] = f"bytes */{file.size}"
        return answer
    start, stop = span
    answer = Response(status=200 if stop - start == file.size else 206)
    _said_about(answer, file, tag)
    if answer.status_code == 206:
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    answer.make_conditional(request)
    if answer.status_code != 304:
        answer.headers["Content-Length"] = str(stop - start)
        if request.method == "GET":
            _poured_later(answer, file, start, stop)
    return answer


def _said_about(answer: Response, file: StoredFile, tag: str) -> None:
    inline = kind_of(file.media_type).inline and "save" not in request.args
    answer.headers["Content-Type"] = file.media_type
    answer.headers["Content-Disposition"] = disposition(file.name, inline=inline)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = (
        "private, no-cache"  # a browser may keep it, and asks each time whether it still may
    )
    answer.headers["Content-Security-Policy"] = ALONE
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _span(size: int, tag: str) -> tuple[int, int] | None:
    """From where to where: all of it, the one range that was asked for, or None where that lies outside."""
    asked = request.range
    one = asked is not None and asked.units == "bytes" and len(asked.ranges) == 1
    if asked is None or not one or not _still_the_same(tag):
        return 0, size
    return asked.range_for_length(size)


def _still_the_same(tag: str) -> bool:
    """A range goes with the file that its beginning came from; of another one all is sent."""
    wanted = request.headers.get("If-Range")
    return wanted is None or wanted.strip() == tag


def _poured_later(answer: Response, file: StoredFile, start: int, stop: int) -> None:
    """When the transaction is over: a slow reader, or a slow bucket, must hold no connection to the database."""
    company, digest = file.company_id, file.digest

    @after_this_request
    def pour(response: Response) -> Response:
        if response is answer:
            pieces: Iterator[bytes] = store().read(company, digest, start, stop)
            response.response = pieces
        return response
