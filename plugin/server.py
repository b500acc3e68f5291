"""The embedded server: waitress, told how much of a request to take in, address by address, before anybody has read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.utilities import RequestEntityTooLarge

LARGEST_FORM = 2_000_000  # bytes


def waiting_for(
    app: Callable[..., Any], *, is_large: Callable[[str], bool], largest: int, **told: Any
) -> Any:
    """A server for `app`. A body may have `largest` bytes where `is_large(path)`, and those of a form elsewhere.

    waitress puts a body into a temporary file before the application hears of it. What is too large is not read: the
    application is called without it, refuses it in words of its own, and the line is closed.
    """

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        error: Any

        def received(self, data: bytes) -> int:
            consumed = int(super().received(data))
            if self.error is None and self.headers_finished and self._most() < self._so_far():
                self.error = RequestEntityTooLarge("")
            if isinstance(self.error, RequestEntityTooLarge):
                self._go_on_without()
            return consumed

        def _most(self) -> int:
            return largest if is_large(self.path) else LARGEST_FORM

        def _so_far(self) -> int:
            return int(max(self.content_length, self.body_bytes_received))

        def _go_on_without(self) -> None:
            self.headers["CONTENT_LENGTH"] = str(max(self._so_far(), self._most() + 1))
            self.headers["CONNECTION"] = "close"
            self.close()  # of what came of the body, in memory or in a file
            self.error, self.body_rcv = None, None
            self.expect_continue, self.completed = False, True

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = Parser

    # one byte more: the parser's own limit is the last that still fits
    server = create_server(app, max_request_body_size=largest + 1, **told)
    server.channel_class = Channel
    return server
