"""A request to look at what somebody has come to, from the gradebook: whose, and in which column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from marshmallow import EXCLUDE, Schema, fields, post_load, pre_load

from plugin.lti.schemas import LTI, Claims, Id, Message

REVIEW = "LtiSubmissionReviewRequest"
_MARK = "review?"  # no content that was picked here looks like it


class ForUser(Schema):
    """Whose submission it is."""

    class Meta:
        unknown = EXCLUDE

    user_id = Id()


class ReviewClaims(Claims):
    """The claims of a launch, with `for_user` beside them (LTI Submission Review 1.0, section 3).

    A column that hangs on no link has none to name, and we make such columns.
    """

    resource_link = fields.Raw(load_default=None)
    for_user = fields.Nested(ForUser, required=True)

    @pre_load
    def _parts(self, claims: Mapping[str, Any], **kwargs: Any) -> dict[str, Any]:
        parts: dict[str, Any] = super()._parts(claims, **kwargs)
        name = f"{LTI}for_user"
        return {**parts, "link_id": "", **({"for_user": claims[name]} if name in claims else {})}

    @post_load
    def _message(self, found: dict[str, Any], **kwargs: Any) -> Message:
        message: Message = super()._message(found, **kwargs)
        asked = {"who": found["for_user"]["user_id"], "item": message.offered.lineitem_url}
        return replace(message, content=f"{_MARK}{urlencode(asked)}")


_CLAIMS = ReviewClaims()


def read(claims: Mapping[str, Any]) -> Message:
    """The message in the claims of a token; its `content` says whom it is about. Raises ValidationError."""
    message: Message = _CLAIMS.load(claims)
    return message


def asked_in(content: str) -> dict[str, str] | None:
    """Whom (`who`, by the LMS's id) and which column (`item`, its address) a launch was made for; None for any other."""
    return dict(parse_qsl(content.removeprefix(_MARK))) if content.startswith(_MARK) else None
