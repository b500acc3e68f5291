"""Putting pictures with one's own post, taking one away, and the picture itself."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from plugin.courses.resources.files import intake, serving
from plugin.courses.resources.models import StoredFile
from plugin.discussions.models import Post
from plugin.discussions.pictures import actions, drawing
from plugin.discussions.pictures.drawing import Drawn
from plugin.discussions.pictures.policy import can_put_picture, can_see_picture, can_take_away
from plugin.discussions.pictures.queries import Placed, bytes_for, picture_for
from plugin.discussions.places import place_of
from plugin.discussions.queries import as_told, discussion_around, post_for
from plugin.discussions.shown import shown
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, FormSchema, Line, blank, read, redirect
from plugin.member import Member

pages = Blueprint("pictures", __name__, url_prefix="/v/<visit>/discussions/posts/<uuid:post_id>/picture")
pages.before_request(intake.let_it_be_large)


class PictureForm(FormSchema):
    """What a picture shows, for whoever does not see it."""

    shows = Line(
        required=True,
        most=300,
        error_messages={"required": _l("Please say in a few words what it shows: not everybody sees it.")},
    )


@pages.get("")
@allow(can_put_picture, load=post_for)
def new(member: Member, post: Post) -> ResponseReturnValue:
    """A form for a picture, and those that stand there."""
    return _putting(member, post, blank())


@pages.post("")
@allow(can_put_picture, load=post_for, errand=drawing.bring)
def put(member: Member, post: Post, drawn: Drawn | Invalid | None) -> ResponseReturnValue:
    """Let it stand with the post."""
    form = read(PictureForm)
    if drawn is None:
        form = form.refused(Invalid(_("Please choose a picture."), "file"))
    elif isinstance(drawn, Invalid):
        form = form.refused(drawn)
    elif form.ok:
        try:
            actions.put(member, post, drawn, form.values["shows"])
        except Invalid as fault:
            form = form.refused(fault)
        else:
            return redirect(onward(member, post))
    return _putting(member, post, form), 422


@pages.post("/<uuid:picture_id>/away")
@allow(can_take_away, load=picture_for)
def take_away(member: Member, placed: Placed) -> ResponseReturnValue:
    """Let the post stand without it."""
    actions.take_away(placed.post, placed.picture)
    return redirect(place_of(member, placed.post))


@pages.get("/<uuid:picture_id>")
@allow(can_see_picture, load=bytes_for)
def show(member: Member, picture: StoredFile) -> ResponseReturnValue:
    """The picture itself."""
    return serving.answer_with(picture)


def onward(member: Member, post: Post) -> str:
    """Where a post stands, or on to a picture of it, as the button said that was pressed."""
    leads_on = request.values.get("picture") == "next"
    return url("pictures.new", post_id=post.id) if leads_on else place_of(member, post)


def _putting(member: Member, post: Post, form: Form) -> str:
    told = {
        "largest_mb": drawing.largest_mb(),
        "most": actions.MOST,
        "this": as_told(member, post),
        "discussion": discussion_around(member, post),
    }
    return shown("discussions/picture.html", form=form, **told)
