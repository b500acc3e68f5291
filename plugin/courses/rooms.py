"""The rooms of a course that have pages."""

from __future__ import annotations

from plugin.courses.agreements import views as agreements
from plugin.courses.agreements.fit import views as fit
from plugin.courses.agreements.parting import views as parting
from plugin.courses.assessments import views as answers
from plugin.courses.goals import views as goals
from plugin.courses.goals.grounds import views as grounds
from plugin.courses.goals.lookback import views as lookback
from plugin.courses.goals.milestones import views as milestones
from plugin.courses.goals.proposals import views as proposals
from plugin.courses.goals.ratings import views as ratings
from plugin.courses.goals.standing import views as standing
from plugin.courses.grades import views as grades
from plugin.courses.journey import views as journey
from plugin.courses.journey.stuck import views as stuck
from plugin.courses.outline.editing import views as outline
from plugin.courses.programmes import views as programmes
from plugin.courses.resources import views as resources
from plugin.courses.resources.files import views as files
from plugin.courses.sessions import views as sessions
from plugin.courses.sessions.calendar import views as calendar
from plugin.courses.sessions.each import views as each
from plugin.courses.sessions.finding import views as noted
from plugin.courses.sessions.finishing import views as finishing
from plugin.courses.sessions.plans import views as plans
from plugin.courses.sessions.promises import views as promises
from plugin.courses.sessions.pulse import views as pulse
from plugin.courses.sessions.questions import views as questions
from plugin.courses.sessions.versions import views as versions

GOALS = (goals, grounds, milestones, lookback, standing, ratings, proposals)
SESSIONS = (sessions, noted, finishing, each, pulse, questions, versions, plans, promises, calendar)
ROOMS = (
    journey,
    stuck,
    grades,
    resources,
    files,
    answers,
    agreements,
    fit,
    parting,
    *GOALS,
    *SESSIONS,
    outline,
    programmes,
)
