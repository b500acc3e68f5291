"""The two servers of the demonstration: waitress, each in a thread of this process, on ports of this machine."""

import socket
import threading
from collections.abc import Callable
from typing import Any, Self

from waitress import wasyncore
from waitress.server import create_server

HOST = "127.0.0.1"


class PortTaken(Exception):
    """Somebody else listens there already."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use by another program.")
        self.port = port


def free_port() -> int:
    """A port that nobody used a moment ago."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Server:
    """One application on a port. `with` takes the port, so that callers wait; `start` begins to answer them."""

    def __init__(self, app: Callable[..., Any], port: int, threads: int = 8) -> None:
        self._app, self._port, self._threads = app, port, threads
        # waitress keeps its sockets in a map of the server's own; ours is at hand for the end
        self._sockets: dict[int, Any] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=f"server-{port}", daemon=True)

    def __enter__(self) -> Self:
        self._server = create_server(
            self._app,
            map=self._sockets,
            sockets=[_bound(self._port)],
            threads=self._threads,
            ident="demonstration",
        )
        return self

    def start(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        else:
            self._close()

    def _serve(self) -> None:
        """Answer until it is over. Only this thread closes the sockets: it alone knows that nobody waits on them."""
        while not self._over.is_set():
            wasyncore.loop(timeout=0.1, count=1, map=self._sockets, use_poll=True)
        self._close()

    def _close(self) -> None:
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets, ignore_all=True)


def _bound(port: int) -> socket.socket:
    """The port, ours from here on. waitress would leave its own socket open where the port is taken."""
    ours = socket.socket()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        ours.bind((HOST, port))
        ours.listen(1024)
    except OSError as fault:
        ours.close()
        raise PortTaken(port) from fault
    return ours
