"""What a launch says besides who comes: the services of its course, copies, groups, whom somebody looks after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
MEMBERSHIPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
GROUPS = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice"
LONGEST_ADDRESS = 2000
# LTI 1.3 allows ids 255 ASCII characters. Some platforms go beyond; an index of PostgreSQL ends at 2,700 bytes.
LONGEST_ID = 500
MOST_SCOPES, MOST_ORIGINS, MOST_GROUPS, MOST_PEOPLE = 20, 50, 100, 1000


@dataclass(frozen=True, slots=True)
class Offered:
    """Addresses letter by letter; '' where there is none, or what is said can be none."""

    memberships_url: str = ""  # NRPS 2.0, section 3.6.1.1
    lineitems_url: str = ""  # AGS 2.0, section 4.1
    lineitem_url: str = ""  # of the link that was launched, where it has exactly one
    grade_scopes: tuple[str, ...] = ()
    groups_url: str = ""  # Course Groups 1.0
    group_sets_url: str = ""
    notices_url: str = ""  # Platform Notification Service 1.0
    origins: tuple[str, ...] = ()  # of the course, newest first: $Context.id.history, LTI 1.3, appendix B
    group_ids: tuple[str, ...] | None = (
        None  # of whoever comes, where the LMS says: $Moodle.Person.userGroupIds
    )
    looks_after: tuple[str, ...] | None = None  # claim role_scope_mentor: subs; None where it is not sent


def read(claims: Mapping[str, Any]) -> Offered:
    """Never a reason to refuse a launch: what is odd counts as not said."""
    grades, groups = _part(claims, GRADES), _part(claims, GROUPS)
    custom = _part(claims, f"{CLAIM}custom")
    notices = _part(claims, f"{CLAIM}platformnotificationservice")
    looks_after = claims.get(f"{CLAIM}role_scope_mentor")
    return Offered(
        memberships_url=_address(_part(claims, MEMBERSHIPS).get("context_memberships_url")),
        lineitems_url=_address(grades.get("lineitems")),
        lineitem_url=_address(grades.get("lineitem")),
        grade_scopes=_words(grades.get("scope"), MOST_SCOPES),
        groups_url=_address(groups.get("context_groups_url")),
        group_sets_url=_address(groups.get("context_group_sets_url")),
        notices_url=_address(notices.get("platform_notification_service_url")),
        origins=_listed(custom.get("context_history"), MOST_ORIGINS) or (),
        group_ids=_listed(custom.get("groups"), MOST_GROUPS),
        looks_after=_words(looks_after, MOST_PEOPLE) if isinstance(looks_after, list) else None,
    )


def _part(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = claims.get(name)
    return part if isinstance(part, dict) else {}


def _address(said: Any) -> str:
    return said if isinstance(said, str) and said.isprintable() and len(said) <= LONGEST_ADDRESS else ""


def _words(said: Any, most: int) -> tuple[str, ...]:
    listed = said if isinstance(said, list) else []
    return tuple(dict.fromkeys(one for one in listed[:most] if _is_id(one)))


def _listed(said: Any, most: int) -> tuple[str, ...] | None:
    """Ids with commas between them. A variable that an LMS does not know arrives as it was written: '$...'."""
    if not isinstance(said, str) or said.startswith("$"):
        return None
    return tuple(dict.fromkeys(one for part in said.split(",")[:most] if _is_id(one := part.strip())))


def _is_id(said: Any) -> bool:
    return isinstance(said, str) and said.isprintable() and 0 < len(said.strip()) <= LONGEST_ID
