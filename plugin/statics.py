"""Where our own scripts, styles and pictures are, each under an address that changes with what is in it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import url_for


def static(name: str) -> str:
    """The address of a static file, with its fingerprint: it may be kept for ever."""
    return url_for("static", filename=name, v=_fingerprint(Path(__file__).parent / "static" / name))


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
