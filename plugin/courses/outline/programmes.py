"""The programmes that come with Tandem, read from `config/programmes/` and checked before anything starts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from plugin.courses.outline.programme import Programme
from plugin.courses.outline.programme_lines import LARGEST, Fault, Faulty
from plugin.courses.outline.programme_reading import read_text
from plugin.setting_values import SettingsError
from plugin.settings import config_folder


def programmes() -> list[Programme]:
    """Every programme by title. Raises SettingsError, naming the file and its faults, when one cannot be used."""
    return list(_all(config_folder() / "programmes").values())


def programme(key: str) -> Programme:
    """The programme of this key. Raises KeyError."""
    return _all(config_folder() / "programmes")[key]


@cache
def _all(folder: Path) -> Mapping[str, Programme]:
    found = [read(file) for file in sorted(folder.glob("*.yaml"))]
    if not found:
        raise SettingsError(f"There is no programme in {folder}: a course would have nothing to begin as.")
    return {each.key: each for each in sorted(found, key=lambda each: each.title)}


def read(file: Path) -> Programme:
    """One file as a programme; its name is the key. Raises SettingsError."""
    try:
        if not re.fullmatch(r"[a-z0-9-]{1,60}", file.stem):
            raise Faulty(Fault(None, "its name may have small letters, digits and '-' only"))
        if file.stat().st_size > LARGEST:
            raise Faulty(Fault(None, f"it is larger than {LARGEST} bytes"))
        return read_text(file.read_text(encoding="utf-8"), file.stem)
    except Faulty as fault:
        raise SettingsError(f"config/programmes/{file.name} cannot be used: {fault}.") from fault
    except (OSError, UnicodeError) as fault:
        raise SettingsError(f"config/programmes/{file.name} cannot be read: {fault}.") from fault
