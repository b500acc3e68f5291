"""The frame around every page: which course, which group, as whom, and where one can go from here."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from plugin.door import url
from plugin.drafts import keeping
from plugin.home.queries import Standing, standing
from plugin.home.waits import Waits, on_top
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to go; `count` is what waits there, None where nothing is counted."""

    key: str
    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the layout's header says."""

    course_title: str
    group_line: str
    as_whom: str
    tabs: tuple[Tab, ...] = ()
    waits: Waits | None = None
    closed: bool = False  # nothing is added or changed in this course any more
    news: int | None = None  # posts that are new where they follow; None where there is no talk to hear of
    asks_leads: bool = False  # there is a course that is open, and somebody else runs it
    way_back: str = ""  # to the LMS, where nothing of it stands around the page


def around(member: Member | None) -> Frame | None:
    """The frame for this page, made once; None where nobody is known. After a refusal it asks the database nothing."""
    if member is None:
        return None
    if "frame" not in g:
        stands = Standing(None, True, False, False) if g.get("refused") else _course(member)
        title = stands.title
        g.frame = Frame(
            course_title=title or member.context_title or _("Mentoring"),
            group_line=", ".join(member.group_names[:2]),
            as_whom=as_whom(member),
            tabs=_tabs(member, stands.opened) if title or g.get("refused") else (),
            waits=None if g.get("refused") else on_top(member),
            closed=stands.closed,
            news=stands.news if title and member.enrolment_id else None,
            asks_leads=bool(title) and stands.opened and not stands.closed and _is_led(member),
            way_back=g.get("learning_site", ""),
        )
    frame: Frame = g.frame
    return frame


def is_closed() -> bool:
    """Whether this page stands in a closed course: then forms are not drawn."""
    frame = around(g.get("member"))
    return frame is not None and frame.closed


def _course(member: Member) -> Standing:
    stands = standing(member)
    if not stands.has_drafts:
        keeping.nothing_kept()
    return stands


def _is_led(member: Member) -> bool:
    return member.enrolment_id is not None and not member.is_lead


def as_whom(member: Member) -> str:
    """In which parts somebody is here, in a few words."""
    parts = []
    if member.is_lead:
        parts.append(_("programme lead"))
    if member.mentee_ids:
        parts.append(ngettext("mentor of one mentee", "mentor of %(num)s mentees", len(member.mentee_ids)))
    elif member.mentored_group_ids:
        parts.append(_("mentor"))
    if member.mentor_names:
        parts.append(_("mentee of %(names)s", names=", ".join(member.mentor_names[:2])))
    return " · ".join(parts) or _("member of this course")


def _tabs(member: Member, opened: bool) -> tuple[Tab, ...]:
    if member.context_id is None:
        return ()
    tabs = [Tab("course", _("Course"), url("journey.show")), Tab("talk", _("Talk"), url("topics.index"))]
    if member.is_mentor or member.is_mentee:
        tabs.insert(1, Tab("goals", _("Goals"), url("goals.index")))
        tabs.insert(2, Tab("sessions", _("Sessions"), url("sessions.index")))
    if member.is_lead:
        tabs.insert(0, Tab("group", _("People"), url("groups.index")))
    elif member.is_mentor:
        tabs.insert(0, Tab("group", _("Group"), url("groups.index")))
    if member.is_mentor and opened:
        tabs.insert(0, Tab("today", _("Today"), url("today.show")))
    if member.is_lead and not opened:
        tabs.insert(0, Tab("setup", _("Set up"), url("setup.show")))
    return tuple(tabs)
