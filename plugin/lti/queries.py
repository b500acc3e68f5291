"""What the way in asks: which platform, which login waits, what may frame us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Text, bindparam, select

from plugin.database import db
from plugin.lti.connections.models import Connection
from plugin.lti.connections.queries import Noted, scopes_known
from plugin.lti.links.models import ResourceLink
from plugin.lti.models import Company, Context, Deployment, KeySet, Login, Platform
from plugin.lti.origins import origin_of, origins_of


@dataclass(frozen=True, slots=True)
class Known:
    """A registered platform, as a login or a launch needs it, with its keys as last fetched."""

    id: UUID
    issuer: str
    client_id: str
    name: str
    family: str
    auth_login_url: str
    auth_token_url: str
    key_set_url: str
    token_audience: str | None
    role_choices: dict[str, str]
    disabled: bool
    keys: list[dict[str, Any]]
    fetched_at: datetime | None
    tried_at: datetime | None
    noted: Noted  # how launches went so far

    @property
    def called(self) -> str:
        """What its people call it, or its address."""
        return self.name or self.issuer

    @property
    def storage_origin(self) -> str:
        """Whose page keeps our words for us (LTI platform storage)."""
        return origin_of(self.auth_login_url)

    @property
    def frame_origins(self) -> tuple[str, ...]:
        """Where its pages, with ours in a frame, may stand."""
        return origins_of((self.auth_login_url, self.issuer))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A login that began: what its launch has to bring."""

    id: UUID
    nonce: str
    browser_hash: bytes
    expires_at: datetime
    used_at: datetime | None
    storage_target: str | None
    platform: Known


# In the order of Known's fields. Columns, not rows of the mapper, and statements built once: a launch asks these, and
# what it costs is mostly what it takes to build and to load them.
_KNOWN = (
    *(Platform.id, Platform.issuer, Platform.client_id, Platform.name, Platform.family),
    *(Platform.auth_login_url, Platform.auth_token_url, Platform.key_set_url, Platform.token_audience),
    *(Platform.role_choices, Platform.disabled_at.is_not(None)),
    *(KeySet.keys, KeySet.fetched_at, KeySet.tried_at),
    *(Connection.noted_at, Connection.apart, Connection.kid, Connection.refusals),
)
_WAITING = (
    *(Login.id, Login.nonce, Login.browser_hash, Login.expires_at, Login.used_at, Login.storage_target),
)
_PLATFORMS = (
    select(*_KNOWN)
    .outerjoin(KeySet, KeySet.platform_id == Platform.id)
    .outerjoin(Connection, Connection.platform_id == Platform.id)
    .order_by(Platform.id)
)
_LOGIN = (
    select(*_WAITING, *_KNOWN)
    .join(Platform, Platform.id == Login.platform_id)
    .outerjoin(KeySet, KeySet.platform_id == Platform.id)
    .outerjoin(Connection, Connection.platform_id == Platform.id)
    .where(Login.state_hash == bindparam("state_hash"))
)
_PLACE = (
    select(
        *(Deployment.id, Deployment.state, Deployment.company_id),
        *(Context.id, Context.title, Context.label, Context.memberships_url, Context.lineitems_url),
        *(
            Context.grade_scopes,
            Context.groups_url,
            Context.group_sets_url,
            Context.notices_url,
            Context.origins,
            ResourceLink.content,
        ),
    )
    .outerjoin(
        Context,
        (Context.company_id == Deployment.company_id)
        & (Context.platform_id == Deployment.platform_id)
        & (Context.lms_id == bindparam("context", type_=Text)),
    )
    .outerjoin(
        ResourceLink,
        (ResourceLink.context_id == Context.id) & (ResourceLink.lms_id == bindparam("link", type_=Text)),
    )
    .where(Deployment.platform_id == bindparam("platform"), Deployment.lms_id == bindparam("deployment"))
)


