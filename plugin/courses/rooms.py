"""The rooms of a course that have pages."""

from __future__ import annotations

from plugin.courses.agreements import views as agreements
from plugin.courses.assessments import views as answers
from plugin.courses.goals import views as goals
from plugin.courses.goals.proposals import views as proposals
from plugin.courses.goals.ratings import views as ratings
from plugin.courses.goals.standing import views as standing
from plugin.courses.journey import views as journey
from plugin.courses.outline.editing import views as outline
from plugin.courses.programmes import views as programmes
from plugin.courses.resources import views as resources
from plugin.courses.resources.files import views as files
from plugin.courses.sessions import views as sessions
from plugin.courses.sessions.calendar import views as calendar
from plugin.courses.sessions.plans import views as plans
from plugin.courses.sessions.promises import views as promises

GOALS = (goals, standing, ratings, proposals)
SESSIONS = (sessions, plans, promises, calendar)
ROOMS = (journey, resources, files, answers, agreements, *GOALS, *SESSIONS, outline, programmes)
