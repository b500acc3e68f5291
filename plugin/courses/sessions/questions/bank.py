"""The questions that come with Tandem, read from `config/questions/` and checked before they are used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from plugin.courses.sessions.questions.models import STAGES
from plugin.setting_values import SettingsError
from plugin.settings import config_folder

LONGEST = 200  # characters of a question
USUAL = "en"


def questions(language: str) -> Mapping[str, tuple[str, ...]]:
    """All of a language by their stage, or those in English. Raises SettingsError for a file that cannot be used."""
    known = _all(config_folder() / "questions")
    return known.get(language, known[USUAL])


@cache
def _all(folder: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found = {file.stem: read(file) for file in sorted(folder.glob("*.yaml"))}
    if USUAL not in found:
        raise SettingsError(f"There is no {USUAL}.yaml in {folder}: the pages would have no questions.")
    return found


def read(file: Path) -> Mapping[str, tuple[str, ...]]:
    """One file by its stages. Raises SettingsError, naming it and what is wrong."""
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as fault:
        raise SettingsError(f"config/questions/{file.name} cannot be read: {fault}.") from fault
    if not isinstance(told, dict) or set(told) != set(STAGES):
        raise SettingsError(f"config/questions/{file.name} must hold exactly these: {', '.join(STAGES)}.")
    return {stage: _lines(file, stage, told[stage]) for stage in STAGES}


def _lines(file: Path, stage: str, told: object) -> tuple[str, ...]:
    lines = told if isinstance(told, list) else []
    if not lines or not all(isinstance(one, str) and 0 < len(one.strip()) <= LONGEST for one in lines):
        said = f"'{stage}' must list questions of at most {LONGEST} characters"
        raise SettingsError(f"config/questions/{file.name}: {said}.")
    return tuple(one.strip() for one in lines)
