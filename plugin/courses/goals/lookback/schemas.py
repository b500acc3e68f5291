"""What comes in when somebody looks back on a goal."""

from __future__ import annotations

from markupsafe import Markup

from plugin.forms import FormSchema, Rich


class LookbackForm(FormSchema):
    """What worked, what did not, what they would tell the next one."""

    worked = Rich(load_default=Markup(""))
    failed = Rich(load_default=Markup(""))
    tell = Rich(load_default=Markup(""))
