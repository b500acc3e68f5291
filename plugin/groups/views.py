"""Pages of groups: the people of a course, groups and pairs, the board, and one mentee."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import asked_page, blank, page, read, redirect
from plugin.groups import actions, from_above, lost, policy, queries
from plugin.groups import board as boards
from plugin.groups.board_page import show_board
from plugin.groups.cover import views as cover
from plugin.groups.dealing import views as dealing
from plugin.groups.export import views as export
from plugin.groups.flags import views as flags
from plugin.groups.from_lms import views as from_lms
from plugin.groups.insight import views as insight_pages
from plugin.groups.kept_views import views as kept_views
from plugin.groups.map import views as map_pages
from plugin.groups.page import show_as_they_read, show_mentee
from plugin.groups.people_page import show_people, show_places
from plugin.groups.remembered import views as remembered
from plugin.groups.schemas import (
    NAMES,
    GiveForm,
    GroupForm,
    LeaveForm,
    PairForm,
    PlacesForm,
    RoleForm,
    WaysForm,
)
from plugin.groups.several import views as several
from plugin.groups.sheets import views as sheets
from plugin.groups.timeline import views as timeline
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship
from plugin.people.opened.views import looked_at
from plugin.people.queries import enrolment_for

pages = Blueprint("groups", __name__, url_prefix="/v/<visit>/groups")
more_pages = (
    sheets.pages,
    dealing.pages,
    flags.pages,
    kept_views.pages,
    several.pages,
    export.pages,
    map_pages.pages,
    insight_pages.pages,
    remembered.pages,
    timeline.pages,
    cover.pages,
    from_lms.pages,
)


@pages.get("/")
@allow(policy.can_see_people, load=queries.open_here)
def index(member: Member, _open: bool) -> ResponseReturnValue:
    """For a lead the people of the course; for a mentor their groups, and one group straight away."""
    if member.is_lead:
        return show_people(member)
    groups = queries.groups_here(member)
    pairs = queries.mentors_pairs(member)
    if len(groups) == 1 and not pairs:
        return redirect(url("groups.board", group_id=groups[0].id))
    if not groups:
        return redirect(url("groups.mine"))
    return page("groups/mentor.html", groups=groups)


@pages.post("/")
@allow(policy.can_make_groups)
def make(member: Member) -> ResponseReturnValue:
    """Make a group, and go on to put people into it."""
    form = read(GroupForm)
    if not form.ok:
        return show_people(member, group_form=form), 422
    try:
        group = actions.make_group(member, **form.values)
    except Invalid as fault:
        return show_people(member, group_form=form.refused(fault)), 422
    return redirect(url("groups.change", group_id=group.id))


@pages.get("/mine")
@allow(policy.can_see_mine, load=queries.open_here)
def mine(member: Member, _open: bool) -> ResponseReturnValue:
    """All my mentees side by side."""
    return show_board(member, None)


@pages.get("/<uuid:group_id>")
@allow(policy.can_see_board, load=queries.group_for)
def board(member: Member, group: Group) -> ResponseReturnValue:
    """The mentees of a group side by side; a lead sees less of them than their mentor."""
    return show_board(member, group) if policy.can_read_board(member, group) else _led_board(member, group)


@pages.get("/<uuid:group_id>/people")
@allow(policy.can_change_group, load=queries.group_for)
def change(member: Member, group: Group) -> ResponseReturnValue:
    """Who is in a group, and who could be."""
    return show_places(member, group, blank(part="mentee"))


@pages.post("/<uuid:group_id>/people")
@allow(policy.can_change_group, load=queries.group_for)
def place(member: Member, group: Group) -> ResponseReturnValue:
    """Put people into a group."""
    form = read(PlacesForm)
    if not form.ok:
        return show_places(member, group, form), 422
    try:
        actions.place_several(member, group, **form.values)
    except Invalid as fault:
        return show_places(member, group, form.refused(fault)), 422
    return redirect(url("groups.change", group_id=group.id))


@pages.post("/<uuid:group_id>/ways")
@allow(policy.can_change_group, load=queries.group_for)
def ways(member: Member, group: Group) -> ResponseReturnValue:
    """Say whether mentees may leave their names out in talk of this group, and whether it is their only one."""
    form = read(WaysForm)
    if not form.ok:
        return show_places(member, group, blank(part="mentee"), form), 422
    try:
        names = NAMES[form.values["names"]]
        actions.keep_ways(member, group, anonymous=names, alone=form.values["alone"])
    except Invalid as fault:
        return show_places(member, group, blank(part="mentee"), form.refused(fault)), 422
    return redirect(url("groups.change", group_id=group.id))


@pages.post("/<uuid:group_id>/leave")
@allow(policy.can_change_group, load=queries.group_for)
def leave(member: Member, group: Group) -> ResponseReturnValue:
    """Take somebody out of a group."""
    form = read(LeaveForm)
    if not form.ok:
        return show_places(member, group, blank(part="mentee")), 422
    actions.leave(member, group, form.values["person"])
    return redirect(url("groups.change", group_id=group.id))


@pages.post("/pairs")
@allow(policy.can_make_groups)
def pair(member: Member) -> ResponseReturnValue:
    """Make a pair."""
    form = read(PairForm)
    if not form.ok:
        return show_people(member, pair_form=form), 422
    try:
        actions.make_pair_openly(member, **form.values)
    except Invalid as fault:
        return show_people(member, pair_form=form.refused(fault)), 422
    return redirect(url("groups.index"))


@pages.post("/lost")
@allow(policy.can_make_groups)
def give(member: Member) -> ResponseReturnValue:
    """Give people who lost their mentor another one."""
    form = read(GiveForm)
    if not form.ok:
        return show_people(member, lost_form=form), 422
    try:
        lost.give_mentor(member, form.values["people"], form.values["new_mentor"], form.values["new_group"])
    except Invalid as fault:
        return show_people(member, lost_form=form.refused(fault)), 422
    return redirect(url("groups.index"))


@pages.post("/pairs/<uuid:mentorship_id>/end")
@allow(policy.can_end_pair, load=queries.pair_for)
def part(member: Member, pair: Mentorship) -> ResponseReturnValue:
    """End a pair."""
    try:
        actions.end_pair(member, pair)
    except Invalid as fault:
        return show_people(member, pair_form=blank().refused(fault)), 422
    return redirect(url("groups.index"))


@pages.post("/people/<uuid:enrolment_id>/role")
@allow(policy.can_change_role, load=enrolment_for)
def role(member: Member, person: Enrolment) -> ResponseReturnValue:
    """Make somebody a lead, or a member."""
    form = read(RoleForm)
    if not form.ok:
        return show_people(member, role_form=form), 422
    try:
        actions.change_role(member, person.id, form.values["role"])
    except Invalid as fault:
        return show_people(member, role_form=form.refused(fault)), 422
    return redirect(url("home.open") if person.id == member.enrolment_id else url("groups.index"))


@pages.get("/mentees/<uuid:enrolment_id>")
@allow(policy.can_see_mentee, load=queries.mentee_for)
def mentee(member: Member, person: Enrolment) -> ResponseReturnValue:
    """One mentee, as their mentors and they themselves see them; for a mentor also in the words that the mentee reads."""
    looked_at(member, person.id)
    if request.args.get("as") == "mentee" and member.mentors(person.id):
        return show_as_they_read(member, person)
    return show_mentee(member, person, graded=request.args.get("graded", ""))


def _led_board(member: Member, group: Group) -> str:
    sort = request.args.get("sort", "name")
    sort = sort if sort in from_above.SORTS else "name"
    seen = boards.board_for_lead(member, group, sort, asked_page())
    return page("groups/led_board.html", group=group, board=seen, sort=sort)
