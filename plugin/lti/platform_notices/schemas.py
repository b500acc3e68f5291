"""The claims of a notice: https://www.imsglobal.org/spec/lti-pns/v1p0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, pre_load, validate

from plugin.lti.schemas import LTI, VERSION, Id, Seconds, id_or_none, line

COPIED = "LtiContextCopyNotice"
MOST_ORIGINS = 50


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as we understand it. Of a kind that tells of no copy, `context_id` is None."""

    id: str
    kind: str
    deployment_id: str
    context_id: str | None
    context_title: str
    origins: tuple[str, ...]


class NoticeClaims(Schema):
    """What every notice has to say. Its errors name the claims that are amiss."""

    class Meta:
        unknown = EXCLUDE

    exp = Seconds(required=True)
    iat = Seconds(required=True)
    nbf = Seconds()
    version = fields.String(required=True, validate=validate.Equal(VERSION))
    deployment_id = Id()
    notice_id = Id()
    notice_type = Id()

    @pre_load
    def _parts(self, claims: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        told = claims.get(f"{LTI}notice")
        notice = told if isinstance(told, dict) else {}
        parts = {
            **{name: claims.get(name) for name in ("exp", "iat")},
            **{name: claims.get(LTI + name) for name in ("version", "deployment_id")},
            "notice_id": notice.get("id", claims.get("jti")),
            "notice_type": notice.get("type"),
        }
        said = {name: value for name, value in parts.items() if value is not None}
        return said | ({"nbf": claims["nbf"]} if "nbf" in claims else {})  # null is no moment either


def read(claims: Mapping[str, Any]) -> Notice:
    """The notice in the claims of a token. Raises ValidationError."""
    found = NoticeClaims().load(claims)
    told = claims.get(f"{LTI}context")
    context = told if isinstance(told, dict) else {}
    is_copy = found["notice_type"] == COPIED
    return Notice(
        found["notice_id"],
        found["notice_type"],
        found["deployment_id"],
        id_or_none(context.get("id")) if is_copy else None,
        line(context.get("title")),
        _origins(claims.get(f"{LTI}origin_contexts")) if is_copy else (),
    )


def _origins(said: Any) -> tuple[str, ...]:
    listed = said[:MOST_ORIGINS] if isinstance(said, list) else []
    return tuple(dict.fromkeys(one for one in map(id_or_none, listed) if one))
