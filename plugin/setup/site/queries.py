"""What the learning site of a course gives and takes, as its leads may know it: nothing of other courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from plugin.database import db
from plugin.lti.connections.models import Connection
from plugin.lti.connections.queries import scopes_known
from plugin.lti.models import Context, Platform
from plugin.lti.services.memberships import SCOPE as MEMBERS
from plugin.member import Member
from plugin.people.roster.queries import standing
from plugin.setup.queries import known_of

SCORES = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
GROUPS = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that the two share. state: 'ok', 'look' (somebody could change it) or 'plain' (it is so)."""

    key: str
    state: str
    count: int = 0
    of: int = 0
    at: datetime | None = None
    why: str = ""


def matters_of(lead: Member) -> list[Matter]:
    """Roster, names, addresses, grades and groups: three statements."""
    row = db.session.execute(
        select(
            Context.lineitems_url,
            Context.grade_scopes,
            Context.groups_url,
            Platform.scopes,
            Connection.scopes_now,
            Connection.grants,
        )
        .join(Platform, Platform.id == Context.platform_id)
        .outerjoin(Connection, Connection.platform_id == Platform.id)
        .where(Context.id == lead.context_id)
    ).one()
    missing = {scope for scope, told in (row.grants or {}).items() if not told["given"]}
    granted = scopes_known(row.scopes, row.scopes_now)
    if granted is not None:
        missing |= {MEMBERS, SCORES, GROUPS} - set(granted)
    # A launch that names the address and no scopes leaves open which, and then scores are sent.
    takes_scores = bool(row.lineitems_url) and (not row.grade_scopes or SCORES in row.grade_scopes)
    return [
        _roster(lead, MEMBERS in missing),
        *_people(lead),
        _offered("grades", there=takes_scores, refused=SCORES in missing),
        _offered("groups", there=bool(row.groups_url), refused=GROUPS in missing),
    ]


def _roster(lead: Member, refused: bool) -> Matter:
    roster = standing(lead)
    if refused:
        return Matter("roster", "look", why="not granted")
    if not roster.shared:
        return Matter("roster", "plain", why="not shared")
    read = {"count": roster.members, "at": roster.read_at}
    if roster.failures:
        return Matter("roster", "look", **read, why=roster.result)  # type: ignore[arg-type]
    return Matter("roster", "ok" if roster.read_at else "plain", **read)  # type: ignore[arg-type]


def _people(lead: Member) -> list[Matter]:
    known = known_of(lead)
    return [
        Matter(
            key, "ok" if many == known.people else "look" if many else "plain", count=many, of=known.people
        )
        for key, many in (("names", known.named), ("addresses", known.addressed))
    ]


def _offered(key: str, *, there: bool, refused: bool) -> Matter:
    if not there:
        return Matter(key, "plain", why="not offered")
    return Matter(key, "look", why="not granted") if refused else Matter(key, "ok")
