"""How long what somebody did can be taken back: one rule, wherever something can be."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _

from plugin.errors import Invalid

REGRETTED = timedelta(days=30)


def too_late() -> Invalid:
    """What whoever comes after that is told."""
    return Invalid(_("That is more than thirty days ago, so nobody knows any more what stood there."))
