"""What the doctor says of gradebooks: whether scores arrive, and what the learning site says where they do not."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from plugin.courses.grades.standing import Standing, standings
from plugin.doctor.lines import LOOK, OK, PLAIN, RED, Line, cut, moment

MANY_FAILURES = 3
MOST = 50  # listed one by one, the worst first


def gradebooks() -> list[Line]:
    """A course is named by our id: its title is for those who are in it."""
    lines = [
        Line(
            _state(one), _("Course %(id)s at %(issuer)s", id=one.context_id, issuer=one.platform), _said(one)
        )
        for one in standings()
    ]
    return cut(lines, MOST)


def _state(one: Standing) -> str:
    if one.failures >= MANY_FAILURES:
        return RED
    return LOOK if one.failures or one.refused else OK if one.tried_at else PLAIN


def _said(one: Standing) -> str:
    parts = [
        ngettext("One score sent", "%(num)s scores sent", one.sent),
        *([ngettext("one waits", "%(num)s wait", one.waiting)] if one.waiting else []),
        *([ngettext("one refused", "%(num)s refused", one.refused)] if one.refused else []),
    ]
    tried = [_("Last try %(when)s.", when=moment(one.tried_at))] if one.tried_at else []
    return " ".join([f"{', '.join(parts)}.", *tried, *([one.said] if one.said else [])])
