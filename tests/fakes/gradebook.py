"""A played gradebook beside the members of a played site, by the rules that a real Moodle keeps (AGS 2.0)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from plugin.lti.services.grades import ITEM_TYPE, ITEMS_TYPE, RESULTS_TYPE, SCORE_TYPE
from tests.fakes.memberships import COURSE, Headers, Said, Site, answer

HERE = f"/courses/{COURSE}/lineitems"


Fault = Callable[[str, str, bytes], Said | None]  # method, path, body


def to(sub: str, said: Said) -> Fault:
    """A fault that meets the scores of one person alone."""
    return lambda _method, path, sent: (
        said if "/scores" in path and json.loads(sent)["userId"] == sub else None
    )


def to_scores(said: Said) -> Fault:
    """A fault that meets every score."""
    return lambda _method, path, _sent: said if "/scores" in path else None


@dataclass
class Gradebook:
    """Its columns, each score that it took, in order, and a fault for each request (method, path, body)."""

    site: Site
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    taken: list[tuple[str, dict[str, Any]]] = field(default_factory=list)  # column id, score
    results: dict[tuple[str, str], float] = field(
        default_factory=dict
    )  # (column id, sub) -> what a teacher typed
    fault: Fault | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.site.beside = self.answer

    @property
    def url(self) -> str:
        return f"{self.site.origin}{HERE}?type_id=1"

    def scores(self, sub: str, item: str = "1") -> list[float]:
        """What it took of somebody, in order."""
        return [
            score["scoreGiven"] for column, score in self.taken if (column, score["userId"]) == (item, sub)
        ]

    def answer(self, method: str, path: str, headers: Headers, sent: bytes) -> Said | None:
        if not urlsplit(path).path.startswith(HERE):
            return None
        if headers.get("Authorization", "").removeprefix("Bearer ") not in self.site.given:
            return answer({"error": "invalid_token"}, 401)
        with self.lock:
            said = self.fault(method, path, sent) if self.fault else None
            return said or self._answer(method, path, headers, sent)

    def _answer(self, method: str, path: str, headers: Headers, sent: bytes) -> Said:
        split = urlsplit(path)
        parts = split.path.removeprefix(HERE).strip("/").split("/")
        if parts == [""]:
            return self._made(sent, headers) if method == "POST" else self._listed(split.query, headers)
        item = self.items.get(parts[0])
        if item is None:
            return answer({"error": "There is no such line item."}, 404)
        if parts[-1] == "scores":
            return self._score(parts[0], json.loads(sent), headers)
        if parts[-1] == "results":
            return self._results(parts[0], item)
        if method == "PUT":
            item |= {"label": json.loads(sent)["label"]}
        return answer(item)

    def _listed(self, query: str, headers: Headers) -> Said:
        if headers.get("Accept") != ITEMS_TYPE:
            return answer({"error": "not acceptable"}, 400)
        asked = parse_qs(query)
        names = {"resource_id": "resourceId", "resource_link_id": "resourceLinkId"}
        wanted = {said: asked[name][0] for name, said in names.items() if name in asked}
        return answer([one for one in self.items.values() if wanted.items() <= one.items()])

    def _made(self, sent: bytes, headers: Headers) -> Said:
        if headers.get("Content-Type") != ITEM_TYPE:
            return answer({"error": "unsupported"}, 415)
        number = str(len(self.items) + 1)
        self.items[number] = {
            **json.loads(sent),
            "id": f"{self.site.origin}{HERE}/{number}/lineitem?type_id=1",
        }
        return answer(self.items[number], 201)

    def _score(self, number: str, score: dict[str, Any], headers: Headers) -> Said:
        if headers.get("Content-Type") != SCORE_TYPE:
            return answer({"error": "unsupported"}, 415)
        moment = int(datetime.fromisoformat(score["timestamp"]).timestamp())
        before = [one for column, one in self.taken if (column, one["userId"]) == (number, score["userId"])]
        if before and moment <= int(datetime.fromisoformat(before[-1]["timestamp"]).timestamp()):
            return answer({"error": "A later score is here already."}, 409)
        self.taken.append((number, score))
        return Said(200)

    def _results(self, number: str, item: dict[str, Any]) -> Said:
        latest = {score["userId"]: score["scoreGiven"] for column, score in self.taken if column == number}
        latest |= {sub: given for (column, sub), given in self.results.items() if column == number}
        listed = [
            {"userId": sub, "resultScore": given, "resultMaximum": item["scoreMaximum"]}
            for sub, given in latest.items()
        ]
        return answer(listed, 200, {"Content-Type": RESULTS_TYPE})
