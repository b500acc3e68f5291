"""How the installation itself stands: database, address, clock, keys, and whether anybody does the jobs."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db
from plugin.doctor.lines import LOOK, OK, RED, Line, moment
from plugin.jobs import clockwork
from plugin.lti import keys
from plugin.settings import Settings, beside_or_inside

MOST_APART = 5  # seconds between our clock and the database's


@cache
def head() -> str | None:
    """The newest revision that this version brings."""
    return ScriptDirectory(str(Path(beside_or_inside("migrations")))).get_current_head()


def at_head() -> bool:
    """Whether the database has all migrations of this version."""
    return MigrationContext.configure(db.session.connection()).get_current_revision() == head()


def migrations() -> Line:
    """Asked first: where it is red, nothing else can be read."""
    if at_head():
        return Line(OK, _("Database"), _("Its migrations are those of this version."))
    return Line(RED, _("Database"), _("Its migrations are not those of this version."), "tandem upgrade")


def installation() -> list[Line]:
    """All lines about the installation, the database's own left out."""
    told: Settings = current_app.config["TANDEM"]
    return [_address(told), _time(), _keys(told), _jobs(), *_private_hosts(told)]


def _address(told: Settings) -> Line:
    if told.base_url.startswith("https://"):
        return Line(OK, _("Address"), told.base_url)
    if _is_loopback(urlsplit(told.base_url).hostname or ""):
        return Line(OK, _("Address"), _("%(url)s, on this machine alone", url=told.base_url))
    said = _("%(url)s is not https: browsers keep no cookies for it in a frame.", url=told.base_url)
    return Line(RED, _("Address"), said, "TANDEM_BASE_URL=https://...")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _time() -> Line:
    """Launches carry times, and ours is compared with the LMS's. The database's clock is the only other one at hand."""
    there: datetime = db.session.execute(select(func.now())).scalar_one()
    there = there if there.tzinfo else there.replace(tzinfo=UTC)
    apart = abs((clock.now() - there).total_seconds())
    if apart <= MOST_APART:
        return Line(OK, _("Clock"), moment(clock.now()))
    return Line(
        RED,
        _("Clock"),
        _("It is %(seconds)d seconds from the database's.", seconds=apart),
        "timedatectl status",
    )


def _keys(told: Settings) -> Line:
    what = _("Keys")
    if not keys.any_made():
        return Line(OK, what, _("They are made with the first learning site."))
    try:
        keys.signing_key()
    except keys.KeysLocked as fault:
        return Line(RED, what, str(fault), "TANDEM_SECRET_KEY_FALLBACKS=...")
    if told.secret_key_fallbacks:
        return Line(
            LOOK, what, _("An earlier secret key is read still. Rekey, and take it away."), "tandem rekey"
        )
    return Line(OK, what, _("They open, and sign."))


def _jobs() -> Line:
    what, until = _("Jobs"), clockwork.keeper()
    if until is None:
        return Line(RED, what, _("Nobody does them: no process keeps the clock."), "tandem work")
    return Line(OK, what, _("A process does them."))


def _private_hosts(told: Settings) -> list[Line]:
    if not told.allow_private_hosts:
        return []
    said = _(
        "Learning sites may stand on private addresses and speak http. That is for demonstrations and intranets."
    )
    return [Line(LOOK, _("Private hosts"), said, "TANDEM_ALLOW_PRIVATE_HOSTS=false")]
