"""What is placed: links, and with them the columns of the gradebook that a lead wants for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plugin.courses.grades.actions import WHOLE, choose
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.home.picking.queries import Choice, Offer
from plugin.lti.deep_links.answers import Item
from plugin.member import Member


def place(lead: Member, offer: Offer, chosen: Sequence[Choice], *, with_columns: bool) -> list[Item]:
    """The links of what was chosen. `with_columns` sends what can be to the gradebook too, from now on.

    The LMS makes such a column together with the link, and by its resource id we find it again.
    """
    columns = {one.column for one in chosen if one.column} if with_columns and offer.takes_columns else set()
    if not columns:
        return [one.item for one in chosen]
    course = course_here(lead)
    choose(lead, course, columns, None)
    return [_with_column(one, course) if one.column in columns else one.item for one in chosen]


def _with_column(choice: Choice, course: Course) -> Item:
    if choice.column == "progress":
        return replace(choice.item, points=WHOLE, resource_id=f"progress.{course.id}")
    return replace(choice.item, points=1, resource_id=choice.column)
