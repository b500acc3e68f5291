"""What can happen to a file: it is brought, as a resource of its own, and a newer one takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.outline.models import Section
from plugin.courses.outline.queries import course_here
from plugin.courses.resources import before
from plugin.courses.resources.files.names import stem_of
from plugin.courses.resources.files.queries import Held
from plugin.courses.resources.models import Resource, StoredFile
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.member import Member

LONGEST_TITLE = 150
FIELDS = ("title", "words", "minutes", "why")


@dataclass(frozen=True, slots=True)
class Brought:
    """Bytes that lie in the store already, looked through; their row comes with the change that is made for them."""

    digest: str
    size: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class About:
    """What is said about a file; without a title it is called as the file is."""

    title: str = ""
    words: str = ""
    minutes: int | None = None
    why: str = ""


def add_file(section: Section | None, about: About, brought: Brought, *, by: Member) -> Resource:
    """Put it at the end of the section; without one it is its bringer's until it is shared."""
    course_id = section.course_id if section else course_here(by).id
    beside = (
        Resource.section_id == section.id
        if section
        else (Resource.course_id == course_id) & Resource.section_id.is_(None)
    )
    last = db.session.scalar(select(func.max(Resource.position)).where(beside)) or 0
    resource = Resource(
        course_id=course_id,
        section_id=section.id if section else None,
        position=last + 1,
        kind="file",
        title=about.title or stem_of(brought.name)[:LONGEST_TITLE],
        file_id=write_down(brought, by).id,
        words=about.words,
        minutes=about.minutes,
        why=about.why,
        added_by_id=by.enrolment_id,
        made_at=clock.now(),
    )
    db.session.add(resource)
    db.session.flush()
    before.tell(by, resource, "holds more")
    return resource


def change_file(
    held: Held, about: About, brought: Brought | None, version: int | None, *, by: Member
) -> None:
    """Say it differently, and put a newer file in its place where one was brought.

    Raises Conflict where it has been changed since `version` was read.
    """
    resource = held.resource
    db.session.refresh(resource, with_for_update=True)
    theirs = _standing(held, about, brought)
    if theirs and version != resource.version:
        raise Conflict(theirs, resource.version)
    if not theirs:
        return
    before.keep(by, resource)
    for name, said in _told(about).items():
        setattr(resource, name, said)
    resource.title = about.title or stem_of(brought.name if brought else held.file.name)[:LONGEST_TITLE]
    if brought:
        resource.file_id = write_down(brought, by, instead_of=held.file).id
    resource.version += 1
    db.session.flush()


def put_back(held: Held, version: int | None, *, by: Member) -> None:
    """Let the file before stand there again.

    Raises Conflict where another change came first, Invalid where none is kept any more.
    """
    resource = held.resource
    db.session.refresh(resource, with_for_update=True)
    if version != resource.version:
        raise Conflict({}, resource.version)
    if held.file.before_id is None:
        raise Invalid(_("The file before is no longer kept."))
    before.keep(by, resource)
    resource.file_id = held.file.before_id
    resource.version += 1
    db.session.flush()


def write_down(brought: Brought, by: Member, instead_of: StoredFile | None = None) -> StoredFile:
    """The row of bytes that lie in the store; something must point to it, or it goes within a day."""
    stored = StoredFile(
        company_id=by.company_id,
        digest=brought.digest,
        size=brought.size,
        media_type=brought.media_type,
        name=brought.name,
        by_id=by.enrolment_id,
        before_id=instead_of.id if instead_of else None,
        made_at=clock.now(),
    )
    db.session.add(stored)
    db.session.flush()
    return stored


def _standing(held: Held, about: About, brought: Brought | None) -> Mapping[str, str]:
    """What stands there now, where it differs from what was just written."""
    new, old = _told(about), {name: getattr(held.resource, name) for name in FIELDS}
    differing = {
        name: str(said if said is not None else "") for name, said in old.items() if said != new[name]
    }
    return differing | ({"file": held.file.name} if brought else {})


def _told(about: About) -> dict[str, object]:
    return {name: getattr(about, name) for name in FIELDS}
