"""Asking learning sites to tell us by themselves when a course is copied."""

from __future__ import annotations

import json
from uuid import UUID

import structlog
from flask import current_app

from plugin.database import transaction
from plugin.jobs.tasks import every, job
from plugin.lti.platform_notices import actions, queries
from plugin.lti.platform_notices.schemas import COPIED
from plugin.lti.queries import Known, platform_now
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault

SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers"
WITHIN = 60.0  # seconds for one learning site

log = structlog.get_logger()
sweep = actions.sweep


@every(hours=1)
@job("platform-notices.ask")
def ask() -> str:
    """Ask each service that a launch has named; one that refuses is asked again a day later."""
    ours = f"{current_app.config['TANDEM'].base_url}/lti/notices"
    with transaction(writing=False):
        asked = queries.to_ask(ours)
    took = sum(_asked(platform_id, url, ours) for platform_id, url in asked)
    return f"{took} of {len(asked)} took our address"


def register_handler(platform: Known, url: str, handler: str) -> None:
    """Tell a service where notices of copies go (PNS 1.0, section 3.3). Raises ServiceFault."""
    said = json.dumps({"notice_type": COPIED, "handler": handler})
    Connector(platform, within=WITHIN).call(
        url, accept="application/json", scopes=[SCOPE], method="PUT", body=said
    )


def _asked(platform_id: UUID, url: str, handler: str) -> bool:
    with transaction(writing=False):
        platform = platform_now(platform_id)
    if platform is None:
        return False
    fault = ""
    try:
        register_handler(platform, url, handler)
    except ServiceFault as refused:
        fault = refused.sentence
        log.warning("notices not asked for", platform=str(platform_id), reason=fault)
    with transaction():
        actions.handler_noted(platform_id, url, handler, fault)
    return not fault
