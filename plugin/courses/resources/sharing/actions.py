"""What happens when something is shared: it is pointed out, or a copy of it goes to them; and how that ends."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from plugin import clock
from plugin.courses.resources.models import Resource, Share
from plugin.courses.resources.sharing.queries import Whom, name_for, reaches_already, was_ever_shared
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member


def share(by: Member, resource: Resource, whom: Whom, note: str = "") -> Share:
    """Put it before their eyes. Raises Invalid for people that `by` does not share with.

    A discussion is read by whoever sees its resource, and who that is was promised to everybody who wrote there. So
    whoever could not see it gets a copy, with a discussion of its own, unless nobody else was ever given it.
    """
    may_share_with(by, whom)
    given = resource if reaches_already(resource, whom) or _is_new(by, resource) else _copy(by, resource)
    share = db.session.scalar(
        select(Share).where(
            Share.resource_id == given.id,
            Share.by_id == by.enrolment_id,
            Share.group_id.is_not_distinct_from(whom.group_id),
            Share.with_id.is_not_distinct_from(whom.with_id),
            Share.ended_at.is_(None),
        )
    )
    if share is None:
        share = Share(
            resource_id=given.id, by_id=by.enrolment_id, group_id=whom.group_id, with_id=whom.with_id
        )
        db.session.add(share)
    share.note, share.at = note, clock.now()
    db.session.flush()
    return share


def may_share_with(by: Member, whom: Whom) -> None:
    """Raises Invalid for people that `by` does not share with."""
    if name_for(by, whom) is None:
        raise Invalid(_("Please choose somebody from the list."), "whom")


def end_share(share: Share) -> None:
    """It is before their eyes no longer. Whoever sees the resource in a section still finds it there."""
    share.ended_at = clock.now()
    db.session.flush()


def _is_new(by: Member, resource: Resource) -> bool:
    mine = resource.section_id is None and resource.added_by_id == by.enrolment_id
    return mine and not was_ever_shared(resource)


def _copy(by: Member, resource: Resource) -> Resource:
    copied = ("course_id", "kind", "title", "url", "file_id", "words", "minutes", "why", "skills")
    copy = Resource(
        position=0,
        added_by_id=by.enrolment_id,
        made_at=clock.now(),
        **{name: getattr(resource, name) for name in copied},
    )
    db.session.add(copy)
    db.session.flush()
    return copy
