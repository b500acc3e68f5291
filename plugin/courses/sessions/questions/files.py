"""Lines of words by language, read from a folder of `config/` and checked before they are used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from plugin.setting_values import SettingsError
from plugin.settings import config_folder

LONGEST = 200  # characters of a line or of what it stands under
USUAL = "en"
Lines = Mapping[str, tuple[str, ...]]


def lines_in(folder: str, language: str) -> Lines:
    """The lines of a language, or those in English. Raises SettingsError for a file that cannot be used."""
    known = _all(config_folder() / folder)
    return known.get(language, known[USUAL])


@cache
def _all(folder: Path) -> Mapping[str, Lines]:
    found = {file.stem: read(file) for file in sorted(folder.glob("*.yaml"))}
    if USUAL not in found:
        raise SettingsError(f"There is no {USUAL}.yaml in {folder}: the pages would have no words.")
    return found


def read(file: Path) -> Lines:
    """One file: headings with their lines. Raises SettingsError, naming it and what is wrong."""
    name = f"config/{file.parent.name}/{file.name}"
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as fault:
        raise SettingsError(f"{name} cannot be read: {fault}.") from fault
    if not isinstance(told, dict) or not told:
        raise SettingsError(f"{name} must hold headings, each with a list of lines.")
    return {str(heading): _lines(name, str(heading), lines) for heading, lines in told.items()}


def _lines(name: str, heading: str, told: object) -> tuple[str, ...]:
    lines = told if isinstance(told, list) else []
    if not lines or not all(isinstance(one, str) and 0 < len(one.strip()) <= LONGEST for one in lines):
        raise SettingsError(f"{name}: '{heading}' must list lines of at most {LONGEST} characters.")
    return tuple(one.strip() for one in lines)
