"""What registration asks: whether an invitation holds, which platform has a name, how invitations stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.lti import cookies
from plugin.lti.connections.models import Connection
from plugin.lti.models import Platform
from plugin.lti.registration import refusals
from plugin.lti.registration.models import MOST_FAILURES, Invitation
from plugin.lti.registration.offer import READ_BACK

AT_ONCE = 100  # learning sites in one run


def usable(token: str) -> None:
    """Raise why the invitation with that token cannot be used, if it cannot."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == cookies.digest(token)))
    if found is None:
        raise refusals.UnknownInvitation()
    if found.spent_at:
        raise refusals.InvitationSpent()
    if found.expires_at <= clock.now():
        raise refusals.InvitationOver(ended=f"{found.expires_at:%Y-%m-%d %H:%M}")
    if found.failures >= MOST_FAILURES:
        raise refusals.InvitationTired(tries=found.failures, last=found.last_failure)


def platform_named(issuer: str, client_id: str) -> Platform | None:
    """The platform with that issuer and client id."""
    return db.session.scalar(
        select(Platform).where(Platform.issuer == issuer, Platform.client_id == client_id)
    )


def to_reread() -> list[tuple[UUID, str]]:
    """Platforms whose registration can be read, with its address; not where the scope that it takes was not granted."""
    rows = db.session.execute(
        select(Platform.id, Connection.registration_url, Platform.scopes)
        .join(Connection, Connection.platform_id == Platform.id)
        .where(Connection.registration_url != "", Platform.disabled_at.is_(None))
        .order_by(Connection.reread_at.is_not(None), Connection.reread_at, Platform.id)
    )
    asked = [(row.id, row.registration_url) for row in rows if not row.scopes or READ_BACK in row.scopes]
    return asked[:AT_ONCE]  # counted here: those that may not be asked would come first for ever


@dataclass(frozen=True, slots=True)
class Standing:
    """How an invitation stands, for the operator."""

    id: UUID
    made_at: datetime
    expires_at: datetime
    spent_at: datetime | None
    failures: int
    last_failure: str
    issuer: str | None
    updates: UUID | None
    connected: UUID | None

    @property
    def state(self) -> str:
        """waits, spent, or over."""
        if self.spent_at:
            return "spent"
        return "over" if self.expires_at <= clock.now() or self.failures >= MOST_FAILURES else "waits"


def invitations() -> list[Standing]:
    """Every invitation, newest first."""
    columns = (Invitation.id, Invitation.made_at, Invitation.expires_at, Invitation.spent_at)
    told = (Invitation.failures, Invitation.last_failure, Invitation.issuer)
    rows = db.session.execute(
        select(*columns, *told, Invitation.updates_id, Invitation.platform_id).order_by(Invitation.id.desc())
    )
    return [Standing(*row) for row in rows]
