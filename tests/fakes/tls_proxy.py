"""A proxy that takes TLS from browsers and speaks plain http to the application behind it, as nginx would."""

from __future__ import annotations

import contextlib
import http.client
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.fakes.lines import certificate

HOST = "127.0.0.1"
OF_THIS_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "x-forwarded-proto", "x-forwarded-for"}


class Passed(BaseHTTPRequestHandler):
    """One request, passed on with who asked and how; what a browser claims about that itself is dropped."""

    protocol_version = "HTTP/1.1"
    behind: int

    def do_GET(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        said = self.rfile.read(size) if size else None
        inner = http.client.HTTPConnection(HOST, self.behind, timeout=30)
        with contextlib.closing(inner):
            inner.request(self.command, self.path, said, self._headers())
            answer = inner.getresponse()
            body = answer.read()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in {*OF_THIS_CONNECTION, "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def _headers(self) -> dict[str, str]:
        said = {name: value for name, value in self.headers.items() if name.lower() not in OF_THIS_CONNECTION}
        forwarded = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.client_address[0],
            "X-Forwarded-Host": self.headers["Host"],
        }
        return {**said, "Host": f"{HOST}:{self.behind}", **forwarded}

    def log_message(self, *_said: object) -> None:
        """Nothing: the tests look at pages."""


class Proxy(ThreadingHTTPServer):
    """Stays quiet where a browser leaves: it turns away from a certificate before it is told to take it."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def tls_before(behind: int) -> Iterator[int]:
    """The port on which TLS is spoken for the application on port `behind`."""
    server = Proxy((HOST, 0), type("Passed", (Passed,), {"behind": behind}))
    with tempfile.TemporaryDirectory() as folder:
        tls, _public = certificate(Path(folder), "tandem.example")
    # hands are shaken in the thread of each connection: one slow browser keeps nobody else waiting
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
