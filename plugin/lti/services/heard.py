"""What a platform's token address says of the scopes that we ask for, kept for the doctor."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import structlog

from plugin.database import transaction
from plugin.fetch import Answer
from plugin.lti.connections.actions import note_scopes
from plugin.lti.services.faults import reason_of

EVERYTHING = "*"

log = structlog.get_logger()


def note(platform_id: UUID, wanted: str, answer: Answer) -> None:
    """Keep which of the wanted scopes the answer gives. One that is about something else says nothing of them.

    Call it outside any transaction.
    """
    given = scopes_given(wanted, answer)
    if not given:
        return
    said = "" if answer.ok else reason_of(answer)
    refused = sorted(scope for scope, is_given in given.items() if not is_given)
    if refused:
        log.warning("scopes refused", platform=str(platform_id), scopes=refused, said=said)
    reference = str(structlog.contextvars.get_contextvars().get("reference", ""))
    with transaction():
        note_scopes(platform_id, given, {"said": said, "reference": reference})


def scopes_given(wanted: str, answer: Answer) -> dict[str, bool]:
    """Each wanted scope and whether the token is good for it.

    One that says nothing of scopes is good for all (RFC 6749, section 5.1); 'invalid_scope' is for none (section 5.2).
    """
    said, listed = _read(answer), wanted.split()
    if not answer.ok:
        return dict.fromkeys(listed, False) if said.get("error") == "invalid_scope" else {}
    if not isinstance(said.get("access_token"), str):
        return {}
    told = said.get("scope")
    granted = told.split() if isinstance(told, str) else listed
    return {scope: scope in granted or EVERYTHING in granted or not granted for scope in listed}


def _read(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
