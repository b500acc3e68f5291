"""Planned sessions as a file that calendars read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from flask import current_app, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event

from plugin.courses.sessions.plans.seen import Planned
from plugin.text import plain

TYPE = "text/calendar; charset=utf-8"
AGAIN_AFTER = timedelta(hours=4)  # how long a calendar may wait before it asks anew (RFC 7986, section 5.7)


def calendar(plans: Iterable[Planned], modes: dict[str, str], *, words: bool = False) -> bytes:
    """A calendar of these sessions: time, mode and place. With `words` also with whom, and what about.

    Moments are in UTC, so that no rule of a time zone has to travel along; a session that was called off stays in it,
    cancelled, because a calendar forgets nothing by itself.
    """
    made = Calendar()
    made.add("prodid", "-//Tandem//Mentoring//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("refresh-interval", AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    made.add("x-wr-calname", _("Mentoring"))
    for plan in plans:
        made.add_component(_event(plan, modes, words))
    return bytes(made.to_ical())


def _event(plan: Planned, modes: dict[str, str], words: bool) -> Event:
    event = Event()
    event.add("uid", f"{plan.id}@tandem")
    event.add("sequence", plan.version - 1)
    event.add("dtstamp", _utc(plan.changed_at))
    event.add("dtstart", _utc(plan.at))
    event.add("dtend", _utc(plan.ends_at))
    summary = _("Mentoring: %(name)s", name=plan.whom) if words else _("Mentoring session")
    event.add("summary", summary)
    event.add("categories", [str(modes[plan.mode])])
    event.add("status", "CANCELLED" if plan.state == "called off" else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if plan.state == "called off" else "OPAQUE")
    base = current_app.config["TANDEM"].base_url
    event.add("url", base + url_for("go.to", kind="plan", thing_id=plan.id))
    if plan.place:
        event.add("location", plan.place)
    if words and plan.agenda:
        event.add("description", plain(plan.agenda))
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
