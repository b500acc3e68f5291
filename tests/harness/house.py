"""The application as tests start it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask

from plugin.app import create_app
from plugin.database import db
from plugin.settings import read_settings

SECRET = "a secret key that only tests know, and longer than it must be"
OURS = "http://localhost"  # where Flask's test client thinks it is


def built(**settings: Any) -> Flask:
    """An application that reads nothing from this machine's environment."""
    given = {
        "secret_key": SECRET,
        "base_url": OURS,
        **settings,
        "instance": settings.get("instance") or instance(),
    }
    told = read_settings({}, **given)
    app = create_app(told)
    app.testing = True
    return app


def instance() -> str:
    """A new instance's folder."""
    return tempfile.mkdtemp(dir=_instances())


@cache
def _instances() -> str:
    """Where this process's instances lie; gone when it ends."""
    folder = tempfile.mkdtemp(prefix="tandem-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def closed(app: Flask) -> None:
    """Let go of its database's connections."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def every_model() -> None:
    """Import each room's models, so that the metadata is whole."""
    root = Path(__file__).parents[2]
    for file in sorted((root / "plugin").rglob("models.py")):
        import_module(".".join(file.relative_to(root).with_suffix("").parts))
    import_module("plugin.door")
