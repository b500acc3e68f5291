"""The claims of a deep-linking request: what must be there beside a launch's own, and what is kept to answer it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, pre_load, validate

from plugin.lti.schemas import Claims, Message
from plugin.lti.services.offered import LONGEST_ADDRESS

DEEP_LINKING = "LtiDeepLinkingRequest"
CLAIM = "https://purl.imsglobal.org/spec/lti-dl/claim/"
SETTINGS = "deep_linking_settings"
LINK = "ltiResourceLink"
MOST_TYPES = 100
YES = (True, "true")  # some LMSs write it as a word


@dataclass(frozen=True, slots=True)
class DeepLinkRequest:
    """What an LMS asked for when it opened our choice of content, and where alone the answer goes.

    `data` goes back to it as it came; None where it sent none.
    """

    deployment_id: str
    return_url: str
    data: Any = None
    accepts: tuple[str, ...] = ()
    several: bool = False
    takes_columns: bool = False  # a link may bring a column of the gradebook with it


class Address(fields.String):
    """An address that can be kept and stand in a header; whose it is, the launch decides."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        said = super()._deserialize(value, attr, data, **kwargs)
        if not said.isprintable() or " " in said:
            raise ValidationError("no address")
        return said


class Settings(Schema):
    """`deep_linking_settings` (LTI Deep Linking 2.0, section 4.4.1), as far as we answer it."""

    class Meta:
        unknown = EXCLUDE

    return_url = Address(
        data_key="deep_link_return_url", required=True, validate=validate.Length(min=1, max=LONGEST_ADDRESS)
    )
    accepts = fields.List(
        fields.String(),
        data_key="accept_types",
        required=True,
        validate=validate.Length(min=1, max=MOST_TYPES),
    )
    several = fields.Raw(data_key="accept_multiple", load_default=False, allow_none=True)
    takes_columns = fields.Raw(data_key="accept_lineitem", load_default=False, allow_none=True)
    # The LMS's own, of whichever form that can be kept and sent back.
    data = fields.Raw(load_default=None, allow_none=True, validate=lambda said: _is_json(said))


class RequestClaims(Claims):
    """The claims of a deep-linking request: those of a launch, with settings where the link would be."""

    resource_link = fields.Raw(load_default=None)
    deep_linking_settings = fields.Nested(Settings, required=True)

    @pre_load
    def _parts(self, claims: Mapping[str, Any], **kwargs: Any) -> dict[str, Any]:
        parts: dict[str, Any] = super()._parts(claims, **kwargs)
        said = {SETTINGS: claims[CLAIM + SETTINGS]} if CLAIM + SETTINGS in claims else {}
        return {**parts, **said, "link_id": ""}

    @post_load
    def _message(self, found: dict[str, Any], **kwargs: Any) -> Any:
        return super()._message(found, **kwargs), _asked(found["deployment_id"], found[SETTINGS])


_CLAIMS = RequestClaims()


def read(claims: Mapping[str, Any]) -> tuple[Message, DeepLinkRequest]:
    """The message in the claims of a token, and what it asks for. Raises ValidationError."""
    found: tuple[Message, DeepLinkRequest] = _CLAIMS.load(claims)
    return found


def _is_json(said: Any) -> None:
    """Python reads NaN and Infinity, which are no JSON, and which no database takes as such."""
    try:
        json.dumps(said, allow_nan=False)
    except ValueError as fault:
        raise ValidationError("not JSON") from fault


def _asked(deployment_id: str, settings: Mapping[str, Any]) -> DeepLinkRequest:
    return DeepLinkRequest(
        deployment_id,
        settings["return_url"],
        data=settings["data"],
        accepts=tuple(settings["accepts"]),
        several=settings["several"] in YES,
        takes_columns=settings["takes_columns"] in YES,
    )
