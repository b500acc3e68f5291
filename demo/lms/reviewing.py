"""From the gradebook to the tool: a teacher, or somebody themselves, looks at what a score is for (submission review)."""

from dataclasses import replace

from demo.lms import custom, signed_in
from demo.lms.addresses import service_claims
from demo.lms.claims import Login, Place, launch_claims
from demo.lms.memory import LineItem
from demo.lms.school import INSTRUCTOR, Account, Course
from demo.lms.tools import Tool
from demo.lms.vocabulary import LTI

REVIEW = "LtiSubmissionReviewRequest"


def found(item_id: str, whom: str, viewer: Account) -> tuple[Course, LineItem, Account] | None:
    """The column and whose score it is; None where that is not the viewer's to look at."""
    world = signed_in.world()
    item, about = world.memory.items.get(item_id), world.account(whom)
    course = world.course(item.course) if item else None
    if item is None or about is None or course is None or about.key not in course.members:
        return None
    role = world.role(course, viewer)
    return (course, item, about) if role == INSTRUCTOR or (role and about.key == viewer.key) else None


def claims(account: Account, tool: Tool, hint: dict[str, str], login: Login) -> dict[str, object] | None:
    """The whole id_token: like a launch of the column's link, or of the course, about somebody's score in it."""
    world, reviewed = signed_in.world(), found(hint["item"], hint["whom"], account)
    if reviewed is None or reviewed[1].client_id != tool.client_id:
        return None
    course, item, about = reviewed
    services = service_claims(world.issuer, course.id, tool, item.id)
    place = replace(_place(account, tool, course, item), document_target=hint["in"], services=services)
    role = world.role(course, account)
    assert role, "they are in the course"
    launch = launch_claims(world.platform_for(tool), world.person(account, tool), role, place, login)
    about_them = world.person(about, tool)
    said = {"user_id": about_them.sub, "roles": []}
    return {**launch, LTI + "message_type": REVIEW, LTI + "for_user": said}


def _place(account: Account, tool: Tool, course: Course, item: LineItem) -> Place:
    """Where the column stands: at a link, or, as most that tools make, at none."""
    world = signed_in.world()
    if any(one.id == item.link for one in world.links_of(course)):
        return world.place(account, item.link, "iframe")
    where = world.place_in(account, course, tool)
    known = custom.variables(world.person(account, tool), course, account.zone, None)
    return replace(where, custom=custom.resolved({**where.custom, **tool.custom}, known))
