"""What this LMS knows: its school, the tools it has, and where each of their launches comes from."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from demo.lms import custom
from demo.lms.addresses import service_claims
from demo.lms.claims import Person, Place, Platform
from demo.lms.faults import Faults
from demo.lms.issued import Issued
from demo.lms.keys import Key
from demo.lms.memory import OUT, Link, Memory
from demo.lms.posting import post_json
from demo.lms.proofs import read_json
from demo.lms.school import Account, Course
from demo.lms.tools import Tool


@dataclass(frozen=True)
class World:
    """One LMS, whole. Its key is made at the start where none is given; `skew` sets its clock wrong on purpose."""

    issuer: str
    accounts: tuple[Account, ...]
    courses: tuple[Course, ...]
    key: Key = field(default_factory=Key.made)
    skew: timedelta = timedelta(0)
    memory: Memory = field(default_factory=Memory)
    issued: Issued = field(default_factory=Issued)
    faults: Faults = field(default_factory=Faults)
    page_size: int = 10
    read: Callable[[str], Any] = read_json  # how a tool's published keys are read, by their address
    send: Callable[[str, Any], None] = post_json  # how a notice goes to a tool's handler

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.skew

    @property
    def tool(self) -> Tool:
        """The tool of links that name none: the first that was added. There must be one."""
        return self.memory.tools[0]

    def tool_called(self, client_id: str | None) -> Tool | None:
        return next((tool for tool in self.memory.tools if tool.client_id == client_id), None)

    def tool_of(self, link: Link) -> Tool | None:
        """None as long as no tool has been added."""
        return self.tool_called(link.tool) or next(iter(self.memory.tools), None)

    @property
    def platform(self) -> Platform:
        return self.platform_for(self.tool)

    def platform_for(self, tool: Tool) -> Platform:
        return Platform(self.issuer, tool.client_id, tool.deployment_id)

    def account(self, key: str) -> Account | None:
        return next((account for account in self.accounts if account.key == key), None)

    def account_of(self, sub: str) -> Account | None:
        return next((account for account in self.accounts if account.person.sub == sub), None)

    @property
    def every_course(self) -> list[Course]:
        """Those it was made with, then those that teachers have made by copying."""
        return [*self.courses, *map(Course.copied, self.memory.copies)]

    def course(self, course_id: str) -> Course | None:
        return next((course for course in self.every_course if course.id == course_id), None)

    def links_of(self, course: Course) -> list[Link]:
        """Those it was made with, then those that were placed."""
        return [*course.links, *self.memory.links.get(course.id, ())]

    def course_of(self, link_id: str) -> tuple[Course, Link] | None:
        return next(
            (
                (course, link)
                for course in self.every_course
                for link in self.links_of(course)
                if link.id == link_id
            ),
            None,
        )

    def state(self, course: Course, key: str) -> str:
        """'' for somebody who is in the course as they should be, else suspended or out."""
        return self.memory.states.get(f"{course.id}/{key}", "")

    def role(self, course: Course, account: Account) -> str | None:
        """Their role in the course now, or None: whoever is suspended or out may not enter."""
        return None if self.state(course, account.key) else course.members.get(account.key)

    def enrolled(self, course: Course) -> list[Account]:
        """Everybody who stands in the course's list, suspended or not."""
        return [
            account
            for account in self.accounts
            if account.key in course.members and self.state(course, account.key) != OUT
        ]

    def courses_with(self, account: Account) -> list[Course]:
        return [course for course in self.every_course if self.role(course, account)]

    def person(self, account: Account, tool: Tool) -> Person:
        """Them as far as a tool is told: names only where it asked for them, and they share theirs."""
        shares = account.person.shares_name and "name" in tool.claims
        return replace(account.person, shares_name=shares)

    def place(self, account: Account, link_id: str, document_target: str) -> Place:
        """Where a launch of this link comes from. The link must exist."""
        found = self.course_of(link_id)
        assert found is not None, f"no link {link_id} in this LMS"
        course, link = found
        tool = self.tool_of(link)
        assert tool is not None, "no tool has been added yet"
        where = replace(
            self.place_in(account, course, tool),
            link_id=link.id,
            link_title=link.title,
            link_text=link.text,
            document_target=document_target,
        )
        given = {**where.custom, **tool.custom, **link.custom}
        known = custom.variables(self.person(account, tool), course, account.zone, link)
        services = service_claims(self.issuer, course.id, tool, self._column(link, tool))
        return replace(where, custom=custom.resolved(given, known), services=services)

    def place_in(self, account: Account, course: Course, tool: Tool) -> Place:
        """A place in the course that is no link yet: where somebody picks what to add."""
        page = f"{self.issuer}/as/{account.key}/courses/{course.id}"
        return Place(
            context_id=course.id,
            label=course.label,
            title=course.title,
            return_url=f"{page}/return",
            custom={"course_url": page},
            services=service_claims(self.issuer, course.id, tool),
            looks_after=self._looked_after(account, course),
        )

    def _looked_after(self, account: Account, course: Course) -> tuple[str, ...] | None:
        """The subs of those whom they look after and who are still in the course; None for whoever is no mentor."""
        if account.key not in course.looks_after:
            return None
        whom = course.looks_after[account.key]
        return tuple(one.person.sub for one in self.enrolled(course) if one.key in whom)

    def _column(self, link: Link, tool: Tool) -> str | None:
        """The link's own column in the gradebook, where it has exactly one."""
        own = [
            item.id
            for item in self.memory.items.values()
            if item.link == link.id and item.client_id == tool.client_id
        ]
        return own[0] if len(own) == 1 else None

    @property
    def origins(self) -> list[str]:
        """Where tools live: what may be framed, and whose messages are heard."""
        return list(dict.fromkeys(tool.origin for tool in self.memory.tools))
