"""A picture with a post, in the role table: its author puts it there, whoever reads the post sees it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from plugin.database import db
from plugin.discussions.models import Post
from plugin.discussions.pictures.models import PostPicture
from tests.architecture.rows.discussions import ELSEWHERE, READ
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post, pictured

AUTHOR: Made = {
    "mentee": 200,
    "other_mentee": 403,
    "mentor": 403,
    "other_mentor": 403,
    "lead": 403,
    **ELSEWHERE,
}
AUTHOR_SENDS: Made = AUTHOR | {"mentee": 303}
A_PICTURE = Path(__file__).parents[3] / "docs" / "pictures" / "board.png"


def a_pictured_post(world: World) -> Made:
    post: Post = pictured(world.mentee, a_post(world.mentee, a_resource(world.section)))
    return {"post_id": post.id}


def a_picture_of_it(world: World) -> Made:
    ids = a_pictured_post(world)
    wanted = select(PostPicture.id).where(PostPicture.post_id == ids["post_id"])
    return {**ids, "picture_id": db.session.scalars(wanted).one()}


def a_picture(_world: World) -> Made:
    return {"shows": "A board with three notes", "file": (str(A_PICTURE), "board.png")}


ROWS = [
    row("GET pictures.new", ids=a_pictured_post, **AUTHOR),
    row("POST pictures.put", ids=a_pictured_post, data=a_picture, **AUTHOR_SENDS),
    row("POST pictures.take_away", ids=a_picture_of_it, **AUTHOR_SENDS),
    row("GET pictures.show", ids=a_picture_of_it, **READ),
]
