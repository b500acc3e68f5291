"""Ten weeks of believable history, as of the day it is told, made through the product's own actions."""

from flask import Flask
from sqlalchemy import exists, select

from demo.history.advising import advise
from demo.history.afterwards import look_inward
from demo.history.agreements import agree
from demo.history.grading import grade
from demo.history.handing import hand
from demo.history.journal import write_down
from demo.history.meeting import meet
from demo.history.planning import look_ahead
from demo.history.remembering import remember
from demo.history.sharing import share, talk
from demo.history.standing import stand
from demo.history.story import Story
from demo.history.telling import arrive, set_up, write_goals
from demo.history.thinking import think
from demo.history.walking import walk
from demo.lms.world import World
from demo.people import FIRST_TEAM
from plugin.courses.outline.models import Course
from plugin.database import db, transaction
from plugin.groups.flags.keeping import reckoned
from plugin.lti.models import Context, Platform

CHAPTERS = (
    arrive,
    set_up,
    agree,
    write_goals,
    think,
    stand,
    write_down,
    share,
    talk,
    hand,
    meet,
    look_inward,
    advise,
    look_ahead,
    remember,
    walk,
    grade,
)


def make(app: Flask, world: World) -> None:
    """Tell it once: where the course has been opened before, nothing happens.

    The world must be registered with the app as a platform, and its LMS must be serving: people come in by launches.
    """
    if _told(app, world):
        return
    story = Story(app, world, FIRST_TEAM)
    for chapter in CHAPTERS:
        chapter(story)
    story.tell()
    with app.app_context():
        reckoned()


def _told(app: Flask, world: World) -> bool:
    here = (
        select(Course.id)
        .join(Context, Context.id == Course.context_id)
        .join(Platform, Platform.id == Context.platform_id)
        .where(Platform.issuer == world.issuer, Context.lms_id == FIRST_TEAM.id)
    )
    with app.app_context(), transaction(writing=False):
        return bool(db.session.scalar(select(exists(here))))
