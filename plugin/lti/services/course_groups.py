"""The groups of a course, as the groups service of its LMS says: the whole list or none of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from plugin.fetch import Answer
from plugin.lti.queries import Known
from plugin.lti.schemas import id_or_none, line
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault, read_json

# Course Groups Service 1.0, sections 3 and 4: groups and their sets come by two different media types.
SCOPE = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"
GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"
SETS = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json"
MOST = 5000  # groups of one course, and sets of them


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """A group in the words of its LMS; the set that it belongs to is empty where there is none."""

    id: str
    name: str
    set_name: str = ""


def fetch_groups(platform: Known, groups_url: str, sets_url: str) -> list[GroupSaid]:
    """Every group of a course, with its set by name. Call it outside any transaction.

    Who is in a group stands with the members (NRPS 2.0, `group_enrollments`). Nothing is handed out before the last
    page of both lists has been read. Raises ServiceFault.
    """
    connector = Connector(platform)
    groups = _listed(connector, groups_url, GROUPS, "groups")
    wanted = sets_url and any(one.get("set_id") is not None for one in groups.values())
    sets = _listed(connector, sets_url, SETS, "sets") if wanted else {}
    return [
        GroupSaid(lms_id, line(one.get("name")), _set_name(sets, one.get("set_id")))
        for lms_id, one in groups.items()
    ]


def _listed(connector: Connector, url: str, media: str, name: str) -> dict[str, dict[str, Any]]:
    """The items of all pages by their ids; the first word about one counts."""
    found: dict[str, dict[str, Any]] = {}
    for answer in connector.pages(url, accept=media, scopes=[SCOPE]):
        before, listed = len(found), 0
        for lms_id, item in _items(answer, name):
            listed += 1
            found.setdefault(lms_id, item)
        if listed and before and len(found) == before:
            raise ServiceFault(_("A page of groups says nothing but what we have read before."))
        if len(found) > MOST:
            raise ServiceFault(_("More than %(num)s groups are more than we take.", num=MOST))
    return found


def _items(answer: Answer, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    said = read_json(answer)
    items = said.get(name) if isinstance(said, dict) else None
    if not isinstance(items, list):
        host = urlsplit(answer.url).hostname
        raise ServiceFault(_("%(host)s did not answer with a list of groups.", host=host))
    for item in items:
        lms_id = id_or_none(item.get("id")) if isinstance(item, dict) else None
        if lms_id is None:
            # Left out, it would be taken for gone.
            raise ServiceFault(_("A group in the list has no id of its own."))
        yield lms_id, item


def _set_name(sets: dict[str, dict[str, Any]], set_id: Any) -> str:
    known = sets.get(id_or_none(set_id) or "")
    return line(known.get("name")) if known else ""
