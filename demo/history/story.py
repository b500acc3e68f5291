"""How the history is told: steps in the order of their moments, each by somebody, each in its own transaction."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import force_locale

from demo.history.arrivals import person_and_context
from demo.lms.school import Course
from demo.lms.world import World
from plugin import clock
from plugin.database import db, transaction
from plugin.member import Member
from plugin.people import actions as people
from plugin.people.models import Group
from plugin.people.queries import member_in

Step = Callable[[Member], object]


@dataclass
class Story:
    """Days count from today; a time of day is that of the person who acts. Nothing happens after now."""

    app: Flask
    world: World
    course: Course
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    dice: random.Random = field(default_factory=lambda: random.Random(2026))
    made: dict[object, UUID] = field(default_factory=dict)
    _steps: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    def day(self, days: int) -> date:
        return self.now.date() + timedelta(days=days)

    def on_time(self, who: str, days: int, at: str) -> datetime:
        """That time of that day where they live, to the minute, as meetings are."""
        account = self.world.account(who)
        assert account is not None, f"nobody called {who} works here"
        clocked = datetime.combine(self.day(days), time.fromisoformat(at), ZoneInfo(account.zone))
        return min(clocked.astimezone(UTC), self.now)

    def moment(self, who: str, days: int, at: str) -> datetime:
        """The same, give or take the minutes that people are late."""
        late = timedelta(minutes=self.dice.randrange(8), seconds=self.dice.randrange(60))
        return min(self.on_time(who, days, at) + late, self.now)

    def then(self, who: str, days: int, at: str, step: Step, *, after: datetime | None = None) -> datetime:
        """Somebody does something, if need be a little `after` what it answers. Gives the moment.

        `step` gets them as the member they are at that moment.
        """
        moment = self.moment(who, days, at)
        if after:
            moment = min(max(moment, after + timedelta(minutes=4)), self.now)
        self.plan(moment, lambda: self._by(who, step))
        return moment

    def plan(self, moment: datetime, step: Callable[[], None]) -> None:
        self._steps.append((moment, len(self._steps), step))

    def tell(self) -> None:
        with self.app.app_context(), force_locale("en"):
            for moment, _, step in sorted(self._steps, key=lambda planned: planned[:2]):
                with clock.at(moment):
                    step()

    def _by(self, who: str, step: Step) -> None:
        with transaction():
            member = self.member(who)
            if member.enrolment_id:
                people.was_here(member.enrolment_id)
            step(member)

    def member(self, who: str) -> Member:
        return member_in(*person_and_context(self.world, who, self.course))

    def group(self, name: str) -> Group:
        return db.session.get_one(Group, self.made["group", name])

    def enrolment(self, who: str) -> UUID:
        enrolment_id = self.member(who).enrolment_id
        assert enrolment_id is not None, f"{who} is not in {self.course.title}"
        return enrolment_id
