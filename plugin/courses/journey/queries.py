"""What the course page shows: the path as the viewer walks or follows it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plugin.courses.outline.editing.queries import audience_names
from plugin.courses.outline.editing.titles import titles_of
from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import follows_mentees
from plugin.courses.outline.queries import Stop, mentees_done, mentees_seen, path_of
from plugin.courses.resources.models import Resource
from plugin.courses.resources.queries import resources_of
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Journey:
    """A course's sections with where the viewer, or those they follow, are on them."""

    stops: list[Stop]
    now: Stop | None  # the next one to work on; None when everything is done or nothing is open
    held: list[Resource]  # by the section that is next
    walked: bool  # by the viewer
    mentees: int  # how many the viewer follows
    done_by: dict[
        UUID, tuple[int, int]
    ]  # of those: how many are done with a section, of how many who have it
    whose: dict[UUID, str]  # of sections that are not for everybody: the group's name or the mentee's
    after: dict[UUID, str]  # what sections are called that others open after

    @property
    def done(self) -> int:
        """How many sections the viewer is done with."""
        return sum(stop.done_at is not None for stop in self.stops)

    @property
    def waits_until(self) -> Stop | None:
        """The next section to open, where everything open is done."""
        return None if self.now else next((stop for stop in self.stops if not stop.done_at), None)


def journey_of(viewer: Member, course: Course) -> Journey:
    """The whole path, in at most seven statements however long it is."""
    stops = path_of(viewer, course)
    follows = follows_mentees(viewer)
    mentees = mentees_seen(viewer) if follows else 0
    done_by = mentees_done(viewer, course) if follows else {}
    now = _own_next(stops) if viewer.is_mentee else _next_of_mentees(stops, mentees, done_by)
    held = resources_of(now.section) if now else []
    sections = [stop.section for stop in stops]
    whose = audience_names(viewer, sections) if follows else {}
    after = titles_of(section.opens_after_id for section in sections) if follows else {}
    return Journey(stops, now, held, viewer.is_mentee, mentees, done_by, whose, after)


def _own_next(stops: list[Stop]) -> Stop | None:
    return next((stop for stop in stops if stop.is_open and not stop.done_at), None)


def _next_of_mentees(stops: list[Stop], mentees: int, done_by: dict[UUID, tuple[int, int]]) -> Stop | None:
    """The first section that somebody still has before them."""
    ahead = {section_id for section_id, (done, of) in done_by.items() if done < of}
    return next((stop for stop in stops if mentees and stop.section.id in ahead), None)
