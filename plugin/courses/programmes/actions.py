"""What can happen to a company's programmes: one is saved, brought in from a file, taken away, brought back."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import exists, select

from plugin import clock
from plugin.courses.outline.models import Course, SavedProgramme
from plugin.courses.outline.programme_lines import Fault, Faulty
from plugin.courses.outline.programme_reading import read_text
from plugin.courses.programmes.taking import programme_of
from plugin.courses.programmes.written import as_text
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member


def save_course(
    lead: Member, course: Course, title: str, for_whom: str = "", summary: str = ""
) -> SavedProgramme:
    """Keep the outline of a course as a programme of the company. Raises Invalid."""
    if _is_taken(lead, title):
        raise Invalid(
            _("Your company keeps a programme of that name already. Please choose another one."), "title"
        )
    programme = programme_of(course, title=title, for_whom=for_whom, summary=summary)
    if not programme.sections:
        raise Invalid(_("This course has no section for everybody yet. Once it has one, it can be saved."))
    written = as_text(programme)
    try:
        read_text(written, "")
    except Faulty as fault:
        raise Invalid(
            _("This course cannot be a programme yet: %(why)s.", why=fault.faults[0].what)
        ) from fault
    return _keep(lead, title, written)


def bring_in(lead: Member, written: str) -> SavedProgramme:
    """Keep a file's text as a programme of the company. Raises Faulty with every fault, and keeps nothing then."""
    programme = read_text(written, "")
    if _is_taken(lead, programme.title):
        line = next(
            (number for number, line in enumerate(written.splitlines(), 1) if line.startswith("title:")), 1
        )
        raise Faulty(Fault(line, _("title: your company keeps a programme of that name already")))
    return _keep(lead, programme.title, written)


def retire(programme: SavedProgramme) -> None:
    """Take it away; no course that was made from it changes, and for thirty days it can be brought back."""
    programme.retired_at = programme.retired_at or clock.now()
    db.session.flush()


def bring_back(programme: SavedProgramme) -> None:
    """Let it stand again."""
    programme.retired_at = None
    db.session.flush()


def _is_taken(lead: Member, title: str) -> bool:
    named = exists().where(
        SavedProgramme.company_id == lead.company_id,
        SavedProgramme.title == title,
        SavedProgramme.retired_at.is_(None),
    )
    return bool(db.session.scalar(select(named)))


def _keep(lead: Member, title: str, written: str) -> SavedProgramme:
    programme = SavedProgramme(
        company_id=lead.company_id,
        title=title,
        written=written,
        made_by_id=lead.enrolment_id,
        made_at=clock.now(),
    )
    db.session.add(programme)
    db.session.flush()
    return programme
