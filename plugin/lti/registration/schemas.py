"""What an LMS says of itself, and what it answers to our registration: read with care, kept as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load

from plugin import addresses
from plugin.lti.registration.offer import CANVAS, TOOL_CONFIGURATION, Wanted
from plugin.lti.schemas import LONGEST_ID, Id, line

PLATFORM_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-platform-configuration"
LONGEST_ADDRESS = 2000
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Configuration:
    """An LMS as its openid configuration describes it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    registration_endpoint: str
    token_audience: str | None
    name: str
    family: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Reply:
    """What registration gave: our client id; the deployment and the granted scopes where the LMS says them."""

    client_id: str
    deployment_id: str | None
    scopes: tuple[str, ...] | None  # None where it says nothing of them, empty where it grants none
    messages: tuple[str, ...] | None = None  # types of those that it will send; None and empty as above
    url: str = ""  # where the registration can be read (registration_client_uri), '' for none


class _Read(Schema):
    class Meta:
        unknown = EXCLUDE

    def __init__(self, *, private: bool) -> None:
        super().__init__()
        self.private = private


class Endpoint(fields.Field[str]):
    """An address that we or people's browsers will call: https, absolute, not in a private network by its very name.

    What a host's name stands for is asked when it is called, by plugin/fetch.py, each time anew.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return _callable(value, private=bool(getattr(self.root, "private", False)))


class Issuer(Endpoint):
    """An issuer: an address without query (OpenID Connect Core, section 2)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        issuer = super()._deserialize(value, attr, data, **kwargs)
        if "?" in issuer or len(issuer) > LONGEST_ID:
            raise ValidationError("no issuer")
        return issuer


class Including(fields.Field[list[str]]):
    """A list of what the LMS can do, in which one word must be; absent is fine, since most leave it out."""

    def __init__(self, word: str, **kwargs: Any) -> None:
        super().__init__(load_default=[], allow_none=True, **kwargs)
        self.word = word

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or self.word not in listed:
            raise ValidationError(f"without {self.word}")
        return [self.word]


class ConfigurationSchema(_Read):
    """An openid configuration. Its errors name the fields that are amiss."""

    issuer = Issuer(required=True)
    authorization_endpoint = Endpoint(required=True)
    token_endpoint = Endpoint(required=True)
    jwks_uri = Endpoint(required=True)
    registration_endpoint = Endpoint(required=True)
    id_token_signing_alg_values_supported = Including("RS256")
    token_endpoint_auth_methods_supported = Including("private_key_jwt")
    response_types_supported = Including("id_token")
    authorization_server = fields.Raw(load_default=None, allow_none=True)
    scopes_supported = fields.Raw(load_default=None, allow_none=True)
    platform = fields.Raw(data_key=PLATFORM_CONFIGURATION, load_default=dict, allow_none=True)

    @post_load
    def _whole(self, found: dict[str, Any], **_kwargs: Any) -> Configuration:
        platform = found["platform"] if isinstance(found["platform"], dict) else {}
        family = line(platform.get("product_family_code"))
        scopes = _words(found["scopes_supported"]) or None
        return Configuration(
            **{name: found[name] for name in ("issuer", "authorization_endpoint", "token_endpoint")},
            **{name: found[name] for name in ("jwks_uri", "registration_endpoint")},
            token_audience=_audience(found["authorization_server"]),
            name=line(platform.get(f"{CANVAS}account_name")),
            family=family,
            wanted=Wanted(scopes, _messages(platform.get("messages_supported")) or None, family),
        )


class ReplySchema(_Read):
    """The LMS's answer to our registration."""

    client_id = Id()
    scope = fields.Raw(load_default=None, allow_none=True)
    deployment_id = fields.Raw(load_default=None, allow_none=True)
    tool = fields.Raw(data_key=TOOL_CONFIGURATION, load_default=dict, allow_none=True)
    url = fields.Raw(data_key="registration_client_uri", load_default="", allow_none=True)

    @post_load
    def _whole(self, found: dict[str, Any], **_kwargs: Any) -> Reply:
        tool = found["tool"] if isinstance(found["tool"], dict) else {}
        said = tool.get("deployment_id", found["deployment_id"])
        messages = _messages(tool.get("messages"))
        return Reply(
            found["client_id"],
            _deployment(said),
            _scopes(found["scope"]),
            None if messages is None else tuple(messages),
            self._address(found["url"]),
        )

    def _address(self, said: Any) -> str:
        """Never a reason to refuse: most LMSs have none."""
        try:
            return _callable(said, private=self.private)
        except ValidationError:
            return ""


def _callable(value: Any, *, private: bool) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST_ADDRESS:
        raise ValidationError("no address")
    try:
        host = addresses.parsed(value, private=private).hostname or ""
    except addresses.Refused as fault:
        raise ValidationError(str(fault)) from fault
    if "#" in value or not addresses.may_name(host, private=private):
        raise ValidationError("no address of ours to call")
    return value


def amiss(fault: ValidationError) -> str:
    """The names of the fields that are absent or of another form."""
    told = fault.messages
    return ", ".join(sorted(map(str, told))) if isinstance(told, dict) else "JSON"


def without_token(address: str) -> str:
    """The address of a configuration, to be kept: some LMSs put the one-time token into it as well."""
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if name != "registration_token"]
    query = parts.query if kept == asked else urlencode(kept)
    return urlunsplit(parts._replace(query=query, fragment=""))


def _audience(said: Any) -> str | None:
    """The audience of token requests where it is not the token endpoint; Canvas sends a bare host here, and means none."""
    if not isinstance(said, str) or len(said) > LONGEST_ADDRESS or not said.isprintable():
        return None
    try:
        addresses.parsed(said, private=True)
    except addresses.Refused:
        return None
    return said


def _words(said: Any) -> list[str]:
    """Scopes, sent as a list or as one line of words; what cannot be a scope is left out."""
    listed = said.split() if isinstance(said, str) else said
    if not isinstance(listed, list):
        return []
    return [
        w for w in listed[:MOST_LISTED] if isinstance(w, str) and w.isprintable() and 0 < len(w) <= LONGEST_ID
    ]


def _scopes(said: Any) -> tuple[str, ...] | None:
    """Each once. None where nothing is said, or nothing that can be read."""
    words = tuple(dict.fromkeys(_words(said)))
    grants_none = said.strip() == "" if isinstance(said, str) else said == []
    return words if words or grants_none else None


def _messages(said: Any) -> Mapping[str, tuple[str, ...]] | None:
    """Message type -> placements, of an LMS that says which messages it sends. None as for scopes."""
    if not isinstance(said, list):
        return None
    listed = [one for one in said[:MOST_LISTED] if isinstance(one, dict) and isinstance(one.get("type"), str)]
    found: dict[str, tuple[str, ...]] = {}
    for one in listed:
        found[one["type"]] = (*found.get(one["type"], ()), *_words(one.get("placements")))
    return found if found or not said else None


def _deployment(said: Any) -> str | None:
    """The deployment's id; one that is absent or empty is learned at the first launch."""
    if said is None or said == "":
        return None
    try:
        found: str = Id().deserialize(said)
    except ValidationError as fault:
        raise ValidationError({"deployment_id": fault.messages}) from fault
    return found
