"""Who is in a course, as the names and roles service of its LMS says: the whole list or none of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from plugin.fetch import Answer
from plugin.lti.queries import Known
from plugin.lti.roles import role_of
from plugin.lti.schemas import full_name, id_or_none, line
from plugin.lti.services.connector import Connector
from plugin.lti.services.containers import Container, Unreadable
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.members import Members, MemberSaid

SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
MEDIA = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
MOST_MEMBERS = 100_000
MOST_GROUPS = 100


class RosterFault(ServiceFault):
    """A list of members that could not be read whole, and why."""


def fetch_members(platform: Known, context_lms_id: str, url: str) -> Members:
    """Everybody whom the LMS lists in that course. Call it outside any transaction, and close what it gives.

    Nothing is handed out before the last page has been read. Raises RosterFault.
    """
    members = Members()
    try:
        for answer in Connector(platform).pages(url, accept=MEDIA, scopes=[SCOPE]):
            _add(members, answer, platform, context_lms_id)
        if not members:
            raise RosterFault(_("The list of members is empty, although somebody came from this course."))
    except ServiceFault as fault:
        members.close()
        raise RosterFault(fault.sentence, fault.wait, fault.status) from fault
    except BaseException:
        members.close()
        raise
    return members


def _add(members: Members, answer: Answer, platform: Known, context_lms_id: str) -> None:
    """Add one page to those before it, or say what is wrong with it."""
    page, known_before = Container(answer.body), len(members)
    try:
        listed, new = members.add(_understood(page, platform))
    except Unreadable as fault:
        host = urlsplit(answer.url).hostname
        raise RosterFault(
            str(fault) or _("%(host)s did not answer with a list of members.", host=host)
        ) from fault
    if listed and not new and known_before:
        raise RosterFault(_("A page of members says nothing but what we have read before."))
    if len(members) > MOST_MEMBERS:
        raise RosterFault(_("More than %(num)s members are more than we take.", num=MOST_MEMBERS))
    told = page.context.get("id") if isinstance(page.context, dict) else None
    if told is not None and id_or_none(told) != context_lms_id:
        raise RosterFault(_("The list of members is of another course."))


def _understood(page: Container, platform: Known) -> Iterator[MemberSaid]:
    for member in page.members():
        sub = id_or_none(member.get("user_id")) if isinstance(member, dict) else None
        if sub is None:
            # Left out, they would be taken for absent.
            raise Unreadable(_("A member in the list has no id of theirs."))
        yield MemberSaid(
            sub=sub,
            name=full_name(member),
            email=line(member.get("email")),
            role=role_of(_roles(member.get("roles")), platform.role_choices),
            active=_active(member.get("status")),
            group_ids=_groups(member.get("group_enrollments")),
        )


def _roles(said: Any) -> list[str]:
    """Moodle says short names here and whole URIs in a launch; `role_of` reads both."""
    listed = said if isinstance(said, list) else [said]
    return [role for role in listed if isinstance(role, str)]


def _active(said: Any) -> bool:
    """Nothing said is active; 'Inactive', 'Deleted' and whatever we do not know is not."""
    word = line(said).rpartition("#")[2]
    return said is None or word.lower() == "active"


def _groups(said: Any) -> tuple[str, ...]:
    listed = said[:MOST_GROUPS] if isinstance(said, list) else []
    found = (id_or_none(one.get("group_id")) for one in listed if isinstance(one, dict))
    return tuple(dict.fromkeys(group for group in found if group))
