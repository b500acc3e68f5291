"""Courses with everything in them that a programme can carry, and much that it must not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from plugin import clock
from plugin.courses.assessments.asking import Asked, add_items
from plugin.courses.outline.models import Course, SavedProgramme
from plugin.courses.outline.queries import path_of
from plugin.courses.programmes.actions import save_course
from plugin.courses.resources.models import Resource
from plugin.member import Member
from tests.factories import a_context, a_course, a_group, a_lead, a_section
from tests.factories.courses import a_resource, place_of
from tests.factories.places import kept, numbers

LEVELS = ["not yet", "with help", "mostly", "alone", "under pressure", "could teach it"]
ASKS = (
    Asked("question", "What worked?"),
    Asked("rating", "Where are you today?", "Listening", LEVELS, "mentor"),
    Asked("question", "What else?"),
    Asked("step", "Saw it done"),
    Asked("single", "Which?", options=["This", "That"], right=["That"], says="That it is."),
    Asked("multiple", "Which ones?", options=["A", "B", "C"], right=["A", "C"]),
    Asked("short", "In a word?", right=["yes", "aye"]),
)
PRIVATE = "Nobody else's business"


def a_full_course(**said: Any) -> tuple[Course, Member]:
    """A course with one of everything, and somebody who leads it."""
    made = {"agreement": ["We meet."], "reply_days": 3, "capacity": 4, "anonymous": True, **said}
    course = a_course(a_context(), **made)
    lead = a_lead(course)
    first = a_section(course, "session", purpose="To meet.", opens_day=0, words="<p>Plain, a list:</p>")
    first.questions = ["What for?", "What now?"]
    rich = a_section(course, title="Read", words="<p>Some <strong>bold</strong> words</p>", discussed=False)
    rich.opens_after_id, rich.due_day = first.id, 9
    a_resource(
        rich, kind="page", title="A page", url=None, words="<p>One</p><ul><li>Two</li></ul>"
    ).skills = ["Listening"]
    a_resource(rich, kind="video", title="A video", url="https://video.example/1", why="It shows how.")
    a_resource(rich, url="http://intranet/handbook")
    add_items(
        a_section(course, "assessment", title="Ask", opens_on=clock.today("UTC") + timedelta(days=5)), ASKS
    )
    a_section(course, "reflection", title="Look back", questions=["What worked?", "What did not?"])
    a_section(course, "text", title="The end", due_on=clock.today("UTC") + timedelta(days=30))
    _left_behind(course, lead)
    return course, lead


def _left_behind(course: Course, lead: Member) -> None:
    group = a_group(course)
    a_section(course, title=f"{PRIVATE}: for a group", group_id=group.id)
    a_section(course, title=f"{PRIVATE}: for one", mentee_id=place_of(group.mentee))
    a_section(course, title=f"{PRIVATE}: hidden", hidden_at=clock.now())
    a_section(course, title=f"{PRIVATE}: retired", retired_at=clock.now())
    section = path_of(lead, course)[0].section
    a_resource(section, title=f"{PRIVATE}: taken out").retired_at = clock.now()
    item = {"course_id": course.id, "position": 1, "made_at": clock.now()}
    kept(
        Resource(
            **item, section_id=section.id, kind="item", title=f"{PRIVATE}: there", url="https://lms.example/"
        )
    )
    kept(Resource(**item, kind="link", title=f"{PRIVATE}: in no section", url="https://example.org/"))


def a_saved_programme(lead: Member, course: Course, title: str = "") -> SavedProgramme:
    """A course of the lead's as a programme of their company, which calls each of them otherwise."""
    return save_course(
        lead, course, title or f"Ours to keep {next(numbers)}", "Whoever leads here.", "Six sections."
    )
