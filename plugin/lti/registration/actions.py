"""What happens to invitations: made, tried, spent by the one learning site that they connect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid
from plugin.lti import cookies, registry
from plugin.lti.connections.actions import note_registration
from plugin.lti.models import KeySet, Platform
from plugin.lti.origins import origin_of
from plugin.lti.platform_notices.models import NoticeHandler
from plugin.lti.registration import drift, offer, queries, refusals
from plugin.lti.registration.hosts import speaks_for
from plugin.lti.registration.models import MOST_FAILURES, Invitation
from plugin.lti.registration.schemas import Configuration, Reply
from plugin.lti.services.models import AccessToken

LIVES = timedelta(days=7)
KEPT = timedelta(days=30)  # after its end, so that 'lti invitations' can tell what came of it
UNFINISHED = "It began, and was not finished."


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation in use: whom it updates and which issuer may answer, where the operator named them."""

    id: UUID
    updates_id: UUID | None
    issuer: str | None
    expected: str | None  # the only issuer that may answer


@dataclass(frozen=True, slots=True)
class Connected:
    """What came of it."""

    platform_id: UUID
    new: bool
    disabled: bool
    deployment_known: bool


def invite(updates: Platform | None = None, issuer: str | None = None) -> tuple[Invitation, str]:
    """Make an invitation and its token, which stands in the address and nowhere in clear with us."""
    if updates and issuer and issuer != updates.issuer:
        raise Invalid(f"That platform's issuer is {updates.issuer}, not {issuer}.")
    token, now = cookies.fresh(), clock.now()
    made = Invitation(
        token_hash=cookies.digest(token),
        updates_id=updates.id if updates else None,
        issuer=issuer,
        made_at=now,
        expires_at=now + LIVES,
    )
    db.session.add(made)
    db.session.flush()
    return made, token


def attempt(token: str) -> Invited:
    """Take one of the invitation's tries. It counts as failed until `connect` says otherwise: so a try that is cut off
    counts, and many at once make no more than five."""
    taken = db.session.scalar(
        update(Invitation)
        .where(Invitation.token_hash == cookies.digest(token), Invitation.spent_at.is_(None))
        .where(Invitation.expires_at > clock.now(), Invitation.failures < MOST_FAILURES)
        .values(failures=Invitation.failures + 1, last_failure=UNFINISHED)
        .returning(Invitation.id)
    )
    if taken is None:
        queries.usable(token)
        raise refusals.UnknownInvitation()
    return _invited(taken)


def note_failure(invitation_id: UUID, reason: str) -> None:
    """Keep why the last try failed, for the operator."""
    here = (Invitation.id == invitation_id, Invitation.spent_at.is_(None))
    db.session.execute(update(Invitation).where(*here).values(last_failure=reason))


def connect(invited: Invited, found_at: str, configuration: Configuration, reply: Reply) -> Connected:
    """Spend the invitation on this learning site. Of two that come at once the second finds it spent."""
    spent = db.session.scalar(
        update(Invitation)
        .where(Invitation.id == invited.id, Invitation.spent_at.is_(None))
        .values(spent_at=clock.now(), failures=Invitation.failures - 1, last_failure="")
        .returning(Invitation.id)
    )
    if spent is None:
        raise refusals.InvitationSpent()
    platform = _platform(invited, configuration.issuer, reply.client_id)
    _describe(platform, found_at, configuration, reply)
    db.session.flush()
    asked = [*offer.scopes_for(configuration.wanted), *offer.messages_for(configuration.wanted)]
    note_registration(
        platform.id,
        wished=drift.WISHED,
        asked=asked,
        scopes=reply.scopes,
        messages=reply.messages,
        url=_read_at(configuration, reply),
    )
    if reply.deployment_id:
        registry.approve(platform, reply.deployment_id)
    db.session.execute(update(Invitation).where(Invitation.id == spent).values(platform_id=platform.id))
    return Connected(
        platform.id, invited.updates_id is None, platform.disabled_at is not None, bool(reply.deployment_id)
    )


def sweep(now: datetime) -> int:
    """Forget invitations that nobody asks about any more."""
    over = (Invitation.spent_at < now - KEPT) | (Invitation.expires_at < now - KEPT)
    return int(db.session.execute(delete(Invitation).where(over)).rowcount)  # type: ignore[attr-defined]


def _read_at(configuration: Configuration, reply: Reply) -> str:
    """Where our registration can be read; our key goes to no host that has nothing to do with the LMS."""
    own = origin_of(configuration.registration_endpoint)
    is_theirs = speaks_for(configuration.issuer, reply.url) or origin_of(reply.url) == own
    return reply.url if reply.url and is_theirs else ""


def _invited(invitation_id: UUID) -> Invited:
    row = db.session.execute(
        select(Invitation.id, Invitation.updates_id, Invitation.issuer, Platform.issuer)
        .outerjoin(Platform, Platform.id == Invitation.updates_id)
        .where(Invitation.id == invitation_id)
    ).one()
    return Invited(row[0], row[1], row[2], row[3] or row[2])


def _platform(invited: Invited, issuer: str, client_id: str) -> Platform:
    """The platform to be written: a new one, or the one that the invitation updates. Never another that exists."""
    there = queries.platform_named(issuer, client_id)
    if there is not None and there.id != invited.updates_id:
        raise refusals.AlreadyConnected(issuer=issuer, client_id=client_id, platform=there.id)
    if invited.updates_id is None:
        added = Platform(
            issuer=issuer, client_id=client_id, name="", family="", made_at=clock.now(), role_choices={}
        )
        db.session.add(added)
        return added
    platform = db.session.get_one(Platform, invited.updates_id)
    platform.client_id = client_id
    # What was fetched for the old registration, and agreed under it, proves nothing about the new one.
    for table in (KeySet, AccessToken, NoticeHandler):
        db.session.execute(delete(table).where(table.platform_id == platform.id))
    return platform


def _describe(platform: Platform, found_at: str, said: Configuration, reply: Reply) -> None:
    platform.name = said.name or platform.name
    platform.family = said.family or platform.family
    platform.auth_login_url, platform.auth_token_url = said.authorization_endpoint, said.token_endpoint
    platform.key_set_url, platform.token_audience = said.jwks_uri, said.token_audience
    platform.configuration_url, platform.scopes = found_at, list(reply.scopes or ())
