"""How each learning site and Tandem get on: launches, clocks, keys, services, visits, registration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from plugin import clock
from plugin.doctor.allowed import registration, services
from plugin.doctor.lines import LOOK, OK, PLAIN, RED, Line, Section, moment, seriousness, worst
from plugin.lti.connections.queries import Standing, standings
from plugin.lti.launches import LEEWAY
from plugin.lti.platform_notices import queries as notices
from plugin.lti.platform_notices.queries import Untaken

CLOSE = 5  # seconds between two clocks that nobody has to look at
KEYS_OLD = timedelta(hours=1)  # since they were last read, where reading them fails now
MOST_SITES = 20  # told in full, those in trouble first


def sites(waiting: Mapping[str, int]) -> list[Section]:
    """A section for each learning site; `waiting` counts the deployments of each that nobody has let in."""
    untaken = notices.untaken()
    found = [_site(site, waiting.get(str(site.id), 0), untaken.get(site.id)) for site in standings()]
    found.sort(key=lambda section: seriousness(_state(section)))
    if len(found) <= MOST_SITES:
        return found or [_none()]
    return [*found[:MOST_SITES], _others(found[MOST_SITES:])]


def _none() -> Section:
    return Section(_("Learning sites"), [], _("None is connected yet: 'tandem lti invite' makes an address."))


def _others(sections: Sequence[Section]) -> Section:
    told = {RED: _("Something needs you."), LOOK: _("Something is worth a look.")}
    lines = [Line(_state(one), one.title, told.get(_state(one), _("All is well."))) for one in sections]
    return Section(_("Other learning sites"), lines)


def _state(section: Section) -> str:
    return worst(*(line.state for line in section.lines))


def _site(site: Standing, waiting: int, untaken: Untaken | None) -> Section:
    what = _("%(issuer)s, client id %(client)s", issuer=site.issuer, client=site.client_id)
    if site.disabled_at:
        said = _("Disabled since %(since)s.", since=moment(site.disabled_at))
        return Section(what, [Line(LOOK, _("Launches"), said, f"tandem lti enable {site.id}")])
    told = [_launches(site), _clock(site), _keys(site), *services(site, untaken), registration(site)]
    return Section(what, [*told, _visits(site), *_deployments(waiting)])


def _launches(site: Standing) -> Line:
    what, when = _("Launches"), site.launched_at
    last = _("Last launch %(when)s.", when=moment(when)) if when else _("Nobody has come from it yet.")
    if not site.refusals or site.refused_at is None:
        return Line(OK if when else PLAIN, what, last)
    turned = ngettext(
        "One was turned away since, %(at)s:",
        "%(num)s were turned away since, the last %(at)s:",
        site.refusals,
        at=moment(site.refused_at),
    )
    why = _("The log has it under reference %(reference)s.", reference=site.refusal.get("reference", ""))
    state = RED if site.refusal_is_signed and not when else LOOK
    return Line(state, what, " ".join((last, turned, _refusal(site), why)))


def _refusal(site: Standing) -> str:
    """In words of the learning site's only where it signed them: anybody can send a login in its name."""
    if site.refusal_is_signed:
        return site.refusal.get("said", "")
    code = site.refusal.get("code", "")
    return str(_("“%(code)s”. No signature shows that the learning site sent them.", code=code))


def _clock(site: Standing) -> Line:
    what = _("Its clock")
    if site.apart is None:
        return Line(PLAIN, what, _("The first launch tells."))
    seconds = abs(site.apart)
    if seconds <= CLOSE:
        return Line(OK, what, _("It agrees with ours."))
    said = (
        _("It is %(seconds)d seconds ahead of ours.", seconds=seconds)
        if site.apart > 0
        else _("It is %(seconds)d seconds behind ours, or launches take so long.", seconds=seconds)
    )
    if seconds <= LEEWAY.total_seconds():
        return Line(LOOK, what, said)
    more = _(
        "From 30 seconds on, launches are turned away. Let both machines take their time from the network."
    )
    return Line(RED, what, f"{said} {more}", "timedatectl status")


def _keys(site: Standing) -> Line:
    what = _("Its keys")
    if not site.key_fetches and site.fetched_at is None:
        return Line(PLAIN, what, _("They are read with the first launch."))
    said = [_read(site)]
    if site.kid:
        since = site.kids.get(site.kid)
        day = moment(datetime.fromisoformat(since)) if since else "?"
        said.append(_("It signs with “%(kid)s” since %(day)s.", kid=site.kid, day=day))
    if not site.key_failures:
        return Line(OK, what, " ".join(said))
    said.append(
        ngettext(
            "The last try failed: %(why)s",
            "The last %(num)s tries failed: %(why)s",
            site.key_failures,
            why=site.key_fault,
        )
    )
    old = site.fetched_at is None or clock.now() - site.fetched_at > KEYS_OLD
    return Line(RED if old else LOOK, what, " ".join(said))


def _read(site: Standing) -> str:
    asked = ngettext("Asked for once.", "Asked for %(num)s times.", site.key_fetches)
    if site.fetched_at is None:
        return str(asked)
    kids = ", ".join(f"“{kid}”" for kid in site.published[:5])
    read = _("Read %(when)s: %(kids)s.", when=moment(site.fetched_at), kids=kids)
    return f"{asked} {read}" if site.key_fetches else str(read)


def _visits(site: Standing) -> Line:
    """Counted since the installation began, or since this version of it."""
    told = _(
        "By our cookie: %(cookie)s. By the learning site's own storage, in a window: %(storage)s. "
        "In a window alone: %(window)s.",
        **{way: str(many) for way, many in site.ways.items()},
    )
    return Line(PLAIN, _("How visits keep their session"), told)


def _deployments(waiting: int) -> list[Line]:
    if not waiting:
        return []
    said = ngettext("One waits for you, below.", "%(num)s wait for you, below.", waiting)
    return [Line(LOOK, _("Deployments"), said)]
