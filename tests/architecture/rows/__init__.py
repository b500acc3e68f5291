"""The role table's rows, one module for each room: ROWS, a list."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.architecture.table import Row


def every_row() -> list[Row]:
    """All rows of all rooms."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return [row for module in modules for row in module.ROWS]
