"""The pictures of a post, told in the same row as the post: a page of fifty asks no statement more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Text, cast, func, select

from plugin.database import on_postgresql
from plugin.discussions.models import Post
from plugin.discussions.pictures.models import PostPicture


@dataclass(frozen=True, slots=True)
class Picture:
    """One of them: its number in the post, its address, its size in pixels, and what it shows, in words."""

    number: int
    id: UUID
    width: int
    height: int
    shows: str


def pictures_of_post() -> ScalarSelect[str]:
    """For a statement that holds Post: its pictures as text, which `as_pictures` reads."""
    rows, row = (
        (func.json_agg, func.json_build_array)
        if on_postgresql()
        else (func.json_group_array, func.json_array)
    )
    columns = (PostPicture.number, PostPicture.id, PostPicture.width, PostPicture.height, PostPicture.shows)
    return select(cast(rows(row(*columns)), Text)).where(PostPicture.post_id == Post.id).scalar_subquery()


def as_pictures(told: str | None) -> tuple[Picture, ...]:
    """What was told of them, in their order."""
    rows: list[list[Any]] = json.loads(told or "[]")
    return tuple(
        Picture(number, UUID(picture_id), *rest) for number, picture_id, *rest in sorted(rows, key=_number)
    )


def _number(row: list[Any]) -> int:
    return int(row[0])
