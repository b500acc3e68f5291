"""What stands in the way of a command is said in a sentence."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plugin import cli
from tests.architecture.sources import ROOT


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An instance of its own."""
    monkeypatch.setenv("TANDEM_INSTANCE", str(tmp_path))


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as theirs:
        yield theirs.getsockname()[1]


def told(*words: str) -> Result:
    return CliRunner().invoke(cli.tandem, words)


@pytest.mark.parametrize("command", ["doctor", "rekey", "upgrade"])
def test_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("TANDEM_DATABASE_URL", "postgresql://127.0.0.1:1/tandem")

    result = told(command)

    assert result.exit_code == 1
    assert "Error: The database does not answer" in result.stderr


def test_a_port_that_is_taken(taken: int) -> None:
    """In a process of its own: waitress leaves open what it could not begin."""
    command = [sys.executable, "-c", "from plugin.cli import main; main()", "serve", "--port", str(taken)]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert result.returncode == 1
    assert f"127.0.0.1:{taken} cannot be listened on" in result.stderr
    assert "Traceback" not in result.stderr
