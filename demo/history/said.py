"""The shapes of what was said: goals, sessions, resources and posts, dated by how many days ago they were."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Milestone:
    """`due` and `done` count days from today: -9 is nine days ago, 4 is in four days; None is not done."""

    what: str
    done_when: str
    due: int
    done: int | None = None


@dataclass(frozen=True)
class Goal:
    owner: str
    day: int
    title: str
    problem: str
    outcome: str
    toward: str
    toward_what: str
    milestones: tuple[Milestone, ...]
    ended: tuple[str, int, str] | None = None  # as what, when, and why


@dataclass(frozen=True)
class Action:
    owner: str
    what: str
    due: int
    done: int | None = None
    moved: tuple[int, int, str] | None = None  # when, to which day, and why
    gone: tuple[int, str] | None = None  # let go: when, and why


@dataclass(frozen=True)
class Session:
    """`mentee` is a person or the name of a group; `there` are those who came, where it was a group's."""

    mentor: str
    mentee: str
    day: int
    time: str
    mode: str
    minutes: int
    shared: str
    private: str = ""
    actions: tuple[Action, ...] = ()
    there: tuple[str, ...] = ()
    ideas: str = ""
    still_open: bool = False


@dataclass(frozen=True)
class Post:
    author: str
    day: int
    time: str
    words: str
    replies: tuple["Post", ...] = field(default=())
    asks: bool = False  # for advice


@dataclass(frozen=True)
class Resource:
    """`section` says which kind of section holds it, and the how-manyth of that kind."""

    by: str
    day: int
    section: tuple[str, int]
    title: str
    words: str
    why: str
    minutes: int
    url: str | None = None
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True)
class Came:
    """What came of something with one person: the days on which they opened it, finished it, said that it helped."""

    who: str
    opened: tuple[int, ...]
    finished: int | None = None
    helped: int | None = None
