"""Pages of what the LMS proposes: everything that waits for a word, and one group of it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, asked_page, blank, page, read, redirect, sought
from plugin.groups.everybody import OFFERED, mentors_of, names_to_choose
from plugin.groups.from_lms import actions, pairs, queries
from plugin.groups.from_lms.actions import Changed, Meant
from plugin.groups.from_lms.policy import can_answer
from plugin.groups.from_lms.queries import Offer
from plugin.groups.from_lms.schemas import AnswerForm, MakeForm, SameForm
from plugin.groups.queries import group_for, groups_here
from plugin.member import Member
from plugin.people.models import Mentorship
from plugin.people.observed.models import Observed

pages = Blueprint("from_lms", __name__, url_prefix="/v/<visit>/groups/from-lms")


@pages.get("/")
@allow(can_answer)
def index(member: Member) -> ResponseReturnValue:
    """What waits for a lead's word."""
    return _index(member)


@pages.get("/<uuid:lms_group_id>")
@allow(can_answer, load=queries.offer_for)
def show(member: Member, offer: Offer) -> ResponseReturnValue:
    """One group of the LMS: who is in it, and what would come of it."""
    return _offer(member, offer)


@pages.post("/<uuid:lms_group_id>/make")
@allow(can_answer, load=queries.offer_for)
def make(member: Member, offer: Offer) -> ResponseReturnValue:
    """A learning group is made of it."""
    form = read(MakeForm)
    if not form.ok:
        return _offer(member, offer, form), 422
    said = form.values
    try:
        group = actions.make_of(member, offer, said["name"], said["mentors"], _meant(form))
    except Invalid as fault:
        return _refused(member, offer, fault, form=form)
    return redirect(url("groups.change", group_id=group.id))


@pages.post("/<uuid:lms_group_id>/same")
@allow(can_answer, load=queries.offer_for)
def same(member: Member, offer: Offer) -> ResponseReturnValue:
    """It is a learning group that there is already; what differs is asked about next."""
    form = read(SameForm)
    if not form.ok:
        return _offer(member, offer, same_form=form), 422
    try:
        actions.know_as(member, offer, group_for(member, form.values["group"]), _meant(form))
    except Invalid as fault:
        return _refused(member, offer, fault, same_form=form)
    return redirect(url("from_lms.index"))


@pages.post("/<uuid:lms_group_id>/take")
@allow(can_answer, load=queries.offer_for)
def take(member: Member, offer: Offer) -> ResponseReturnValue:
    """The learning group follows what has changed in the LMS."""
    form = read(AnswerForm)
    try:
        actions.take_over(member, offer, _meant(form))
    except Invalid as fault:
        return _refused(member, offer, fault, form=form)
    return redirect(url("from_lms.index"))


@pages.post("/<uuid:lms_group_id>/aside")
@allow(can_answer, load=queries.offer_for)
def aside(member: Member, offer: Offer) -> ResponseReturnValue:
    """Not this time."""
    form = read(AnswerForm)
    try:
        actions.set_aside(member, offer, _meant(form))
    except Invalid as fault:
        return _refused(member, offer, fault, form=form)
    return redirect(url("from_lms.index"))


@pages.post("/pairs/<uuid:observed_id>")
@allow(can_answer, load=pairs.named_for)
def confirm(member: Member, two: Observed) -> ResponseReturnValue:
    """The one whom the LMS names mentors the other from now on."""
    form = read(AnswerForm)
    try:
        pairs.put_together(member, two, shared=form.values["shared"])
    except Invalid as fault:
        return _index(member, form.refused(fault), two.id), 422
    return redirect(url("from_lms.index"))


@pages.post("/pairs/<uuid:observed_id>/aside")
@allow(can_answer, load=pairs.named_for)
def leave_apart(member: Member, two: Observed) -> ResponseReturnValue:
    """They are not put together."""
    pairs.leave_apart(two)
    return redirect(url("from_lms.index"))


@pages.post("/mentorships/<uuid:mentorship_id>/aside")
@allow(can_answer, load=pairs.mentored_for)
def leave_together(member: Member, pair: Mentorship) -> ResponseReturnValue:
    """What there is stays as it is."""
    pairs.leave_together(pair)
    return redirect(url("from_lms.index"))


def _index(member: Member, form: Form | None = None, refused: UUID | None = None) -> str:
    return page(
        "from_lms/index.html",
        offers=queries.offers_here(member, asked_page()),
        named=pairs.named_there(member),
        mentored=pairs.mentored_here(member),
        trouble=queries.trouble(member),
        form=form,
        refused=refused,
    )


def _meant(form: Form) -> Meant:
    return Meant(**{name: form.values[name] for name in Meant.__dataclass_fields__})


def _refused(member: Member, offer: Offer, fault: Invalid, **sent: Form) -> ResponseReturnValue:
    status = 409 if isinstance(fault, Changed) else 422
    return _offer(member, offer, **{name: form.refused(fault) for name, form in sent.items()}), status


def _offer(member: Member, offer: Offer, form: Form | None = None, same_form: Form | None = None) -> str:
    find = sought("find")
    names = names_to_choose(member, find)
    return page(
        "from_lms/show.html",
        offer=offer,
        form=form or blank(name=offer.name[: actions.LONGEST_NAME]),
        same_form=same_form or blank(),
        groups=[(one.id, one.name) for one in groups_here(member)],
        names=names,
        find=find,
        offered=OFFERED,
        ties=mentors_of(member, [one for one, _name in offer.joined]),
    )
