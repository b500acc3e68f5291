"""The demonstration for tests: both servers on free ports, with a database that is theirs."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.demonstration import Place, running
from demo.lms.world import World
from demo.servers import free_port


@dataclass(frozen=True)
class Demonstration:
    """Where a running demonstration is reached: the LMS by name, the tool by number, as two sites."""

    lms: str
    tool: str
    world: World

    def frame(self, who: str, course: str = "first-team") -> str:
        """The LMS page that holds the tool's frame, for somebody signed in there."""
        return f"{self.lms}/as/{who}/courses/{course}"


@contextmanager
def demonstration(
    database_url: str | None = None, history: bool = True, jobs: bool = False
) -> Iterator[Demonstration]:
    """Start both servers, tell the history, give the addresses; stop both at the end.

    `world.faults` switches the LMS's faults on; with `jobs`, rosters are read by themselves.
    """
    with tempfile.TemporaryDirectory(prefix="tandem-demonstration-") as folder:
        place = Place(Path(folder), free_port(), free_port(), database_url or "")
        with running(place, with_history=history, jobs=jobs) as world:
            yield Demonstration(place.lms, place.tool, world)
