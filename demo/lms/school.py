"""The people of this LMS, and the courses they are in."""

from dataclasses import dataclass, field

from demo.lms.claims import Person
from demo.lms.memory import Copied, Link

INSTRUCTOR, LEARNER = "Instructor", "Learner"


@dataclass(frozen=True)
class Account:
    """A person of the LMS; `part` groups the sign-in page and is never told to the tool."""

    key: str
    person: Person
    title: str
    zone: str
    part: str
    administrator: bool = False

    @property
    def name(self) -> str:
        return f"{self.person.given} {self.person.family}".strip()

    @property
    def initials(self) -> str:
        return self.person.given[:1] + self.person.family[:1]


@dataclass(frozen=True)
class Group:
    """Some people of a course; `kind` is the set of groups that it belongs to."""

    id: str
    name: str
    kind: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """A course of the LMS: who is in it with which LMS role (Instructor or Learner), its links and groups."""

    id: str
    label: str
    title: str
    summary: str
    members: dict[str, str]
    links: tuple[Link, ...]
    groups: tuple[Group, ...] = ()
    origins: tuple[str, ...] = ()  # of a copy: the courses that it comes from, the newest first
    looks_after: dict[str, tuple[str, ...]] = field(default_factory=dict)  # who -> whom, by account keys

    @classmethod
    def copied(cls, made: Copied) -> "Course":
        """A course that was made by copying: its teacher alone is in it, and its links are the placed ones."""
        members = {made.teacher: INSTRUCTOR}
        return cls(made.id, made.label, made.title, made.summary, members, links=(), origins=made.origins)
