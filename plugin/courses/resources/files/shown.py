"""A file in the middle of a resource's page: what the template asks, and what its policy then has to allow."""

from __future__ import annotations

from flask import Flask, g
from flask_babel import format_decimal

from plugin.courses.resources.files.kinds import ACCEPTED
from plugin.courses.resources.files.queries import Held, file_of
from plugin.courses.resources.models import Resource


def hang(app: Flask) -> None:
    """Give the templates `held_by(resource)`, `file_size(bytes)` and the endings that we take."""
    largest = app.config["TANDEM"].largest_file_mb
    app.jinja_env.globals.update(
        held_by=held_by, file_size=file_size, accepted_files=ACCEPTED, largest_file_mb=largest
    )


def held_by(resource: Resource) -> Held | None:
    """The file of a resource that somebody sees already; a page that plays one may load it, and no other page may."""
    held = file_of(resource)
    if held and held.kind.shown in {"audio", "video"}:
        g.plays_media = True
    return held


def file_size(size: int) -> str:
    """A size as people say it: 3 kB, 1.2 MB."""
    if size < 1_000_000:
        return f"{format_decimal(max(1, round(size / 1000)))} kB"
    return f"{format_decimal(round(size / 1_000_000, 1))} MB"
