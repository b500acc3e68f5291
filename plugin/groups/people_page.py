"""The pages on which a lead puts people together: everybody in the course, and one group."""

from __future__ import annotations

from flask_babel import gettext as _

from plugin.courses.outline.models import Course
from plugin.door import url
from plugin.forms import Form, asked_page, blank, page, sought
from plugin.groups import everybody, lost, queries
from plugin.groups.from_lms.queries import waiting
from plugin.groups.invited import expected
from plugin.groups.schemas import NAMES
from plugin.member import Member
from plugin.people.models import Group
from plugin.people.roster.queries import standing


def show_people(member: Member, **forms: Form) -> str:
    """Everybody in the course, for its lead, with the forms that put them together."""
    find = sought("find")
    return page(
        "groups/people.html",
        people=everybody.people_here(member, find, asked_page()),
        find=find,
        names=everybody.names_to_choose(member, find),
        offered=everybody.OFFERED,
        groups=queries.groups_here(member),
        roster=standing(member),
        expected=expected(member),
        lost=lost.without_mentor(member),
        proposed=waiting(member),
        **{name: blank() for name in ("group_form", "pair_form", "role_form", "lost_form")} | forms,
    )


def show_places(member: Member, group: Group, form: Form, ways_form: Form | None = None) -> str:
    """Who is in a group, and who could be."""
    find = sought("find")
    people = everybody.people_here(member, find, asked_page(), outside=group)
    return page(
        "groups/change.html",
        group=group,
        seats=queries.seats(member, group),
        people=people,
        choices=[(one.id, one.name, _line(one)) for one in people.shown],
        find=find,
        form=form,
        ways_form=ways_form or _ways(group),
    )


def way_back(course: Course) -> str:
    """From what puts many together at once: to the people, or to the step of set-up until the course is open."""
    return url("groups.index") if course.opened_at else url("together.show")


def _ways(group: Group) -> Form:
    return blank(names=next(said for said, own in NAMES.items() if own is group.anonymous), alone=group.alone)


def _line(one: everybody.Here) -> str:
    """What helps to choose somebody: where they are already."""
    return _("nobody mentors them yet") if one.alone else ", ".join(place.name for place in one.groups)
