"""Many changes of one goal in the same moment, on a database that really commits."""

from __future__ import annotations

from threading import Barrier, Thread

from plugin.courses.goals import actions
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import goal_for
from plugin.database import db, transaction
from plugin.errors import Conflict
from tests.factories import a_course, a_mentee
from tests.factories.goals import a_goal
from tests.harness.effort import scaled


def test_of_many_changes_at_once_one_wins(real_app):
    with real_app.app_context(), transaction():
        owner = a_mentee(a_course())
        goal_id = a_goal(owner).id
    number, told = scaled(20, least=5), []
    together = Barrier(number)

    def change(nth: int) -> None:
        words = {"title": f"By {nth}", "outcome": "o", "toward": "skill", "toward_what": "w"}
        together.wait()
        with real_app.app_context():
            try:
                with transaction():
                    actions.change_goal(owner, goal_for(owner, goal_id), 1, **words)
            except Conflict as clash:
                told.append(clash.theirs["title"])

    threads = [Thread(target=change, args=(nth,)) for nth in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with real_app.app_context(), transaction(writing=False):
        stands = db.session.get_one(Goal, goal_id)
        assert told == [stands.title] * (number - 1)
        assert stands.version == 2
