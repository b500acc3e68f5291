"""Custom parameters of a launch: words of the tool's own, with the variables that this LMS fills in."""

from demo.lms.claims import Person
from demo.lms.memory import Link
from demo.lms.school import Course

VARIABLES = (
    *("User.id", "User.username", "Person.sourcedId", "Person.name.full", "Person.email.primary"),
    *("Person.address.timezone", "Context.id", "Context.label", "Context.title", "Context.id.history"),
    *("CourseSection.sourcedId", "ResourceLink.id", "ResourceLink.title"),
)


def variables(person: Person, course: Course, zone: str, link: Link | None) -> dict[str, str]:
    """A value for each of VARIABLES, without a link for those of courses alone; a shy person's name and address stay
    with the LMS."""
    said = f"{person.given} {person.family}".strip(), person.email
    name, email = said if person.shares_name else ("", "")
    values = (
        *(person.sub, person.sub, person.sourced_id, name, email),
        *(zone, course.id, course.label, course.title, ",".join(course.origins)),
        *(f"NW-{course.label}", *((link.id, link.title) if link else ())),
    )
    return dict(zip(VARIABLES, values, strict=link is not None))


def resolved(given: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """The parameters as they are sent: a variable that this LMS does not know stays as it was written."""
    return {
        name: known.get(value.removeprefix("$"), value) if value.startswith("$") else value
        for name, value in given.items()
    }
