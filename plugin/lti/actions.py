"""What a launch changes: its login is used up, its deployment is trusted or waits, its course is kept."""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.lti import queries
from plugin.lti.links.actions import note_link
from plugin.lti.models import Company, Context, Deployment, Login, Platform
from plugin.lti.queries import Known, Place
from plugin.lti.schemas import Message
from plugin.lti.services.offered import Offered

_USE_UP = (
    update(Login)
    .where(Login.id == bindparam("login"), Login.used_at.is_(None), Login.expires_at > bindparam("moment"))
    .values(used_at=bindparam("moment"))
    .returning(Login.id)
)
_MAKE = insert(Context)
_RLID = re.compile(r"[?&]rlid=")


def use_up(login_id: UUID) -> bool:
    """Take the login, once: of twenty launches at the same moment one finds it unused."""
    taken = db.session.connection().execute(_USE_UP, {"login": login_id, "moment": clock.now()})
    return taken.first() is not None


def place_of(platform: Known, message: Message) -> tuple[UUID, UUID | None] | None:
    """The company and the course that a launch comes from; None while its deployment waits for the operator.

    The course is made or brought up to date, and is None for a launch from outside any.
    """
    asked = (platform.id, message.deployment_id, message.context_id, message.link_id)
    place = queries.place_of(*asked) or _met(platform, message)
    if place.state == "pending" or place.company_id is None:
        return None
    if message.family and message.family != platform.family:  # its peculiarities go by it
        db.session.execute(update(Platform).where(Platform.id == platform.id).values(family=message.family))
    context_id = _course(place, platform, message)
    if context_id and message.link_id and message.content != place.link_content:
        note_link(context_id, message.link_id, message.content)
    return place.company_id, context_id


def _met(platform: Known, message: Message) -> Place:
    """A deployment seen for the first time: trusted where the registration has none at all yet, else it waits."""
    kept = db.session.scalars(select(Platform).where(Platform.id == platform.id).with_for_update()).one()
    # Looked up again behind the platform's lock: two first launches at once must not both be the first.
    known = select(Deployment.lms_id).where(Deployment.platform_id == kept.id).limit(1)
    first = db.session.scalar(known) is None
    deployment = Deployment(
        platform_id=kept.id, lms_id=message.deployment_id, state="pending", seen_at=clock.now()
    )
    if first:
        kept.name, kept.family = kept.name or message.lms_name, kept.family or message.family
        deployment.state, deployment.company_id = "approved", found_company(kept.name or kept.issuer).id
    db.session.add(deployment)
    db.session.flush()
    return Place(deployment.id, deployment.state, deployment.company_id, None, None, None, None)


def found_company(name: str) -> Company:
    """A new company."""
    company = Company(name=name, made_at=clock.now())
    db.session.add(company)
    db.session.flush()
    return company


def _course(place: Place, platform: Known, message: Message) -> UUID | None:
    if message.context_id is None:
        return None
    # A launch that leaves the title out does not take it away.
    said = {
        "title": message.context_title or place.title or "",
        "label": message.context_label or place.label or "",
        **_offered(place, message.offered),
    }
    connection = db.session.connection()
    if place.context_id is None:
        context_id = new_id()
        row = {
            "company_id": place.company_id,
            "platform_id": platform.id,
            "lms_id": message.context_id,
            **said,
        }
        connection.execute(_MAKE, {"id": context_id, "made_at": clock.now(), **row})
        return context_id
    if said != {name: getattr(place, name) for name in said}:
        connection.execute(update(Context).where(Context.id == place.context_id).values(said))
    return place.context_id


def _offered(place: Place, told: Offered) -> dict[str, str | list[str]]:
    """A launch that leaves a service out does not take it away either: some links of an LMS say less than others."""
    said: dict[str, str | list[str]] = {
        name: getattr(told, name) or getattr(place, name) or ""
        for name in ("lineitems_url", "groups_url", "group_sets_url", "notices_url")
    }
    scopes = list(told.grade_scopes) if told.lineitems_url else place.grade_scopes or []
    return {
        **said,
        "memberships_url": _memberships_url(place.memberships_url or "", told.memberships_url),
        "grade_scopes": scopes,
        "origins": list(told.origins) or place.origins or [],
    }


def _memberships_url(known: str, told: str) -> str:
    """Where everybody in the course is listed. An address with `rlid` lists those of one activity only: it does not
    take the place of one that lists them all."""
    return known if not told or (known and _RLID.search(told) and not _RLID.search(known)) else told
