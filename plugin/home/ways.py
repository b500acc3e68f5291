"""Content kind -> where it is shown and who may see it: for links from mail, and for whoever else is handed the table."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _

from plugin.courses.goals.models import Goal
from plugin.courses.goals.policy import can_see_goal, can_see_goals
from plugin.courses.goals.queries import goal_for
from plugin.courses.outline.models import Course
from plugin.courses.outline.policy import can_read_section
from plugin.courses.outline.queries import Stop, course_here, section_for
from plugin.courses.resources.models import Resource
from plugin.courses.resources.policy import can_read_resource
from plugin.courses.resources.queries import resource_for
from plugin.courses.sessions.plans.policy import can_see_plan
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.policy import can_see_session, can_see_sessions
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.seen import Seen
from plugin.dates import day
from plugin.discussions.models import Post
from plugin.discussions.policy import can_read_post
from plugin.discussions.queries import post_for
from plugin.groups.policy import can_see_people
from plugin.home.go import Way
from plugin.member import Member


def _goal(goal: Goal) -> str:
    return goal.title


def _session(seen: Seen) -> str:
    return str(_("The session of %(day)s", day=day(seen.at)))


def _plan(plan: Planned) -> str:
    return str(_("The session of %(day)s", day=day(plan.at)))


def _resource(resource: Resource) -> str:
    return resource.title


def _section(stop: Stop) -> str:
    return stop.section.title


def _post(post: Post) -> str:
    return str(_("What was said on %(day)s", day=day(post.made_at)))


def _here(member: Member, _made_in: UUID) -> Course:
    """The course of this visit: a link to a page of it stands in a copy too."""
    return course_here(member)


def _course(course: Course) -> str:
    return course.title


WAYS = {
    "goal": Way("goals.show", "goal_id", goal_for, can_see_goal, _goal),
    "session": Way("sessions.show", "session_id", session_for, can_see_session, _session),
    "plan": Way("plans.show", "plan_id", plan_for, can_see_plan, _plan),
    "resource": Way("resources.show", "resource_id", resource_for, can_read_resource, _resource),
    "section": Way("sections.show", "section_id", section_for, can_read_section, _section),
    "goals": Way("goals.index", "", _here, can_see_goals, _course),
    "sessions": Way("sessions.index", "", _here, can_see_sessions, _course),
    "board": Way("groups.index", "", _here, can_see_people, _course),
    "post": Way("threads.show", "post_id", post_for, can_read_post, _post),
}
