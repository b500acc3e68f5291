"""Reading our registration at learning sites that let us (LTI Dynamic Registration 1.0, registration_client_uri):
what an administrator took away shows here before anybody misses it."""

from __future__ import annotations

from uuid import UUID

import structlog
from flask import current_app
from flask_babel import gettext as _
from marshmallow import ValidationError

from plugin.database import transaction
from plugin.jobs.tasks import every, job
from plugin.lti.connections.actions import note_reread
from plugin.lti.queries import Known, platform_now
from plugin.lti.registration import queries, schemas
from plugin.lti.registration.offer import READ_BACK
from plugin.lti.registration.schemas import Reply, ReplySchema
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault, read_json

WITHIN = 60.0  # seconds for one learning site

log = structlog.get_logger()


@every(hours=24)
@job("registration.reread")
def reread() -> str:
    """Read each registration that can be read, those first that were not read for longest."""
    with transaction(writing=False):
        asked = queries.to_reread()
    read = sum(_reread(platform_id, url) for platform_id, url in asked)
    return f"{read} of {len(asked)} read"


def registration_now(platform: Known, url: str) -> Reply:
    """What the learning site has kept of us. Raises ServiceFault. Call it outside any transaction."""
    answer = Connector(platform, within=WITHIN).call(url, accept="application/json", scopes=[READ_BACK])
    private = current_app.config["TANDEM"].allow_private_hosts
    try:
        said: Reply = ReplySchema(private=private).load(read_json(answer))
    except ValidationError as fault:
        raise ServiceFault(
            _("The registration there could not be read: %(names)s.", names=schemas.amiss(fault))
        ) from fault
    if said.client_id != platform.client_id:
        raise ServiceFault(_("What was read there is another tool's registration."))
    return said


def _reread(platform_id: UUID, url: str) -> bool:
    with transaction(writing=False):
        platform = platform_now(platform_id)
    if platform is None:
        return False
    try:
        said = registration_now(platform, url)
    except ServiceFault as fault:
        log.warning("registration not read", platform=str(platform_id), reason=fault.told)
        with transaction():
            note_reread(platform_id, None, None, fault.sentence)
        return False
    with transaction():
        note_reread(platform_id, said.scopes, said.messages)
    return True
