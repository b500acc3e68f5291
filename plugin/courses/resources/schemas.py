"""What may come in about a resource."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError, fields, validate

from plugin.forms import FormSchema, Line, Rich

LONGEST_ADDRESS = 2000
MINUTES = lazy_gettext("Please give whole minutes, from 1 to 600.")


class WebAddress(fields.String):
    """An address that a browser opens as a page of the web: http or https, and nothing that runs or hides."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        said = super()._deserialize(value, attr, data, **kwargs)
        if not _of_the_web(said):
            raise ValidationError(_("Please give a web address that begins with https:// or http://."))
        return said


class ResourceForm(FormSchema):
    """A link or a page, as a lead or a mentor describes it."""

    kind = fields.String(
        required=True,
        validate=validate.OneOf(("link", "page"), error=lazy_gettext("Choose a link or a page.")),
    )
    title = Line(required=True, most=150)
    url = WebAddress(load_default=None)
    words = Rich(load_default="")
    minutes = fields.Integer(
        load_default=None,
        strict=False,
        error_messages={"invalid": MINUTES, "too_large": MINUTES},
        validate=validate.Range(1, 600, error=MINUTES),
    )
    why = Line(load_default="", most=300)


def _of_the_web(address: str) -> bool:
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    # 'https://bank.example@elsewhere.example' leads elsewhere than it reads
    return parts.scheme in {"http", "https"} and named and "@" not in parts.netloc
