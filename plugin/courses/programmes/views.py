"""The programmes of a company, their files, and what a mentee would see."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from plugin.courses.outline.models import Course, SavedProgramme
from plugin.courses.outline.programme_lines import LARGEST, Fault, Faulty
from plugin.courses.outline.queries import course_here, course_if_any
from plugin.courses.programmes import actions, preview
from plugin.courses.programmes.policy import can_keep_programmes
from plugin.courses.programmes.preview import Preview, PreviewOfSection
from plugin.courses.programmes.queries import File, file_of, saved_for, shelf
from plugin.courses.programmes.schemas import BringingForm, SavingForm
from plugin.courses.programmes.taking import programme_of
from plugin.courses.programmes.written import as_text
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("programmes", __name__, url_prefix="/v/<visit>/programmes")
previews = Blueprint("preview", __name__, url_prefix="/v/<visit>/preview")
more_pages = (previews,)


@pages.get("/")
@allow(can_keep_programmes)
def index(member: Member) -> ResponseReturnValue:
    """What a course can begin as, and how one more gets here."""
    return _shelf(member)


@pages.post("/")
@allow(can_keep_programmes, load=course_here)
def save(member: Member, course: Course) -> ResponseReturnValue:
    """Keep the running course as a programme."""
    form = read(SavingForm)
    if not form.ok:
        return _shelf(member, saving=form), 422
    try:
        actions.save_course(member, course, **form.values)
    except Invalid as fault:
        return _shelf(member, saving=form.refused(fault)), 422
    return redirect(url("programmes.index"))


@pages.post("/file")
@allow(can_keep_programmes)
def bring(member: Member) -> ResponseReturnValue:
    """Keep a programme that comes as a file, or as pasted text."""
    form = read(BringingForm)
    written = str(form.typed["written"])
    try:
        written = _uploaded() or written
        if not written.strip():
            return _shelf(member, bringing=form.refused(_nothing())), 422
        actions.bring_in(member, written)
    except Faulty as fault:
        typed = {**form.typed, "written": written}
        return _shelf(member, bringing=replace(form, typed=typed), faults=fault.faults), 422
    return redirect(url("programmes.index"))


@pages.get("/course.yaml")
@allow(can_keep_programmes, load=course_here)
def course_file(member: Member, course: Course) -> ResponseReturnValue:
    """The running course as a file."""
    return _to_take_along(File(course.title, as_text(programme_of(course))))


@pages.get("/<key>/file")
@allow(can_keep_programmes, load=file_of)
def file(member: Member, found: File) -> ResponseReturnValue:
    """A programme as a file."""
    return _to_take_along(found)


@pages.post("/<uuid:programme_id>/retire")
@allow(can_keep_programmes, load=saved_for)
def retire(member: Member, programme: SavedProgramme) -> ResponseReturnValue:
    """Take it away."""
    actions.retire(programme)
    return redirect(url("programmes.index"))


@pages.post("/<uuid:programme_id>/bring-back")
@allow(can_keep_programmes, load=saved_for)
def bring_back(member: Member, programme: SavedProgramme) -> ResponseReturnValue:
    """Let it stand again."""
    actions.bring_back(programme)
    return redirect(url("programmes.index"))


@pages.get("/<key>/preview")
@allow(can_keep_programmes, load=preview.preview_of)
def look(member: Member, found: Preview) -> ResponseReturnValue:
    """A programme as a mentee would see it."""
    return page("programmes/preview.html", preview=found)


@pages.get("/<key>/preview/<int:number>")
@allow(can_keep_programmes, load=preview.section_of_programme)
def look_at_section(member: Member, found: PreviewOfSection) -> ResponseReturnValue:
    """One section of it."""
    return page("programmes/preview_section.html", found=found)


@previews.get("/")
@allow(can_keep_programmes, load=preview.preview_here)
def course(member: Member, found: Preview) -> ResponseReturnValue:
    """This course as a mentee would see it who begins today."""
    return page("programmes/preview.html", preview=found)


@previews.get("/<uuid:section_id>")
@allow(can_keep_programmes, load=preview.section_here)
def section(member: Member, found: PreviewOfSection) -> ResponseReturnValue:
    """One section of it."""
    return page("programmes/preview_section.html", found=found)


def _shelf(
    member: Member,
    saving: Form | None = None,
    bringing: Form | None = None,
    faults: tuple[Fault, ...] = (),
) -> str:
    here = course_if_any(member)
    if bringing and faults:
        told = ngettext(
            "One thing in this text has to be put right, named above it.",
            "%(num)s things in this text have to be put right, named above it.",
            len(faults),
        )
        bringing = bringing.refused(Invalid(told, "written"))
    return page(
        "programmes/index.html",
        shelf=shelf(member),
        course=here,
        saving=saving or blank(title=here.title if here else ""),
        bringing=bringing or blank(),
        faults=faults,
    )


def _uploaded() -> str:
    """The text of the file that came along, '' where none did. Raises Faulty for one that is no text."""
    sent = request.files.get("file")
    found = sent.read(LARGEST + 1) if sent else b""
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = found[: fault.start].count(b"\n") + 1
        raise Faulty(Fault(line, _("this file is no text in UTF-8, as programmes are"))) from fault


def _nothing() -> Invalid:
    return Invalid(_("Choose a file, or paste the text of one."), "written")


def _to_take_along(found: File) -> Response:
    plain = unicodedata.normalize("NFKD", found.title).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "programme"
    written = BytesIO(found.text.encode("utf-8"))
    return send_file(written, "application/yaml", as_attachment=True, download_name=f"{name}.yaml")
