"""What a resource said before it was changed, letting it say that again, and what its section's history tells of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from plugin import clock
from plugin.courses.outline.editing.actions import note
from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource, ResourceVersion
from plugin.database import db
from plugin.errors import Conflict
from plugin.member import Member
from plugin.regrets import REGRETTED, too_late

FACTS = ("kind", "title", "url", "minutes", "why", "skills")


def keep(member: Member, resource: Resource) -> None:
    """Write down what it says, because that is about to change. The resource is held."""
    db.session.add(
        ResourceVersion(
            resource_id=resource.id,
            version=resource.version,
            by_id=member.enrolment_id,
            said={name: getattr(resource, name) for name in FACTS},
            words=resource.words,
            until=clock.now(),
        )
    )
    tell(member, resource, "holds otherwise")


def said_before(resource: Resource) -> ResourceVersion | None:
    """What it said before its last change; None where nobody changed it lately."""
    return db.session.scalar(
        select(ResourceVersion)
        .where(ResourceVersion.resource_id == resource.id, ResourceVersion.until >= clock.now() - REGRETTED)
        .order_by(ResourceVersion.version.desc())
        .limit(1)
    )


def say_again(member: Member, resource: Resource, version: int | None) -> None:
    """Let it say that again. What it said until now is what it said before, so that this can be taken back too.

    Raises Conflict where another change came first, Invalid where nobody knows any more what it said.
    """
    db.session.refresh(resource, with_for_update=True)
    if version != resource.version:
        raise Conflict({}, resource.version)
    before = said_before(resource)
    if before is None:
        raise too_late()
    keep(member, resource)
    for name in FACTS:
        setattr(resource, name, before.said[name])
    resource.words = before.words
    resource.version += 1
    db.session.flush()


def tell(member: Member, resource: Resource, what: str) -> None:
    """Write into the history of the outline what is done to something that a section holds."""
    if resource.section_id is not None:
        section = db.session.get_one(Section, resource.section_id)
        note(member, section, what, {"held": resource.title})


def sweep(now: datetime) -> int:
    """Forget what can be taken back no longer."""
    over = db.session.execute(
        delete(ResourceVersion)
        .where(ResourceVersion.until < now - REGRETTED)
        .execution_options(synchronize_session=False)
    )
    return int(over.rowcount)  # type: ignore[attr-defined]
