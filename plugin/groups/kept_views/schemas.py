"""What comes in when a view is kept."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import CHOOSE, FormSchema, Line
from plugin.groups.kept_views.queries import COLUMNS
from plugin.groups.rows import SHOWN, SORTS


class ColumnsForm(FormSchema):
    """Which columns."""

    columns = fields.List(
        fields.String(validate=validate.OneOf(COLUMNS, error=CHOOSE)),
        load_default=list,
        validate=validate.Length(max=len(COLUMNS)),
    )


class ViewForm(ColumnsForm):
    """Its name, and how the board is looked at."""

    view_name = Line(
        required=True, most=40, error_messages={"required": _l("Please give it a name, a word or two.")}
    )
    sort = fields.String(load_default=SORTS[0], validate=validate.OneOf(SORTS, error=CHOOSE))
    show = fields.String(load_default=SHOWN[0], validate=validate.OneOf(SHOWN, error=CHOOSE))
    find = Line(load_default="", most=80)
