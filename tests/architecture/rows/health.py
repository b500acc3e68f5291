"""The addresses that watch over an installation, and files: open to the world."""

from tests.architecture.table import open_row

ROWS = [
    open_row("GET health.lives", 200),
    open_row("GET health.ready", 200),
    open_row("GET static", 200, ids=lambda _world: {"filename": "vendor/manifest.json"}),
]
