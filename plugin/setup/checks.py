"""What to look at before a course is opened: each check with how serious it is and the facts that it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from plugin.courses.outline.models import Course
from plugin.groups.everybody import people_here
from plugin.groups.invited import expected
from plugin.groups.queries import groups_here
from plugin.lti.queries import granted
from plugin.lti.services.memberships import SCOPE
from plugin.member import Member
from plugin.people.roster.queries import Standing, standing
from plugin.setup.queries import MENTORS_SHOWN, SetUp, mentors_of

NAMED = 10  # people whose names stand in a check; the others are counted


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. state: 'wrong' stops the opening, 'look' does not, 'plain' is to know, or 'ok'."""

    key: str
    state: str
    facts: dict[str, Any] = field(default_factory=dict)


def checks_of(lead: Member, course: Course, far: SetUp) -> list[Check]:
    """All checks, what to settle first: the same statements however many people there are."""
    found = [
        _sections(far),
        *_people(lead, course),
        *_groups(lead),
        _roster(standing(lead), granted(lead.platform_id)),
        Check("mail", "plain"),
    ]
    order = ("wrong", "look", "plain", "ok")
    return sorted(found, key=lambda check: order.index(check.state))


def _sections(far: SetUp) -> Check:
    return Check("sections", "ok" if far.sections else "wrong", {"count": far.sections})


def _people(lead: Member, course: Course) -> list[Check]:
    mentors = mentors_of(lead, course)
    over = [one for one in mentors if one.over]
    here = people_here(lead)
    names = [one.name for one in here.shown if one.alone][:NAMED]
    waiting = expected(lead)
    checks = [
        Check(
            "mentors",
            "ok" if mentors else "look",
            {"count": len(mentors), "more": len(mentors) == MENTORS_SHOWN},
        ),
        Check(
            "alone",
            "look" if here.alone else "ok",
            {"count": here.alone, "names": names, "total": here.total},
        ),
    ]
    if mentors:
        limited = any(one.room is not None for one in mentors)
        state = "look" if over else "ok" if limited else "plain"
        checks.append(Check("capacity", state, {"over": over[:NAMED], "limited": limited}))
    if waiting:
        checks.append(Check("expected", "plain", {"count": len(waiting)}))
    return checks


def _groups(lead: Member) -> list[Check]:
    groups = groups_here(lead)
    empty = [group for group in groups if not (group.mentees and group.mentors)]
    if not groups:
        return []
    return [Check("groups", "look" if empty else "ok", {"empty": empty[:NAMED], "count": len(groups)})]


def _roster(roster: Standing, scopes: list[str] | None) -> Check:
    if scopes is not None and SCOPE not in scopes:
        return Check("roster", "look", {"why": "not granted"})
    if not roster.shared:
        return Check("roster", "plain", {"why": "not shared"})
    if roster.failures:
        return Check("roster", "look", {"why": "failed", "result": roster.result})
    if roster.read_at is None:
        return Check("roster", "plain", {"why": "not read yet"})
    return Check("roster", "ok", {"why": "", "read_at": roster.read_at})
