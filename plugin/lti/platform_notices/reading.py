"""Whether a notice comes from a learning site that we know: signed, for us, now, from a deployment that was let in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import ValidationError

from plugin.database import transaction
from plugin.lti import launches, queries, refusals
from plugin.lti.platform_notices import schemas
from plugin.lti.platform_notices.schemas import Notice
from plugin.lti.queries import Known
from plugin.lti.schemas import amiss, line

MOST = 100  # notices of one call


@dataclass(frozen=True, slots=True)
class Heard:
    """A notice that is believed, and who sent it."""

    platform_id: UUID
    company_id: UUID  # of the deployment: a course is never told of one in another company
    notice: Notice


def tokens_in(body: bytes) -> list[str]:
    """The tokens of a call: {"notices": [{"jwt": ...}]}. Raises Unreadable."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise refusals.Unreadable() from fault
    listed = said.get("notices") if isinstance(said, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST:
        raise refusals.Unreadable()
    tokens = [one.get("jwt") if isinstance(one, dict) else None for one in listed]
    if not all(isinstance(token, str) for token in tokens):
        raise refusals.Unreadable()
    return [str(token) for token in tokens]


def believed(token: str) -> Heard:
    """The notice in a token, checked as a launch is. Raises Refused. Call it outside any transaction."""
    header, body = launches.taken_apart(token)
    platform = _sender(body)
    launches.check_signature(platform, token, header)
    try:
        notice = schemas.read(body)
    except ValidationError as fault:
        raise refusals.Incomplete(claims=", ".join(amiss(fault))) from fault
    launches.in_time(body)
    with transaction(writing=False):
        deployment = queries.deployment_of(platform.id, notice.deployment_id)
        company_id = deployment.company_id if deployment and deployment.state == "approved" else None
    if company_id is None:
        raise refusals.DeploymentPending(deployment=notice.deployment_id, platform=platform.id)
    return Heard(platform.id, company_id, notice)


def _sender(body: Mapping[str, Any]) -> Known:
    """The registration that the token names by its issuer and by whom it is for."""
    issuer, client_id = body.get("iss"), launches.client_of(body)
    with transaction(writing=False):
        found = queries.platforms_of(issuer, client_id) if isinstance(issuer, str) and client_id else []
    if not found:
        raise refusals.UnknownPlatform(issuer=line(issuer), client_id=client_id)
    if found[0].disabled:
        raise refusals.PlatformDisabled()
    return found[0]
