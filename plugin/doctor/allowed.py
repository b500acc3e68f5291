"""What a learning site lets us ask of it, service by service, and what its registration lacks by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from plugin.doctor.lines import LOOK, OK, PLAIN, RED, Line, moment, worst
from plugin.lti.connections.queries import Standing
from plugin.lti.platform_notices.jobs import SCOPE as NOTICES
from plugin.lti.platform_notices.queries import Untaken
from plugin.lti.registration.drift import Drift, drift_of
from plugin.lti.registration.offer import READ_BACK, SCOPES


def services(site: Standing, untaken: Untaken | None = None) -> list[Line]:
    """A line for each service: what was asked for, what was granted, what is used, whether notices are sent to us."""
    lines = [_service(site, what, scopes) for what, scopes in _services(site).items()]
    for_notices = _called(NOTICES)
    return [_not_sent(line, untaken) if untaken and line.what == for_notices else line for line in lines]


def _services(site: Standing) -> dict[str, list[str]]:
    """Service -> its scopes: ours, and any other that we have asked a token for."""
    found: dict[str, list[str]] = {}
    for scope in dict.fromkeys((*SCOPES, *site.grants)):
        found.setdefault(_called(scope), []).append(scope)
    return found


def _called(scope: str) -> str:
    named = {
        "/lti-nrps/": _("Names and roles"),
        "/lti-ags/": _("Grades"),
        "/lti-gs/": _("Groups"),
        "/noticehandlers": _("Notices"),
        "/lti-reg/": _("Reading our registration"),
    }
    return next((name for part, name in named.items() if part in scope), scope)


def _service(site: Standing, what: str, scopes: Iterable[str]) -> Line:
    told = dict[tuple[str, str], list[str]]()
    for scope in scopes:
        told.setdefault(_scope(site, scope), []).append(scope)
    said = [f"{words} ({_short(names)})" for (_state, words), names in told.items()]
    state = worst(*(state for state, _words in told))
    return Line(state, what, ". ".join(said) + ".", _renew(site) if state in (RED, LOOK) else "")


def _not_sent(line: Line, untaken: Untaken) -> Line:
    when = moment(untaken.at)
    why = _("It did not take our address for them, last asked %(when)s: %(why)s", when=when, why=untaken.said)
    return replace(line, state=worst(line.state, LOOK), said=f"{line.said} {why}")


def _scope(site: Standing, scope: str) -> tuple[str, str]:
    """How serious it is, and in words."""
    used = site.grants.get(scope)
    if used:
        when = moment(datetime.fromisoformat(used["at"]))
        if used["given"]:
            return OK, _("In use, last asked for %(when)s", when=when)
        refused = _("Needed and refused, last %(when)s", when=when)
        more = f": “{used['said']}”" if used["said"] else ""
        found = _(", reference %(reference)s in the log", reference=used["reference"])
        # Without reading our registration we know less, and nobody misses anything.
        state = LOOK if scope == READ_BACK else RED
        return state, refused + more + (found if used["reference"] else "")
    if scope in (site.granted or ()):
        return OK, _("Granted, not used yet")
    if site.asked is not None and scope not in site.asked:
        return PLAIN, _("Not asked for")
    if site.granted is not None:
        return LOOK, _("Asked for, not granted")
    return PLAIN, _("Nobody has needed it yet, and the learning site did not say whether it is granted")


def registration(site: Standing) -> Line:
    """What an administrator took away, never gave, or could give to this version."""
    what, drift = _("Registration"), drift_of(site)
    read = _read_back(site)
    if not drift.any:
        return Line(OK if site.wished is not None else PLAIN, what, " ".join((_as_made(site), *read)))
    state = RED if drift.lost else LOOK
    return Line(state, what, " ".join((*_told(drift), *read)), _renew(site) or _by_hand())


def _as_made(site: Standing) -> str:
    if site.wished is not None:
        return str(_("It is as this version wishes it."))
    return str(_("It was made by hand, or by an earlier version: what it grants shows as services are used."))


def _read_back(site: Standing) -> Iterator[str]:
    if site.reread_at is None:
        return
    if site.reread_fault:
        when = moment(site.reread_at)
        yield _("It could not be read there, last %(when)s: %(why)s", when=when, why=site.reread_fault)
    else:
        yield _("Read there %(when)s.", when=moment(site.reread_at))


def _told(drift: Drift) -> Iterator[str]:
    if drift.lost:
        yield _("Taken away, or never given: %(names)s.", names=_short(drift.lost))
    if drift.withheld:
        yield _("Asked for and not given: %(names)s.", names=_short(drift.withheld))
    if drift.newer:
        yield _("This version of Tandem would like as well: %(names)s.", names=_short(drift.newer))


def _short(names: Iterable[str]) -> str:
    """Without the address that scopes begin with."""
    return ", ".join(name.rpartition("/")[2] for name in names)


def _renew(site: Standing) -> str:
    """The command whose address brings the registration up to date."""
    return f"tandem lti invite --for {site.id}" if site.registered_itself else ""


def _by_hand() -> str:
    return str(_("docs/connect/ says where the learning site grants it"))
