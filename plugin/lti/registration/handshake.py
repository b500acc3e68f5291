"""Dynamic registration (LTI Dynamic Registration 1.0): ask an LMS for its configuration, hand ours over, keep both."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import current_app, g
from flask_babel import force_locale
from marshmallow import ValidationError
from sqlalchemy.exc import IntegrityError

from plugin import fetch, languages
from plugin.database import transaction
from plugin.lti import keys
from plugin.lti.origins import origins_of
from plugin.lti.registration import actions, offer, queries, refusals, schemas
from plugin.lti.registration.actions import Connected, Invited
from plugin.lti.registration.hosts import speaks_for
from plugin.lti.registration.schemas import Configuration, ConfigurationSchema, Reply, ReplySchema
from plugin.lti.services.faults import reasons_in

DEADLINE = 10.0  # seconds for each of the two questions
CAP = 300_000  # bytes of each answer; Moodle's are below ten thousand
_BEARER = re.compile(r"[\x21-\x7e]{1,8000}")

T = TypeVar("T")


def look(invitation: str) -> None:
    """Raise NotConnected where the invitation does not hold; uses nothing up."""
    with transaction(writing=False):
        queries.usable(invitation)


def connect(invitation: str, configuration_url: str, token: str) -> Connected:
    """Connect the learning site whose configuration is at that address. Raises NotConnected, and then nothing is kept
    but why. Both questions are asked outside any transaction."""
    with transaction():
        invited = actions.attempt(invitation)
    try:
        return _connected(invited, configuration_url, token)
    except refusals.NotConnected as fault:
        with transaction(), force_locale(languages.SOURCE):
            actions.note_failure(invited.id, fault.told())
        raise


def _connected(invited: Invited, configuration_url: str, token: str) -> Connected:
    if token and not _BEARER.fullmatch(token):
        raise refusals.BadToken()
    configuration = _configuration(invited, configuration_url, token)
    g.frame_origins = origins_of(
        (configuration_url, configuration.registration_endpoint, configuration.issuer)
    )
    keys.make_missing()  # some LMSs fetch them while we register
    reply = _registered(configuration, token)
    found_at = schemas.without_token(configuration_url)
    try:
        with transaction():
            return actions.connect(invited, found_at, configuration, reply)
    except IntegrityError as twice:  # two invitations at once for the same registration, on PostgreSQL
        with transaction(writing=False):
            there = queries.platform_named(configuration.issuer, reply.client_id)
        if there is None:
            raise
        said = {"issuer": configuration.issuer, "client_id": reply.client_id, "platform": "…"}
        raise refusals.AlreadyConnected(**said) from twice


def _configuration(invited: Invited, address: str, token: str) -> Configuration:
    try:
        answer = _asked(address, token)
        if not answer.ok:
            raise refusals.ConfigurationRefused(status=answer.status, said=_said(answer))
        found: Configuration = _read(ConfigurationSchema, answer.json(), refusals.ConfigurationAmiss)
    except (fetch.Refused, fetch.Unreachable) as fault:
        raise refusals.ConfigurationUnreachable(reason=fault) from fault
    _check_speaker(invited, found, address, answer.url)
    return found


def _check_speaker(invited: Invited, found: Configuration, *addresses: str) -> None:
    """Whether that configuration may be given for that issuer, from where it was asked and where it was in the end."""
    if invited.expected and found.issuer != invited.expected:
        raise refusals.UnexpectedIssuer(expected=invited.expected, issuer=found.issuer)
    for address in () if invited.issuer else addresses:
        if not speaks_for(found.issuer, address):
            raise refusals.ForeignIssuer(host=urlsplit(address).hostname, issuer=found.issuer)
    # The one-time token goes there as well: to no host that has nothing to do with the LMS.
    endpoint = found.registration_endpoint
    if not (speaks_for(found.issuer, endpoint) or origins_of((endpoint,)) == origins_of(addresses[:1])):
        raise refusals.ForeignEndpoint(host=urlsplit(endpoint).hostname, issuer=found.issuer)


def _registered(configuration: Configuration, token: str) -> Reply:
    body = offer.registration(current_app.config["TANDEM"].base_url, configuration.wanted)
    try:
        answer = _asked(configuration.registration_endpoint, token, json.dumps(body).encode())
        if not answer.ok:
            raise refusals.RegistrationRefused(status=answer.status, said=_said(answer))
        reply: Reply = _read(ReplySchema, answer.json(), refusals.ReplyAmiss)
    except (fetch.Refused, fetch.Unreachable) as fault:
        raise refusals.RegistrationUnreachable(reason=fault) from fault
    return reply


def _asked(address: str, token: str, body: bytes | None = None) -> fetch.Answer:
    headers = {"Accept": "application/json"} | ({"Content-Type": "application/json"} if body else {})
    return fetch.fetch(
        address,
        method="POST" if body else "GET",
        headers=headers,
        body=body,
        bearer=token or None,
        private=current_app.config["TANDEM"].allow_private_hosts,
        deadline=DEADLINE,
        cap=CAP,
    )


def _read(schema: Callable[..., Any], said: Any, amiss: type[refusals.NotConnected]) -> Any:
    try:
        return schema(private=current_app.config["TANDEM"].allow_private_hosts).load(said)
    except ValidationError as fault:
        raise amiss(names=schemas.amiss(fault)) from fault


def _said(answer: fetch.Answer) -> str:
    """The LMS's own words about what went wrong, where it has any: each calls them by another name."""
    try:
        said = answer.json()
    except fetch.Unreachable:
        return ""
    return ": ".join(reasons_in(said, ("error", "error_description", "errorMessage", "message")))
