"""Who is registered: the operator's verbs. Each raises Invalid with a sentence; none commits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from plugin import addresses, clock
from plugin.database import db
from plugin.errors import Invalid
from plugin.lti import queries
from plugin.lti.actions import found_company
from plugin.lti.models import Deployment, KeySet, Platform
from plugin.lti.roles import LEAD, MEMBER
from plugin.lti.schemas import LONGEST_ID

SHORTEST_PREFIX = 4
_ROLE = re.compile(r"[A-Za-z]{1,60}")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a platform is reached. `token_audience` is only named where it is not the token address itself:
    None leaves what stands there, '' takes it away."""

    auth_login_url: str
    auth_token_url: str
    key_set_url: str
    token_audience: str | None = None


def register(issuer: str, client_id: str, found_at: Addresses, *, private: bool) -> tuple[Platform, bool]:
    """Register a platform, or bring it up to date; says whether it is new. `private` allows http and own networks."""
    for label, address in (("ISSUER", issuer), *_named(found_at)):
        _check_address(label, address, private=private)
    _check_id("--client-id", client_id)
    platform = db.session.scalar(
        select(Platform).where(Platform.issuer == issuer, Platform.client_id == client_id)
    )
    new = platform is None
    if platform is None:
        platform = Platform(issuer=issuer, client_id=client_id, name="", made_at=clock.now(), role_choices={})
        db.session.add(platform)
    elif platform.key_set_url != found_at.key_set_url:
        db.session.execute(delete(KeySet).where(KeySet.platform_id == platform.id))
    platform.auth_login_url, platform.auth_token_url = found_at.auth_login_url, found_at.auth_token_url
    platform.key_set_url = found_at.key_set_url
    if found_at.token_audience is not None:
        platform.token_audience = found_at.token_audience or None
    db.session.flush()
    return platform, new


def approve(platform: Platform, lms_id: str, new_company: str | None = None) -> Deployment:
    """Let a deployment in, into the platform's first company or into a new one. One that is in stays where it is:
    people and their words never move from one company to another."""
    _check_id("DEPLOYMENT", lms_id)
    deployment = queries.deployment_of(platform.id, lms_id)
    if deployment is None:
        deployment = Deployment(platform_id=platform.id, lms_id=lms_id, seen_at=clock.now())
        db.session.add(deployment)
    elif deployment.state == "approved":
        if new_company is not None:
            raise Invalid(
                f"Deployment '{lms_id}' is let in already. Its people cannot move to another company."
            )
        return deployment
    deployment.state, deployment.company_id = "approved", _company(platform, new_company)
    db.session.flush()
    return deployment


def disable(platform: Platform) -> None:
    """Let nobody in from this platform, and end the visits that run."""
    platform.disabled_at = platform.disabled_at or clock.now()


def enable(platform: Platform) -> None:
    """Let people in again."""
    platform.disabled_at = None


def choose_roles(platform: Platform, choices: Mapping[str, str]) -> None:
    """Say what roles of this platform are worth; roles that are not named keep their worth."""
    for role, worth in choices.items():
        if not _ROLE.fullmatch(role):
            raise Invalid(f"'{role}' is no short name of a role, such as Instructor.")
        if worth not in (LEAD, MEMBER):
            raise Invalid(f"'{worth}' is not something a role can be worth here: say {LEAD} or {MEMBER}.")
    platform.role_choices = {**platform.role_choices, **choices}
    flag_modified(platform, "role_choices")


def platform_called(word: str) -> Platform:
    """The platform with that issuer, where it is the only one, or whose id begins so."""
    found = list(db.session.scalars(select(Platform).order_by(Platform.id)))
    meant = [one for one in found if one.issuer == word] or _begins(found, word)
    if not meant:
        raise Invalid(f"No platform is called '{word}'. 'lti platforms' lists them.")
    if len(meant) > 1:
        raise Invalid(f"'{word}' could be {' or '.join(str(one.id) for one in meant)}. Say more of the id.")
    return meant[0]


def _begins(found: Iterable[Platform], word: str) -> list[Platform]:
    if len(word) < SHORTEST_PREFIX:
        return []
    return [one for one in found if str(one.id).startswith(word.lower())]


def _named(found_at: Addresses) -> list[tuple[str, str]]:
    urls = [field.name for field in fields(found_at) if field.name.endswith("_url")]
    return [("--" + name.replace("_", "-"), getattr(found_at, name)) for name in urls]


def _check_address(label: str, address: str, *, private: bool) -> None:
    if not _may_be_reached(address, private=private):
        allowed = "an http or https address" if private else "an https address outside private networks"
        raise Invalid(
            f"{label} must be {allowed}, not '{address}'."
            + ("" if private else " TANDEM_ALLOW_PRIVATE_HOSTS=true allows others.")
        )


def _may_be_reached(address: str, *, private: bool) -> bool:
    """As far as the address itself says; a name is looked up only when it is called."""
    try:
        host = addresses.parsed(address, private=private).hostname or ""
    except addresses.Refused:
        return False
    return addresses.may_name(host, private=private)


def _check_id(label: str, word: str) -> None:
    if not word.strip() or not word.isprintable() or len(word) > LONGEST_ID:
        raise Invalid(f"{label} must be a name of 1 to {LONGEST_ID} printable characters.")


def _company(platform: Platform, new: str | None) -> UUID:
    if new is not None and not new.strip():
        raise Invalid("A company needs a name.")
    if new is None and (first := queries.first_company(platform.id)):
        return first
    return found_company(new.strip() if new else platform.name or named_after(platform.issuer)).id


def named_after(issuer: str) -> str:
    """A name for a company of which only the address is known."""
    return urlsplit(issuer).hostname or issuer
