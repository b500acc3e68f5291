"""Pages of the front door: where to go first, the Me page, and who sees what."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

from plugin.discussions.reusing.queries import keeps_any
from plugin.door import allow, url
from plugin.errors import Conflict
from plugin.forms import Form, blank, page, read, redirect
from plugin.home.away import views as away
from plugin.home.queries import standing
from plugin.home.review import views as review
from plugin.home.schemas import MeForm
from plugin.home.today import views as today
from plugin.home.zones import choices
from plugin.languages import LANGUAGES
from plugin.member import Member
from plugin.people import actions
from plugin.people.opened import views as opened
from plugin.people.policy import anybody_here
from plugin.people.queries import leads, own_person

more_pages = (away.pages, today.pages, opened.pages, review.pages)
pages = Blueprint("home", __name__, url_prefix="/v/<visit>")


@pages.get("/")
@allow(anybody_here)
def open(member: Member) -> Any:
    """Where somebody lands: set-up for a lead, Today for a mentor, the journey for a mentee."""
    if member.context_id is None:
        return page("home/outside.html")
    if not standing(member).opened:
        return (
            redirect(url("setup.show"))
            if member.is_lead
            else page("setup/not_open.html", leads=leads(member))
        )
    return redirect(url("today.show" if member.is_mentor and not member.is_lead else "journey.show"))


@pages.get("/me")
@allow(anybody_here)
def me(member: Member) -> Any:
    """How I am shown and spoken to."""
    person = own_person(member)
    form = blank(
        version=person.version,
        shown_name=person.shown_name,
        locale=person.locale,
        zone=person.zone,
        theme=person.theme,
        mail=person.mail,
        workplace=person.workplace,
    )
    return _me(member, form)


@pages.post("/me")
@allow(anybody_here)
def describe(member: Member) -> Any:
    """Keep it."""
    form = read(MeForm)
    if not form.ok:
        return _me(member, form), 422
    try:
        actions.describe_myself(member, form.version, **form.values)
    except Conflict as clash:
        return _me(member, form.clashing(_said(clash))), 409
    return redirect(url("home.me", saved=1))


@pages.get("/who-sees-what")
@allow(anybody_here)
def who_sees(member: Member) -> Any:
    """Who sees what, in plain words."""
    return page("home/who_sees.html", leads=leads(member) if member.context_id else [])


def _me(member: Member, form: Form) -> str:
    person = own_person(member)
    return page(
        "home/me.html",
        form=form,
        person=person,
        zones=choices(person.zone),
        languages=list(_languages().items()),
        themes=list(_themes().items()),
        keeps_answers=member.is_mentor or keeps_any(member),
        often=list(_often().items()),
    )


def _said(clash: Conflict) -> Conflict:
    """The same clash as the page calls its choices."""
    called = {"locale": _languages(), "theme": _themes(), "mail": _often()}
    theirs = {name: called.get(name, {}).get(now, now) for name, now in clash.theirs.items()}
    return Conflict(theirs, clash.version)


def _languages() -> dict[str, str]:
    return {"": _("The language of my learning site"), **LANGUAGES}


def _themes() -> dict[str, str]:
    return {"light": _("Light"), "dark": _("Dark"), "auto": _("As my device")}


def _often() -> dict[str, str]:
    return {
        "immediate": _("At once"),
        "daily": _("Once a day"),
        "weekly": _("Once a week"),
        "off": _("Never"),
    }
