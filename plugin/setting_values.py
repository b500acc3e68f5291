"""Values of settings: a word, a number, names of hosts; each checked, and its setting named where it cannot be."""

from __future__ import annotations

import re
from typing import Any

import click

PREFIX = "TANDEM_"
_NAME = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)  # of a host, with a dot in it


class SettingsError(click.ClickException):
    """A setting that cannot be; the sentence names it. Commands print it and exit with 2 instead of a traceback."""

    exit_code = 2


def yes_or_no(name: str, value: Any) -> bool:
    """Yes or no, in the words that people use. Raises SettingsError."""
    word = str(value).strip().lower()
    if word not in {"true", "false", "1", "0", "yes", "no"}:
        raise SettingsError(f"{PREFIX}{name} must be true or false, not '{value}'.")
    return word in {"true", "1", "yes"}


def number(name: str, value: Any, least: int, most: int) -> int:
    """A whole number within its bounds. Raises SettingsError."""
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if not least <= number <= most:
        raise SettingsError(f"{PREFIX}{name} must be a whole number from {least} to {most}, not '{value}'.")
    return number


def one_of(name: str, value: str, known: set[str]) -> str:
    """One of the words that are known. Raises SettingsError."""
    if value not in known:
        raise SettingsError(f"{PREFIX}{name} must be one of {', '.join(sorted(known))}, not '{value}'.")
    return value


def hosts(name: str, value: Any) -> tuple[str, ...]:
    """Names of hosts, and nothing else: they go into the header that says what a page may hold."""
    listed = value.split(",") if isinstance(value, str) else list(value)
    hosts = tuple(part.strip().lower() for part in listed if part.strip())
    for host in hosts:
        if not _NAME.fullmatch(host):
            raise SettingsError(f"{PREFIX}{name} holds '{host}', which is not the name of a host.")
    return hosts
