"""What stands on a board, written straight down: goals with a day, sessions of pairs, promises."""

from __future__ import annotations

from datetime import UTC, date, datetime

from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.sessions.models import Action, Attendance, Session
from tests.factories.courses import place_of
from tests.factories.places import kept

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def a_goal(owner, course, due: date | None = None, **said):
    made = {
        "title": "Speak first",
        "problem": "p",
        "outcome": "o",
        "toward": "skill",
        "toward_what": "Feedback",
    }
    goal = kept(
        Goal(course_id=course.id, owner_id=place_of(owner), made_at=NOON, changed_at=NOON, **made | said)
    )
    if due:
        kept(Milestone(goal_id=goal.id, position=1, what="Ask two questions", due=due))
    return goal


def a_session(course, mentor, mentee, at=NOON):
    held = kept(
        Session(course_id=course.id, mentee_id=place_of(mentee), at=at, mode="call", shared="s", made_at=at)
    )
    for one, part in ((mentor, "mentor"), (mentee, "mentee")):
        kept(Attendance(session_id=held.id, enrolment_id=place_of(one), part=part))
    return held


def a_promise(session, owner, to, what, due):
    kept(
        Action(
            session_id=session.id,
            owner_id=place_of(owner),
            for_id=place_of(to),
            what=what,
            due=due,
            made_at=NOON,
        )
    )
