"""The whole demonstration: the tool on a database of its own, the LMS registered with it, history, both served."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from demo import history
from demo.adding import add_tool
from demo.cookieless import refusing_cookies
from demo.history.grading import sent
from demo.lms.app import create_lms
from demo.lms.world import World
from demo.people import lasting
from demo.servers import HOST, Server
from plugin.app import create_app
from plugin.database import db
from plugin.jobs.workshop import working
from plugin.settings import read_settings


@dataclass(frozen=True)
class Place:
    """Where the demonstration lives: its folder, its ports, its database ('' is a file in the folder)."""

    folder: Path
    port: int
    lms_port: int
    database_url: str = ""

    @property
    def tool(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def lms(self) -> str:
        # By name, not by number: to a browser the LMS and the tool are two sites, as they are in real life.
        return f"http://localhost:{self.lms_port}"


@contextmanager
def running(place: Place, *, with_history: bool = True, jobs: bool = False) -> Iterator[World]:
    """Both servers, answering until the end of the `with`. Raises PortTaken where somebody else listens.

    With `jobs` rosters are read by themselves, so that people of the LMS appear who have never opened the tool.
    """
    world, app = lasting(place.lms, place.folder / "lms.json"), tool(place)
    try:
        doors = refusing_cookies(app, world.faults)
        with Server(create_lms(world), place.lms_port) as lms, Server(doors, place.port) as server:
            lms.start()
            # Whoever comes before the history is told waits, instead of walking into the middle of it.
            prepare(app, world, with_history=with_history)
            server.start()
            if with_history:
                sent(app)
            with working(app) if jobs else nullcontext():
                yield world
    finally:
        _let_go(app)


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def tool(place: Place) -> Flask:
    """Tandem as an operator would set it up here, whatever this shell's own TANDEM_ settings are."""
    return create_app(
        read_settings(
            {},
            instance=str(place.folder),
            base_url=place.tool,
            database_url=place.database_url,
            allow_private_hosts=True,
            log_level="WARNING",
        )
    )


def prepare(app: Flask, world: World, *, with_history: bool = True) -> None:
    """The database up to date, Tandem added to the LMS, the history told where there is none. Again changes nothing."""
    with app.app_context():
        upgrade()
    add_tool(app, world)
    if with_history:
        history.make(app, world)
