"""Applications to be measured, each on a SQLite database of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from flask import Flask

from plugin.database import transaction
from plugin.lti import keys
from tests.harness.databases import migrated
from tests.harness.house import built


def bench_app(database: Path) -> Flask:
    """One that may call a played learning site on this machine."""
    url = f"sqlite:///{database}"
    migrated(url)
    return built(database_url=url, allow_private_hosts=True, log_level="ERROR")


def own_public_key() -> Any:
    """What a learning site has to know of us. Inside an application context."""
    keys.make_missing()
    with transaction():
        _kid, private = keys.signing_key()
    return load_pem_private_key(private.encode(), None).public_key()
