"""What may come in when something is shared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError, fields

from plugin.courses.resources.schemas import ResourceForm
from plugin.courses.resources.sharing.queries import Whom
from plugin.forms import FormSchema, Line


class WithWhom(fields.Field[Whom]):
    """'everybody', 'group:<id>' or 'person:<id>'."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Whom:
        whom = whom_said(str(value))
        if whom is None:
            raise ValidationError(_("Please choose somebody from the list."))
        return whom


class ShareForm(FormSchema):
    """With whom, and what to say with it."""

    whom = WithWhom(required=True, error_messages={"required": lazy_gettext("Please choose with whom.")})
    note = Line(load_default="", most=500)


class GivingForm(ResourceForm):
    """Something new, and with whom it is shared."""

    whom = WithWhom(required=True, error_messages={"required": lazy_gettext("Please choose with whom.")})
    note = Line(load_default="", most=500)


def whom_said(key: str) -> Whom | None:
    """Whom a key names, None for anything that is none."""
    if key == "everybody":
        return Whom()
    kind, _colon, found = key.partition(":")
    try:
        return {"group": lambda: Whom(group_id=UUID(found)), "person": lambda: Whom(with_id=UUID(found))}[
            kind
        ]()
    except (KeyError, ValueError):
        return None
