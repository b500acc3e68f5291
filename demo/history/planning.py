"""What is planned: the group's next talks, one of two, what is brought to it, and one that has passed without a word."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from demo.history.groups import GROUPS
from demo.history.story import Story
from demo.people import DAY
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.plans import actions
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.present import Partner
from plugin.member import Member
from plugin.text import from_plain


@dataclass(frozen=True)
class Planned:
    """`planner` plans on `day` for the day `on`, with a mentee or the group of that name."""

    planner: str
    whom: str
    day: int
    on: int
    at: str
    said: dict[str, Any]
    agenda: str = ""
    brings: dict[str, dict[str, str]] = field(default_factory=dict)


PLANNED = (
    Planned(
        "amara",
        DAY,
        -8,
        6,
        "15:30",
        {
            "minutes": 60,
            "mode": "in person",
            "place": "Training room, behind gate 4",
            "times": 3,
            "every_weeks": 2,
        },
        "- One real case from Kwame\n- What we do when the plan and the day disagree",
    ),
    Planned(
        "amara",
        "fatima",
        -5,
        2,
        "16:30",
        {"minutes": 45, "mode": "video", "place": "https://meet.northwind.example/amara"},
        "The talk with Lene, and what comes after the first sentence.",
        {
            "fatima": {
                "win": "Two talks within two days, and nobody cried. Not even me.",
                "ask": "How did you learn to leave the silence alone?",
            }
        },
    ),
    Planned(
        "ravi", "ingrid", -9, -1, "12:00", {"minutes": 40, "mode": "call"}, "How the week on nights went"
    ),
)


def look_ahead(story: Story) -> None:
    for planned in PLANNED:
        _plan(story, planned)


def _plan(story: Story, planned: Planned) -> None:
    def step(member: Member) -> None:
        kind = "group" if planned.whom in GROUPS else "mentee"
        whom = story.made["group", planned.whom] if kind == "group" else story.enrolment(planned.whom)
        made = actions.plan_sessions(
            member,
            course_here(member),
            Partner(f"{kind}:{whom}", planned.whom, kind),
            at=_clocked(story, planned),
            agenda=from_plain(planned.agenda),
            **planned.said,
        )
        story.made["plan", planned.planner, planned.whom] = made[0].id

    story.then(planned.planner, planned.day, "17:10", step)
    for who, told in planned.brings.items():
        _bring(story, planned, who, told)


def _bring(story: Story, planned: Planned, who: str, told: dict[str, str]) -> None:
    def step(member: Member) -> None:
        plan = plan_for(member, story.made["plan", planned.planner, planned.whom])
        actions.prepare(member, plan, **{"win": "", "block": "", "idea": "", "ask": "", **told})

    story.then(who, planned.day + 2, "20:15", step)


def _clocked(story: Story, planned: Planned) -> datetime:
    """On the planner's own clock; unlike what people do, what they plan may be to come."""
    account = story.world.account(planned.planner)
    assert account is not None
    return datetime.combine(story.day(planned.on), time.fromisoformat(planned.at), ZoneInfo(account.zone))