def platforms_of(issuer: str, client_id: str | None) -> list[Known]:
    """The registered platforms of that issuer, with that client id where one is named."""
    if not (_askable(issuer) and _askable(client_id or "-")):
        return []
    asked = _PLATFORMS.where(Platform.issuer == issuer)
    if client_id is not None:
        asked = asked.where(Platform.client_id == client_id)
    return [_known(row) for row in db.session.execute(asked)]


def login_waiting(state_hash: bytes) -> Waiting | None:
    """The login with that state, used or not, with its platform."""
    row: Any = db.session.connection().execute(_LOGIN, {"state_hash": state_hash}).one_or_none()
    if row is None:
        return None
    parts: Any = (*row[: len(_WAITING)], _known(row[len(_WAITING) :]))
    return Waiting(*parts)


def platform_now(platform_id: UUID) -> Known | None:
    """The platform as it stands now, with the keys that somebody else may have fetched meanwhile."""
    row = db.session.execute(_PLATFORMS.where(Platform.id == platform_id)).one_or_none()
    return _known(row) if row else None


class Place(NamedTuple):
    """Where a launch comes from, as we know it already: the deployment, and the course in its company."""

    deployment_id: UUID
    state: str
    company_id: UUID | None
    context_id: UUID | None
    title: str | None
    label: str | None
    memberships_url: str | None
    lineitems_url: str | None = None
    grade_scopes: list[str] | None = None
    groups_url: str | None = None
    group_sets_url: str | None = None
    notices_url: str | None = None
    origins: list[str] | None = None
    link_content: str | None = None  # to what the link leads, where it is known already


def place_of(platform_id: UUID, deployment: str, context: str | None, link: str) -> Place | None:
    """The place with the LMS's own ids; None for a deployment that we have never seen."""
    asked = {"platform": platform_id, "deployment": deployment, "context": context, "link": link}
    row: Any = db.session.connection().execute(_PLACE, asked).one_or_none()
    return Place(*row) if row else None


def deployment_of(platform_id: UUID, lms_id: str) -> Deployment | None:
    """One deployment of a platform."""
    return db.session.scalar(
        select(Deployment).where(Deployment.platform_id == platform_id, Deployment.lms_id == lms_id)
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of `lti platforms`: a deployment with its platform, or a platform that has none yet."""

    platform: Platform
    deployment: str | None
    state: str | None
    company: str | None


def everything() -> list[Listed]:
    """Every platform with its deployments and their companies, eldest first."""
    rows = db.session.execute(
        select(Platform, Deployment.lms_id, Deployment.state, Company.name)
        .outerjoin(Deployment, Deployment.platform_id == Platform.id)
        .outerjoin(Company, Company.id == Deployment.company_id)
        .order_by(Platform.id, Deployment.id)
    )
    return [Listed(*row) for row in rows]


def granted(platform_id: UUID) -> list[str] | None:
    """The scopes that a platform grants by all that is known; None where that is not known."""
    asked = select(Platform.scopes, Connection.scopes_now).where(Platform.id == platform_id)
    row = db.session.execute(asked.outerjoin(Connection, Connection.platform_id == Platform.id)).one_or_none()
    return scopes_known(*row) if row else None


def first_company(platform_id: UUID) -> UUID | None:
    """The company that a platform's first deployment was let into: where the next one goes by itself."""
    asked: ColumnElement[bool] = Deployment.company_id.is_not(None)
    return db.session.scalar(
        select(Deployment.company_id)
        .where(Deployment.platform_id == platform_id, asked)
        .order_by(Deployment.id)
        .limit(1)
    )


def _askable(word: str) -> bool:
    """PostgreSQL cannot even be asked for text with a NUL in it, nor for half a surrogate pair."""
    return word.isprintable() and len(word) <= 2000


def _known(row: Sequence[Any]) -> Known:
    *named, keys, fetched_at, tried_at, noted_at, apart, kid, refusals = row
    noted = Noted(noted_at, apart, kid, refusals)
    parts: Any = (*named, keys or [], fetched_at, tried_at, noted)
    return Known(*parts)
