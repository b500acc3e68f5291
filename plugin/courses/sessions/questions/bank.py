"""The questions that come with Tandem, by the stages of GROW, and agendas that a session can begin from."""

from __future__ import annotations

from plugin.courses.sessions.questions.files import USUAL, Lines, lines_in
from plugin.courses.sessions.questions.models import STAGES
from plugin.setting_values import SettingsError


def questions(language: str) -> Lines:
    """All of a language by their stage, or those in English. Raises SettingsError for a file that cannot be used."""
    told = lines_in("questions", language)
    if set(told) != set(STAGES):
        said = f"config/questions/{language}.yaml must hold exactly these: {', '.join(STAGES)}"
        raise SettingsError(f"{said}.")
    return told


def agendas(language: str) -> Lines:
    """Agendas of a language by their title, or those in English. Raises SettingsError for a file that cannot be used."""
    return lines_in("agendas", language)


def check() -> None:
    """Read what every page has at hand. Raises SettingsError: a broken file stops the start, not the first mentor."""
    questions(USUAL)
    agendas(USUAL)
