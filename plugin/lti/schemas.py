"""The claims of a launch: what must be there and in which form, and what may be missing or odd."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, pre_load, validate

from plugin.lti.services import offered
from plugin.lti.services.offered import Offered

VERSION = "1.3.0"
RESOURCE_LINK = "LtiResourceLinkRequest"
LTI, LONGEST_ID = offered.CLAIM, offered.LONGEST_ID
LONGEST_LINE = 500
# What a link that was picked here leads to: a kind of content and its id.
_CONTENT = re.compile(r"[a-z]{1,30}\.[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class Message:
    """A launch as we understand it. Words that the LMS does not share are empty."""

    deployment_id: str
    target_link_uri: str
    sub: str
    roles: list[str]
    context_id: str | None
    context_title: str
    context_label: str
    name: str
    email: str
    locale: str
    return_url: str
    lms_name: str
    family: str
    offered: Offered
    content: str = ""  # of a link that was picked here
    link_id: str = ""  # the LMS's, of the link that was opened


class Id(fields.String):
    """A name that something is found by: kept as it is, so it has to be one that can be kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=True, validate=validate.Length(min=1, max=LONGEST_ID), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # some platforms number their people and forget the quotes
        said = super()._deserialize(value, attr, data, **kwargs)
        if not said.isprintable() or not said.strip():
            raise ValidationError("unprintable")
        return said


class Seconds(fields.Field[float]):
    """A moment as JWT writes it: seconds since 1970."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValidationError("not a number")
        if not 0 <= value < 2**40:  # nor NaN, which is neither
            raise ValidationError("no moment of ours")
        return float(value)


class Line(fields.Field[str]):
    """Words about somebody or something: never a reason to refuse. What is no text counts as not said."""

    def __init__(self) -> None:
        super().__init__(load_default="", allow_none=True)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return line(value)

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        """Give '' for null as well."""
        return super().deserialize(value, *args, **kwargs) or ""


class ResourceLink(Schema):
    """Where in the course the link stands."""

    class Meta:
        unknown = EXCLUDE

    id = Id()


class Claims(Schema):
    """The claims of a resource link launch, flattened by `_parts`. Its errors name the claims that are amiss."""

    class Meta:
        unknown = EXCLUDE

    nonce = Id()
    exp = Seconds(required=True)
    iat = Seconds(required=True)
    nbf = Seconds()
    version = fields.String(required=True, validate=validate.Equal(VERSION))
    deployment_id = Id()
    target_link_uri = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    resource_link: fields.Field[Any] = fields.Nested(ResourceLink, required=True)
    roles = fields.List(fields.String(), required=True)
    sub = Id()
    context_id = fields.Raw(load_default=None)
    context_title, context_label = Line(), Line()
    name, email, locale, return_url, lms_name, family = Line(), Line(), Line(), Line(), Line(), Line()
    offered = fields.Raw()
    content = fields.Raw(load_default="")
    link_id = fields.Raw(load_default="")

    @pre_load
    def _parts(self, claims: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """One flat mapping. Odd optional parts are left out; odd required ones stay for the fields to refuse."""
        context, shown = _within(claims, "context"), _within(claims, "launch_presentation")
        platform = _within(claims, "tool_platform")
        required = ("version", "deployment_id", "target_link_uri", "resource_link", "roles")
        return {
            **{name: claims[name] for name in ("nonce", "exp", "iat", "nbf", "sub") if name in claims},
            **{name: claims[LTI + name] for name in required if LTI + name in claims},
            "context_id": id_or_none(context.get("id")),
            "context_title": context.get("title"),
            "context_label": context.get("label"),
            "name": full_name(claims),
            "email": claims.get("email"),
            "locale": line(shown.get("locale")) or claims.get("locale"),
            "return_url": shown.get("return_url"),
            "lms_name": platform.get("name"),
            "family": platform.get("product_family_code"),
            "offered": offered.read(claims),
            "link_id": id_or_none(_within(claims, "resource_link").get("id")) or "",
            "content": _content(_within(claims, "custom").get("content")),
        }

    @post_load
    def _message(self, found: dict[str, Any], **_kwargs: Any) -> Message:
        return Message(**{name: found[name] for name in Message.__dataclass_fields__})


_CLAIMS = Claims()  # building one takes longer than reading with it


def read(claims: Mapping[str, Any]) -> Message:
    """The message in the claims of a token. Raises ValidationError."""
    message: Message = _CLAIMS.load(claims)
    return message


def amiss(fault: ValidationError) -> list[str]:
    """The names of the claims that are absent or of another form, as an administrator finds them in the token."""
    told = fault.messages
    return sorted(told) if isinstance(told, dict) else []


def message_type(claims: Mapping[str, Any]) -> str:
    """The kind of message; '' where it does not say."""
    return line(claims.get(LTI + "message_type"))


def line(value: Any) -> str:
    """One line of text out of whatever was sent: no control characters, nothing that cannot be stored, a cap."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value[: LONGEST_LINE * 2]).split())[
        :LONGEST_LINE
    ]


def _within(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = claims.get(LTI + name)
    return part if isinstance(part, dict) else {}


def _content(said: Any) -> str:
    """What the link is for; '' for the whole course, and for a parameter that somebody else calls by the same name."""
    return said if isinstance(said, str) and _CONTENT.fullmatch(said) else ""


def id_or_none(value: Any) -> str | None:
    """The id of a course that can be kept; without one the launch is from outside any course."""
    try:
        found: str = Id().deserialize(value)
    except ValidationError:
        return None
    return found


def full_name(claims: Mapping[str, Any]) -> str:
    """A name in one piece, from whichever pieces the LMS shares; '' for none."""
    whole = line(claims.get("name"))
    return whole or line(f"{line(claims.get('given_name'))} {line(claims.get('family_name'))}")
