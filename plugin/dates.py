"""Dates as people read them: in the viewer's zone and language, never longer than needed."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_time, format_timedelta, get_locale, get_timezone
from flask_babel import gettext as _

from plugin import clock


def hang(app: Flask) -> None:
    """Give the templates of an app the filters `day`, `month`, `moment` and `ago`."""
    app.jinja_env.filters.update(day=day, month=month, moment=moment, ago=ago)


def _local(when: datetime) -> datetime:
    return when.astimezone(get_timezone())


def day(when: date | datetime) -> str:
    """A date: '24 Nov' in this year, '24 Nov 2025' in another."""
    asked = _local(when).date() if isinstance(when, datetime) else when
    skeleton = "MMMd" if asked.year == _local(clock.now()).year else "yMMMd"
    return str(format_date(asked, _pattern(skeleton), rebase=False))


def month(when: date) -> str:
    """The name of its month, as it stands alone."""
    return str(format_date(when, "LLL", rebase=False))


def _pattern(skeleton: str) -> str:
    """The order and punctuation of the language; ours in English, where Babel's 'en' writes as in America."""
    language = get_locale()
    if language.language == "en":
        return {"MMMd": "d MMM", "yMMMd": "d MMM y"}[skeleton]
    return str(language.datetime_skeletons[skeleton].pattern)


def moment(when: datetime) -> str:
    """A date with its time of day, in the viewer's zone. English has 24 hours here, as its days come before months."""
    time = format_time(when, "HH:mm" if get_locale().language == "en" else "short")
    return str(_("%(day)s, %(time)s", day=day(when), time=time))


def ago(when: datetime) -> str:
    """How long ago, in days: what matters between people is rarely an hour."""
    days = (_local(clock.now()).date() - _local(when).date()).days
    if days <= 0:
        return str(_("today"))
    if days == 1:
        return str(_("yesterday"))
    return str(format_timedelta(-(clock.now() - when), granularity="day", threshold=1.5, add_direction=True))
