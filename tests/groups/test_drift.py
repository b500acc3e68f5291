"""What is kept for the board does not drift: after thousands of events it is what a reckoning from nothing says."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from plugin import clock
from plugin.courses.journey.stuck.actions import go_on, say_stuck
from plugin.courses.sessions.models import Action
from plugin.courses.sessions.promises.actions import finish_action
from plugin.courses.sessions.promises.queries import action_for
from plugin.database import db, transaction
from plugin.discussions.models import Post
from plugin.groups.flags.events import stir, stirred
from plugin.groups.flags.keeping import keep_standing
from plugin.groups.flags.models import Standing
from plugin.jobs.models import Run
from plugin.member import Member
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, again
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, a_reply
from tests.factories.goals import a_goal
from tests.factories.sessions import a_session, an_action
from tests.harness.effort import scaled

EVENTS = scaled(10_000, least=200)
BETWEEN = 50  # events, before the jobs have run that they asked for
REASONS = ("flags", "rank", "called", "since", "heard", "due", "waits")


class Life:
    """Two mentors and their mentees, and all that they may do that a board tells of."""

    def __init__(self, mentors: list[Member], mentees: list[Member]) -> None:
        self.mentors, self.mentees = mentors, mentees
        self.goals: dict[UUID, object] = {}

    def something_happens(self, chance: Random) -> None:
        mentor, mentee = again(chance.choice(self.mentors)), again(chance.choice(self.mentees))
        what = chance.choice(
            (self.ask, self.answer, self.meet, self.promise, self.keep, self.stick, self.go_on)
        )
        stir(what(chance, mentor, mentee) or mentee)

    def ask(self, _chance: Random, _mentor: Member, mentee: Member) -> None:
        goal = self.goals.get(place_of(mentee)) or a_goal(mentee)
        self.goals[place_of(mentee)] = goal
        a_post(mentee, db.session.merge(goal))

    def answer(self, _chance: Random, mentor: Member, mentee: Member) -> Member:
        asked = select(Post).where(Post.author_id == place_of(mentee), Post.depth == 1).limit(1)
        if post := db.session.scalar(asked.order_by(Post.made_at.desc())):
            a_reply(mentor, post)
        return mentor

    def meet(self, chance: Random, mentor: Member, mentee: Member) -> Member:
        at = clock.now() - timedelta(days=chance.randrange(1, 40))
        a_session(mentor, mentee_id=place_of(mentee), at=at)
        return mentor

    def promise(self, chance: Random, mentor: Member, mentee: Member) -> Member:
        made = a_session(mentor, mentee_id=place_of(mentee))
        promise = an_action(mentor, made, place_of(chance.choice((mentor, mentee))))
        db.session.get_one(Action, promise.id).due = clock.today("UTC") - timedelta(
            days=chance.randrange(-9, 20)
        )
        db.session.flush()
        return mentor

    def keep(self, _chance: Random, _mentor: Member, mentee: Member) -> None:
        open_one = select(Action.id).where(Action.owner_id == place_of(mentee), Action.done_at.is_(None))
        if found := db.session.scalar(open_one.order_by(Action.id).limit(1)):
            finish_action(mentee, action_for(mentee, found))

    def stick(self, _chance: Random, _mentor: Member, mentee: Member) -> None:
        say_stuck(mentee, "")

    def go_on(self, _chance: Random, _mentor: Member, mentee: Member) -> None:
        go_on(mentee)


def test_nothing_drifts_over_thousands_of_events(real_app):
    chance = Random(7)
    with real_app.app_context():
        with transaction():
            cohort = a_group(a_course(), mentors=2, mentees=5)
            db.session.query(Mentorship).update({"since": clock.now() - timedelta(days=50)})
        life = Life(cohort.mentors, cohort.mentees)
        for number in range(EVENTS):
            with transaction():
                life.something_happens(chance)
            if number % BETWEEN == BETWEEN - 1:
                let_the_jobs_run()
        let_the_jobs_run()

        kept = standings()
        with transaction():
            db.session.query(Standing).delete()
            for mentor in cohort.mentors:
                keep_standing(again(mentor))
        assert kept == standings()
        assert len(kept) == 10
        assert any(row[1] for row in kept)


def let_the_jobs_run() -> None:
    with transaction():
        asked = select(Run).where(Run.job == stirred.name, Run.state == "waiting")
        runs = db.session.scalars(asked).all()
        subjects = [UUID(run.subject) for run in runs]
        for run in runs:
            db.session.delete(run)
    for subject in subjects:
        stirred(subject)


def standings() -> list[tuple[object, ...]]:
    with transaction(writing=False):
        rows = db.session.scalars(select(Standing).order_by(Standing.mentor_id, Standing.mentee_id))
        return [((row.mentor_id, row.mentee_id), *(getattr(row, name) for name in REASONS)) for row in rows]
