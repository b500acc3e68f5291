"""A teacher copies a course: its links and its gradebook's columns come along, people, groups and grades do not."""

from dataclasses import replace

from demo.lms.memory import Copied, Memory
from demo.lms.school import Account, Course
from demo.lms.world import World

LONGEST = 120  # letters of a title


class Unnamed(Exception):
    """A title that no course can have, and why."""


def suggested(course: Course) -> str:
    ending = ", copy"
    return course.title[: LONGEST - len(ending)] + ending


def title_of(typed: str) -> str:
    """The title as it is kept, on one line. Raises Unnamed."""
    title = " ".join(typed.split())
    if not title:
        raise Unnamed("The copy needs a title.")
    if len(title) > LONGEST:
        raise Unnamed(f"A title has {LONGEST} letters at most; this one has {len(title)}.")
    return title


def copy(world: World, course: Course, teacher: Account, title: str) -> Course:
    """The new course, in which nobody is but its teacher."""
    with world.memory.changing() as memory:
        number = memory.number()
        made = Copied(
            id=f"copy-{number}",
            label=f"COPY-{number}",
            title=title,
            summary=course.summary,
            teacher=teacher.key,
            origins=(course.id, *course.origins),
        )
        links = {link.id: replace(link, id=f"copied-{memory.number()}") for link in world.links_of(course)}
        memory.links[made.id] = list(links.values())
        _columns(memory, course, made, {old: new.id for old, new in links.items()})
        memory.copies.append(made)  # last: whoever reads meanwhile finds a course with all its links
    return Course.copied(made)


def _columns(memory: Memory, course: Course, made: Copied, links: dict[str, str]) -> None:
    """The same columns, empty, each at the copy of its link."""
    for item in [item for item in memory.items.values() if item.course == course.id]:
        new = replace(item, id=memory.number(), course=made.id, link=links.get(item.link, ""), scores={})
        memory.items[new.id] = new
