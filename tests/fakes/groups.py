"""The played learning site with a groups service: two lists, each by its own media type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.memberships import COURSE, Headers, Said, Site, answer

GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"
SETS = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json"


@dataclass
class GroupSite(Site):
    """Members as before; `fault` goes wrong with groups alone."""

    groups: list[dict[str, Any]] = field(default_factory=list)
    sets: list[dict[str, Any]] = field(default_factory=list)

    @property
    def groups_url(self) -> str:
        return f"{self.origin}/courses/{COURSE}/Groups?of=1"

    @property
    def sets_url(self) -> str:
        return f"{self.origin}/courses/{COURSE}/Sets"

    def page_url(self, number: int) -> str:
        return f"{self.groups_url}&Page={number}" if self.fault else super().page_url(number)

    def members(self, path: str, headers: Headers) -> Said:
        if "/Groups" not in path and "/Sets" not in path:
            kept, self.fault = self.fault, None
            try:
                return super().members(path, headers)
            finally:
                self.fault = kept
        bearer = headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer not in self.given:
            return answer({"error": "invalid_token"}, 401)
        if "/Sets" in path:
            right = headers.get("Accept") == SETS
            return answer({"id": self.sets_url, "sets": self.sets}) if right else answer({}, 406)
        if headers.get("Accept") != GROUPS:
            return answer({"error": "not acceptable"}, 406)
        number = int(parse_qs(urlsplit(path).query).get("Page", ["1"])[0])
        said = self.groups_page(number)
        return self.fault(self, number, said) if self.fault else said

    def groups_page(self, number: int) -> Said:
        """A good page of two groups."""
        shown = self.groups[(number - 1) * 2 : number * 2]
        more = f'<{self.groups_url}&Page={number + 1}>; rel="next"'
        headers = {"Link": more} if len(self.groups) > number * 2 else {}
        return answer({"id": self.groups_url, "groups": shown}, 200, headers)


def groups(many: int) -> list[dict[str, Any]]:
    """So many groups of one set."""
    return [{"id": f"g{number}", "name": f"Group {number}", "set_id": "s1"} for number in range(many)]
