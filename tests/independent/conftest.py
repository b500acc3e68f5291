"""The independent platform beside Tandem, both on loopback, spoken to over HTTP alone."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.harness.databases import Databases
from tests.harness.house import built, closed

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-platform" / "bin" / "python"
MISSING = (
    "There is no .venv-platform: `make test` makes it. The tests against an independent platform did not run."
)


@dataclass(frozen=True)
class Sites:
    """Where the platform and the tool are, and the tool's own application."""

    platform: str
    tool: str
    app: Flask


@pytest.fixture
def sites(databases: Databases) -> Iterator[Sites]:
    """Both, running; the platform is registered as an operator would, by the command."""
    if not PYTHON.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with contextlib.ExitStack() as stack:
        here, there = _free_port(), _free_port()
        tool, platform = f"http://127.0.0.1:{here}", f"http://127.0.0.1:{there}"
        app = built(database_url=databases.fresh(), base_url=tool, allow_private_hosts=True)
        stack.callback(closed, app)
        server = make_server("127.0.0.1", here, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        _start(stack, platform, tool, there)
        _register(app, platform)
        yield Sites(platform, tool, app)


def _start(stack: contextlib.ExitStack, platform: str, tool: str, port: int) -> None:
    site = ROOT / "tests" / "independent" / "their_site.py"
    words = [str(PYTHON), "-W", "ignore", str(site), platform, tool, str(port)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=site.parent)
    stack.callback(running.wait)
    stack.callback(running.kill)
    assert running.stdout
    stack.callback(running.stdout.close)
    assert running.stdout.readline() == "ready\n"


def _register(app: Flask, platform: str) -> None:
    words = ["lti", "register", platform, "--client-id", "tandem-there", "--deployment-id", "one"]
    words += ["--auth-login-url", f"{platform}/auth", "--auth-token-url", f"{platform}/token"]
    done = app.test_cli_runner().invoke(args=[*words, "--key-set-url", f"{platform}/jwks"])
    assert done.exit_code == 0, done.output


def _free_port() -> int:
    with socket.socket() as looking:
        looking.bind(("127.0.0.1", 0))
        port: int = looking.getsockname()[1]
        return port
