"""What comes in when somebody writes about a goal, and how its fixed words are said."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import CHOOSE, Day, FormSchema, Line, Rich

TOWARD = {"skill": _l("A skill"), "project": _l("A project")}
ENTRIES = {
    "tried": _l("I tried something"),
    "success": _l("It worked"),
    "failure": _l("It did not work"),
    "tactic": _l("What helps me"),
    "change": _l("A change of course"),
    "trying": _l("I am trying it"),
}  # a 'turn' is written by saying how the goal stands


class ChangedGoal(FormSchema):
    """A goal in other words. The problem is not among them: it stays as it was first told."""

    outcome = Rich(required=True)
    title = Line(required=True, most=160)
    toward = fields.String(required=True, validate=validate.OneOf(list(TOWARD), error=CHOOSE))
    toward_what = Line(required=True, most=120)


class Problem(FormSchema):
    """What a goal begins from."""

    problem = Rich(required=True)


class NewGoal(ChangedGoal, Problem):  # in this order the problem's words are read, and put right, first
    """A goal, begun from its problem, with a first milestone."""

    milestone = Line(required=True)
    milestone_due = Day(required=True)
    milestone_done_when = Line(load_default="")


class NewEntry(FormSchema):
    """What happened, and as what it is told."""

    entry = fields.String(required=True, validate=validate.OneOf(list(ENTRIES), error=CHOOSE))
    happened = Rich(required=True)
    until = Day(load_default=None)


class DoneOrNot(FormSchema):
    """Whether something is done; an unticked thing was done by mistake."""

    done = fields.String(load_default="yes", validate=validate.OneOf(["yes", "no"], error=CHOOSE))
