"""A course's gradebook at its LMS: columns, scores and results (LTI Assignment and Grade Services 2.0)."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit, urlunsplit

from flask_babel import gettext as _

from plugin.addresses import site_of
from plugin.fetch import Answer
from plugin.lti.queries import Known
from plugin.lti.schemas import id_or_none
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault, read_json
from plugin.lti.services.offered import LONGEST_ADDRESS

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/"
LINE_ITEM, RESULTS, SCORES = f"{SCOPE}lineitem", f"{SCOPE}result.readonly", f"{SCOPE}score"
ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json"
ITEMS_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json"
# A link that is gone, or takes no column of ours: each LMS says so by another status.
UNLINKED = frozenset((400, 403, 404, 412, 422))
WITHIN = 120.0  # seconds for one errand, its token and the pages of a list with it
MOST = 100_000  # items or results of one list


@dataclass(frozen=True, slots=True)
class Given:
    """A score as it is sent (section 3.4). `at` grows with every word about the same person and column."""

    sub: str
    given: float
    points: float
    activity: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sought:
    """How a column is known: by what it is for, our own id first and then those of what that was copied from, and by the
    LMS's links to it."""

    resource_ids: tuple[str, ...]
    link_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What stands in the gradebook for somebody (section 3.3): the share of all points, None where nothing does."""

    sub: str
    share: float | None


class Gradebook:
    """The gradebook of one course. Each method raises ServiceFault; call them outside any transaction."""

    def __init__(self, platform: Known, lineitems_url: str, scopes: Collection[str] = ()) -> None:
        self._platform, self._list = platform, lineitems_url
        # Where a launch names its scopes and the whole one is not among them, columns can be found and not made.
        self._columns = LINE_ITEM if not scopes or LINE_ITEM in scopes else f"{LINE_ITEM}.readonly"
        self._home = site_of(lineitems_url)

    def found(self, sought: Sought) -> str | None:
        """The column that is for this content of ours, whoever made it: its address.

        By `resourceId`, which a copied column still has from its origin; where several have it, since somebody placed a
        link twice, that of a link which people came in by. Else the LMS's own for such a link, that is for nothing else.
        """
        for resource_id in sought.resource_ids:
            if named := self._with("resourceId", "resource_id", resource_id):
                linked = (one for one in named if one.get("resourceLinkId") in sought.link_ids)
                return self._address(next(linked, named[0]))
        for link_id in sought.link_ids:
            for item in self._with("resourceLinkId", "resource_link_id", link_id):
                if not item.get("resourceId"):
                    return self._address(item)
        return None

    def make(self, sought: Sought, label: str, points: float) -> str:
        """A new column, at its link where there is exactly one; its address."""
        if self._columns != LINE_ITEM:
            raise ServiceFault(_("This gradebook lets Tandem find columns and make none."), status=403)
        about = {"resourceId": sought.resource_ids[0], "tag": "mentoring"}
        said = {"label": label, "scoreMaximum": points, **about}
        if len(sought.link_ids) == 1:
            try:
                return self._made({**said, "resourceLinkId": sought.link_ids[0]})
            except ServiceFault as fault:
                if fault.later or fault.status not in UNLINKED:
                    raise
        return self._made(said)

    def _made(self, said: dict[str, Any]) -> str:
        answer = self._call(self._list, accept=ITEM_TYPE, method="POST", said=said, content_type=ITEM_TYPE)
        made = read_json(answer)
        return self._address(made if isinstance(made, dict) else {})

    def _with(self, name: str, asked: str, value: str) -> list[dict[str, Any]]:
        """The columns of which that is said. Some LMSs list everything, whatever was asked for."""
        listed = self._items(_with_query(self._list, **{asked: value}), ITEMS_TYPE, self._columns)
        return [one for one in listed if one.get(name) == value]

    def rename(self, item_url: str, label: str) -> None:
        """Give a column another name; everything else about it stays as it is there (section 3.2.9 replaces it whole)."""
        answer = self._call(item_url, accept=ITEM_TYPE)
        there = read_json(answer)
        if not isinstance(there, dict):
            unread = _("The gradebook's answer about a column could not be read.")
            raise ServiceFault(unread, status=answer.status)
        said = {**there, "label": label}
        self._call(item_url, accept=ITEM_TYPE, method="PUT", said=said, content_type=ITEM_TYPE)

    def is_there(self, item_url: str) -> bool:
        """Whether the gradebook still has this column."""
        try:
            self._call(item_url, accept=ITEM_TYPE)
        except ServiceFault as fault:
            if fault.status in {404, 410}:
                return False
            raise
        return True

    def give(self, item_url: str, score: Given) -> None:
        """Send one score, once: whether and when it is tried again is the caller's to say."""
        said = {
            "userId": score.sub,
            "scoreGiven": score.given,
            "scoreMaximum": score.points,
            "activityProgress": score.activity,
            "gradingProgress": "FullyGraded",  # Canvas passes over what is less
            "timestamp": score.at.isoformat(timespec="milliseconds"),
        }
        where = _part(item_url, "/scores")
        self._call(where, accept="*/*", method="POST", said=said, content_type=SCORE_TYPE, scopes=(SCORES,))

    def results(self, item_url: str) -> Iterator[Result]:
        """What stands there for each person."""
        for one in self._items(_part(item_url, "/results"), RESULTS_TYPE, RESULTS):
            sub = id_or_none(one.get("userId"))
            if sub:
                yield Result(sub, _share(one.get("resultScore"), one.get("resultMaximum")))

    def _items(self, url: str, accept: str, scope: str) -> Iterator[dict[str, Any]]:
        self._stays_home(url)
        listed = 0
        for answer in Connector(self._platform, within=WITHIN).pages(url, accept=accept, scopes=[scope]):
            page = read_json(answer)
            if not isinstance(page, list):
                raise ServiceFault(_("The gradebook's answer is no list."))
            listed += len(page)
            if listed > MOST:
                raise ServiceFault(_("More than %(num)s lines are more than we take.", num=MOST))
            yield from (one for one in page if isinstance(one, dict))

    def _call(
        self,
        url: str,
        *,
        accept: str,
        method: str = "GET",
        said: dict[str, Any] | None = None,
        content_type: str = ITEM_TYPE,
        scopes: tuple[str, ...] = (),
    ) -> Answer:
        self._stays_home(url)
        body = None if said is None else json.dumps(said)
        return Connector(self._platform, within=WITHIN).call(
            url,
            accept=accept,
            scopes=scopes or (self._columns,),
            method=method,
            body=body,
            content_type=content_type,
        )

    def _stays_home(self, url: str) -> None:
        """Our key is for the site that the launch named, whatever stands in a list."""
        if site_of(url) != self._home:
            raise ServiceFault(_("The gradebook names a column at another site, which gets no key."))

    def _address(self, item: dict[str, Any]) -> str:
        said = item.get("id")
        fits = isinstance(said, str) and said.isprintable() and len(said) <= LONGEST_ADDRESS
        if isinstance(said, str) and fits and site_of(said) == self._home:
            return said
        raise ServiceFault(_("The gradebook did not say where its column is."))


def _part(item_url: str, part: str) -> str:
    """An address may carry a query, and the part goes before it (sections 3.3.3 and 3.4.2)."""
    split = _taken_apart(item_url)
    return urlunsplit(split._replace(path=split.path.rstrip("/") + part))


def _with_query(url: str, **more: str) -> str:
    split = _taken_apart(url)
    query = "&".join(part for part in (split.query, urlencode(more)) if part)
    return urlunsplit(split._replace(query=query))


def _taken_apart(url: str) -> SplitResult:
    """An address that a launch named may be none."""
    try:
        return urlsplit(url)
    except ValueError as fault:
        raise ServiceFault(_("The address of the gradebook cannot be read.")) from fault


def _share(score: Any, maximum: Any) -> float | None:
    numbers = [one for one in (score, maximum) if isinstance(one, int | float) and not isinstance(one, bool)]
    try:
        given, of = map(float, numbers)  # a ValueError where there are fewer than two
        share = given / of
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    return share if of > 0 and math.isfinite(share) else None
