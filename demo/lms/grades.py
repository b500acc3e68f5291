"""Assignment and grades: the columns of a course's gradebook that belong to a tool."""

from typing import Any

from flask import Blueprint, Response, abort, request

from demo.lms import addresses, signed_in
from demo.lms import vocabulary as v
from demo.lms.memory import LineItem
from demo.lms.paging import accepts, answered, page_of
from demo.lms.school import Course
from demo.lms.tokens import bearer, caller, said_plainly

ADDRESS = "/lti/services/courses/<course_id>/lineitems"
grades = Blueprint("grades", __name__, url_prefix=ADDRESS)


def here(course_id: str) -> Course:
    return signed_in.world().course(course_id) or abort(said_plainly(404, "There is no such course."))


def own_item(course: Course, item_id: str) -> LineItem:
    """The column, which must be of this course and of the tool that asks."""
    item = signed_in.world().memory.items.get(item_id)
    if item is None or item.course != course.id or item.client_id != caller().client_id:
        abort(said_plainly(404, "There is no such line item."))
    return item


def address(item: LineItem, part: str = "") -> str:
    tool = caller()
    return addresses.line_item(signed_in.world().issuer, item.course, tool.deployment_id, item.id, part)


def sent_json(media_type: str) -> dict[str, Any]:
    """The body, which must be a JSON object and say that it is what the service takes."""
    if request.mimetype != media_type:
        abort(said_plainly(415, f"Content-Type must be {media_type}."))
    said = request.get_json(force=True, silent=True)
    if not isinstance(said, dict):
        abort(said_plainly(400, "The body must be a JSON object."))
    return said


@grades.get("")
@bearer(v.LINE_ITEM, v.LINE_ITEM_READ)
def listed(course_id: str) -> Response:
    """The tool's own columns, all or by `resource_link_id`, `resource_id`, `tag`."""
    course = here(course_id)
    if refusal := accepts(v.ITEMS_TYPE):
        return refusal
    mine = [
        _shown(item)
        for item in signed_in.world().memory.items.values()
        if item.course == course.id and item.client_id == caller().client_id and _asked_for(item)
    ]
    shown, number, more = page_of(mine, signed_in.world().page_size)
    return answered(shown, v.ITEMS_TYPE, number + 1 if more else None)


def _asked_for(item: LineItem) -> bool:
    has = {"resource_link_id": item.link, "resource_id": item.resource_id, "tag": item.tag}
    return all(request.args.get(name) in (None, value) for name, value in has.items())


def _shown(item: LineItem) -> dict[str, Any]:
    linked = {"resourceLinkId": item.link} if item.link else {}
    return {
        "id": address(item),
        "label": item.label,
        "scoreMaximum": item.maximum,
        "resourceId": item.resource_id,
        "tag": item.tag,
        **linked,
    }


@grades.post("")
@bearer(v.LINE_ITEM)
def create(course_id: str) -> tuple[Response, int]:
    course, said = here(course_id), sent_json(v.ITEM_TYPE)
    values, world = _values(said, course), signed_in.world()
    with world.memory.changing() as memory:
        item = LineItem(memory.number(), course.id, caller().client_id, **values)
        memory.items[item.id] = item
    return answered(_shown(item), v.ITEM_TYPE), 201


def _values(said: dict[str, Any], course: Course) -> dict[str, Any]:
    label, maximum, link = said.get("label"), said.get("scoreMaximum"), said.get("resourceLinkId") or ""
    if not isinstance(label, str) or not label.strip():
        abort(said_plainly(400, "label is missing."))
    if isinstance(maximum, bool) or not isinstance(maximum, int | float) or maximum <= 0:
        abort(said_plainly(400, "scoreMaximum must be a number above 0."))
    if link and all(known.id != link for known in signed_in.world().links_of(course)):
        abort(said_plainly(404, "There is no such link in this course."))
    words = {"resource_id": str(said.get("resourceId") or ""), "tag": str(said.get("tag") or "")}
    return {"label": label.strip(), "maximum": float(maximum), "link": link, **words}


@grades.get("/<item_id>/lineitem")
@bearer(v.LINE_ITEM, v.LINE_ITEM_READ)
def show(course_id: str, item_id: str) -> Response:
    item = own_item(here(course_id), item_id)
    return accepts(v.ITEM_TYPE) or answered(_shown(item), v.ITEM_TYPE)


@grades.put("/<item_id>/lineitem")
@bearer(v.LINE_ITEM)
def change(course_id: str, item_id: str) -> Response:
    course = here(course_id)
    item, said = own_item(course, item_id), sent_json(v.ITEM_TYPE)
    values = _values(said, course)
    with signed_in.world().memory.changing():
        for name in ("label", "maximum", "resource_id", "tag"):  # a column never moves to another link
            setattr(item, name, values[name])
    return answered(_shown(item), v.ITEM_TYPE)


@grades.delete("/<item_id>/lineitem")
@bearer(v.LINE_ITEM)
def remove(course_id: str, item_id: str) -> tuple[str, int]:
    item = own_item(here(course_id), item_id)
    with signed_in.world().memory.changing() as memory:
        memory.items.pop(item.id, None)
    return "", 204
