"""A call with notices, from its first letter to what is kept of each."""

from __future__ import annotations

import structlog

from plugin.database import transaction
from plugin.lti.platform_notices import actions, reading
from plugin.lti.refusals import Refused

log = structlog.get_logger()


def take_all(body: bytes) -> list[str]:
    """Take each notice in a transaction of its own; gives the codes of those that are not believed.

    Raises Refused where the call itself cannot be read. A learning site sends the whole call again after a refusal:
    what was taken is not taken twice.
    """
    refused = []
    for token in reading.tokens_in(body):
        try:
            heard = reading.believed(token)
        except Refused as fault:
            log.warning("notice refused", code=fault.code, happened=fault.told())
            refused.append(fault.code)
            continue
        with transaction():
            new = actions.take(heard)
        log.info("notice taken", platform=str(heard.platform_id), kind=heard.notice.kind, new=new)
    return refused
