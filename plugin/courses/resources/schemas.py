"""What may come in about a resource."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError, fields, validate

from plugin.courses.resources.models import KINDS
from plugin.forms import FormSchema, Line, Number, Rich

LONGEST_ADDRESS = 2000
MOST_SKILLS, LONGEST_SKILL = 10, 60
MINUTES = lazy_gettext("Please give whole minutes, from 1 to 600.")


class WebAddress(fields.String):
    """An address that a browser opens as a page of the web: http or https, and nothing that runs or hides."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        said = super()._deserialize(value, attr, data, **kwargs)
        if not _of_the_web(said):
            raise ValidationError(_("Please give a web address that begins with https:// or http://."))
        return said


class Skills(fields.Field[tuple[str, ...]]):
    """Names of skills, separated by commas or one a line; each once, whatever its capitals."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> tuple[str, ...]:
        names: dict[str, str] = {}
        for part in re.split(r"[,;\n\u060c]", str(value)):
            if name := " ".join(part.split()):
                names.setdefault(name.casefold(), name)
        if len(names) > MOST_SKILLS:
            raise ValidationError(_("Please name at most %(most)s skills.", most=MOST_SKILLS))
        if any(len(name) > LONGEST_SKILL or not name.isprintable() for name in names.values()):
            raise ValidationError(
                _("Please keep the name of each skill to %(most)s characters.", most=LONGEST_SKILL)
            )
        return tuple(names.values())


class ResourceForm(FormSchema):
    """A resource, as a lead or a mentor describes it. A file is only described here: its bytes come another way."""

    kind = fields.String(
        required=True,
        validate=validate.OneOf(KINDS, error=lazy_gettext("Please choose what it is.")),
    )
    title = Line(required=True, most=150)
    url = WebAddress(load_default=None)
    words = Rich(load_default="")
    minutes = Number(1, 600, MINUTES, load_default=None)
    why = Line(load_default="", most=300)
    skills = Skills(load_default=())


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


class Address(FormSchema):
    """The address alone, as it is looked up before the rest is asked for."""

    url = WebAddress(
        required=True,
        error_messages={"required": lazy_gettext("Please paste the address that shall be looked up.")},
    )


class MoveForm(FormSchema):
    """Which way it moves in its section."""

    to = fields.String(required=True, validate=validate.OneOf(("up", "down")))
