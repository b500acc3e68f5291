"""The pages of one course: the tool in its frame, its people, the gradebook, adding something, copying it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from demo.lms import copying, notices, picking, reviewing, signed_in
from demo.lms.memory import OUT, SUSPENDED, Link
from demo.lms.proofs import Unproven
from demo.lms.school import INSTRUCTOR, Account, Course
from demo.lms.scores import points
from demo.lms.vocabulary import DEEP_LINKING

courses = Blueprint("courses", __name__, url_prefix="/as/<who>/courses/<course_id>")


def _here(who: str, course_id: str) -> tuple[Account, Course]:
    account = signed_in.viewer(who)
    mine = signed_in.world().courses_with(account)
    return account, next((course for course in mine if course.id == course_id), None) or abort(404)


def _as_teacher(who: str, course_id: str) -> tuple[Account, Course]:
    account, course = _here(who, course_id)
    return (account, course) if course.members[account.key] == INSTRUCTOR else abort(404)


def _page(template: str, account: Account, course: Course, **shown: object) -> str:
    world = signed_in.world()
    return render_template(
        template,
        viewer=account,
        course=course,
        links=world.links_of(course),
        teacher=course.members[account.key] == INSTRUCTOR,
        storage=world.faults.storage,
        origins=world.origins,
        **shown,
    )


@courses.get("")
def show(who: str, course_id: str) -> str:
    account, course = _here(who, course_id)
    links = signed_in.world().links_of(course)
    chosen = request.args.get("link") or links[0].id
    link = next((link for link in links if link.id == chosen), None) or abort(404)
    tool = signed_in.world().tool_of(link)
    return _page("course.html", account, course, link=link, tool=tool, said=request.args.get("lti_msg"))


@courses.get("/participants")
def participants(who: str, course_id: str) -> str:
    account, course = _here(who, course_id)
    world = signed_in.world()
    listed = [person for person in world.accounts if person.key in course.members]
    states = {person.key: world.state(course, person.key) for person in listed}
    return _page("participants.html", account, course, people=listed, states=states, page="participants")


@courses.post("/participants")
def change(who: str, course_id: str) -> Response:
    """A teacher suspends somebody, takes them out, or has them back: the roster says so when it is read next."""
    account, course = _as_teacher(who, course_id)
    whom, state = request.form.get("whom", ""), request.form.get("state", "")
    if whom not in course.members or whom == account.key or state not in ("", SUSPENDED, OUT):
        abort(404)
    with signed_in.world().memory.changing() as memory:
        memory.states.pop(f"{course.id}/{whom}", None)
        if state:
            memory.states[f"{course.id}/{whom}"] = state
    return redirect(url_for("courses.participants", who=who, course_id=course_id), 303)


@courses.get("/grades")
def grades(who: str, course_id: str) -> str:
    """The gradebook: a teacher sees everybody's, others their own."""
    account, course = _here(who, course_id)
    world = signed_in.world()
    items = [item for item in world.memory.items.values() if item.course == course.id]
    teaches = course.members[account.key] == INSTRUCTOR
    graded = [one for one in world.enrolled(course) if course.members[one.key] != INSTRUCTOR]
    rows = [one for one in graded if teaches or one.key == account.key]
    return _page("grades.html", account, course, items=items, rows=rows, points=points, page="grades")


@courses.get("/grades/<item_id>/<whom>")
def review(who: str, course_id: str, item_id: str, whom: str) -> str:
    """What a score is for, as its tool shows it."""
    account, course = _here(who, course_id)
    _course, item, about = reviewing.found(item_id, whom, account) or abort(404)
    tool = signed_in.world().tool_called(item.client_id) or abort(404)
    return _page("review.html", account, course, item=item, about=about, tool=tool, page="grades")


@courses.get("/add")
def add(who: str, course_id: str) -> str:
    account, course = _as_teacher(who, course_id)
    offered = [tool for tool in signed_in.world().memory.tools if tool.is_picked_from]
    chosen = signed_in.world().tool_called(request.args.get("tool"))
    return _page("add.html", account, course, offered=offered, tool=chosen, page="add")


@courses.get("/copy")
def copy(who: str, course_id: str) -> str:
    account, course = _as_teacher(who, course_id)
    return _page("copy.html", account, course, typed=copying.suggested(course), page="copy")


@courses.post("/copy")
def make_copy(who: str, course_id: str) -> Response | tuple[str, int]:
    account, course = _as_teacher(who, course_id)
    typed = request.form.get("title", "")
    try:
        title = copying.title_of(typed)
    except copying.Unnamed as fault:
        return _page("copy.html", account, course, typed=typed, wrong=fault, page="copy"), 422
    made = copying.copy(signed_in.world(), course, account, title)
    flash("This is the copy. Nobody is in it yet but you.")
    for tool in notices.tell_of_copy(signed_in.world(), made):
        flash(f"{tool.name} could not be told of it. It will see that this is a copy when you open it.")
    return redirect(url_for("courses.show", who=who, course_id=made.id), 303)


@courses.post("/picked")
def picked(who: str, course_id: str) -> str | tuple[str, int]:
    """The deep_link_return_url: it is mostly answered inside the frame, so it leads the whole window back."""
    account, course = _as_teacher(who, course_id)
    try:
        said = picking.answer(request.form.get("JWT", ""), account, course)
    except Unproven as fault:
        sentence = f"What the tool sent was not added: {fault}."
        return render_template("turned-away.html", sentence=sentence), 400
    links = picking.place(said, course)
    told = ", ".join(link.title for link in links)
    words = said.get(f"{DEEP_LINKING}errormsg") or said.get(f"{DEEP_LINKING}msg")
    return _led_back(account, course, words or (f"Added: {told}" if links else "Nothing was added."), links)


@courses.get("/return")
def return_from_tool(who: str, course_id: str) -> str:
    """The launch's return_url. It may be opened inside the frame, so it leads the whole window back."""
    account, course = _here(who, course_id)
    return _led_back(account, course, request.args.get("lti_errormsg") or request.args.get("lti_msg"), [])


def _led_back(account: Account, course: Course, said: str | None, links: list[Link]) -> str:
    first = links[0].id if links else None
    back = url_for("courses.show", who=account.key, course_id=course.id, link=first, lti_msg=said)
    return render_template("return.html", course=course, back=back)
