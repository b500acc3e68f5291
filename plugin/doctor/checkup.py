"""The whole check-up: the installation, learning sites, rosters, gradebooks, what waits for the operator, and jobs."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from plugin import clock
from plugin.database import transaction
from plugin.doctor import queries
from plugin.doctor.gradebooks import gradebooks
from plugin.doctor.installation import installation, migrations
from plugin.doctor.lines import LOOK, OK, PLAIN, RED, Line, Section, cut, moment, seriousness, worst
from plugin.doctor.sites import sites
from plugin.jobs.tasks import JOBS
from plugin.people.roster.queries import Standing, standings

WAITS_LONG, RUNS_LONG = timedelta(minutes=10), timedelta(hours=1)
ROSTER_OLD = timedelta(days=3)
MANY_FAILURES = 3
MOST_ROSTERS = 50  # listed one by one, those in trouble first


def examine() -> list[Section]:
    """Everything that an operator should know, in a fixed number of statements. Names nobody."""
    with transaction(writing=False):
        database = migrations()
        if database.state == RED:
            return [Section(_("Installation"), [database])]
        waiting = queries.pending()
        return [
            Section(_("Installation"), [database, *installation()]),
            *sites(Counter(str(one.platform_id) for one in waiting)),
            Section(_("Waiting for you"), _waiting(waiting), _("Nothing.")),
            Section(_("Rosters"), _rosters(), _("No course has said yet where its members are listed.")),
            Section(_("Gradebooks"), gradebooks(), _("No course sends anything to a gradebook.")),
            Section(_("Jobs"), _jobs()),
        ]


def red(sections: list[Section]) -> bool:
    """Whether somebody has to act."""
    return any(line.state == RED for section in sections for line in section.lines)


def amiss(sections: list[Section]) -> list[tuple[int, Section, Line]]:
    """What somebody should look at, the most serious first, each with its section and where that stands, from 1."""
    found = [(place, one, line) for place, one in enumerate(sections, 1) for line in one.amiss]
    return sorted(found, key=lambda told: seriousness(told[2].state))


def _waiting(pending: Sequence[queries.Pending]) -> list[Line]:
    return [
        Line(
            LOOK,
            _("Deployment %(id)s of %(issuer)s", id=one.lms_id, issuer=one.issuer),
            _("Nobody enters from it. First seen %(when)s.", when=moment(one.seen_at)),
            f"tandem lti approve {one.platform_id} {shlex.quote(one.lms_id)}",
        )
        for one in pending
    ]


def _rosters() -> list[Line]:
    """A course is named by our id: its title is for those who are in it."""
    lines = [(standing, _roster_state(standing)) for standing in standings()]
    lines.sort(key=lambda pair: seriousness(pair[1]))
    listed = [
        Line(
            state, _("Course %(id)s at %(issuer)s", id=one.context_id, issuer=one.platform), _roster_said(one)
        )
        for one, state in lines
    ]
    return cut(listed, MOST_ROSTERS)


def _roster_state(one: Standing) -> str:
    old = one.read_at is not None and one.read_at < clock.now() - ROSTER_OLD
    if one.failures >= MANY_FAILURES or old:
        return RED
    return LOOK if one.failures else OK if one.read_at else PLAIN


def _roster_said(one: Standing) -> str:
    read = (
        ngettext(
            "One person, read %(when)s.",
            "%(num)s people, read %(when)s.",
            one.members,
            when=moment(one.read_at),
        )
        if one.read_at
        else _("Not read yet.")
    )
    if not one.failures:
        return str(read)
    last = ngettext("The last try failed:", "The last %(num)s tries failed:", one.failures)
    return f"{read} {last} {one.result}"


def _jobs() -> list[Line]:
    last, counted = queries.last_runs(), queries.counts()
    named = sorted({*JOBS, *last, *(name for name, _state in counted)})
    return [_job(name, last.get(name), counted) for name in named]


def _job(name: str, last: queries.LastRun | None, counted: Mapping[tuple[str, str], queries.Count]) -> Line:
    said = [_ran(last) if last else (PLAIN, _("Has not run yet."))]
    if waits := counted.get((name, "waiting")):
        said.append(_waits(waits))
    troubled = sum(counted[name, state].number for state in ("failed", "lost") if (name, state) in counted)
    if troubled:
        said.append((LOOK, ngettext("One failed in a day.", "%(num)s failed in a day.", troubled)))
    return Line(worst(*(state for state, _words in said)), name, " ".join(words for _state, words in said))


def _ran(last: queries.LastRun) -> tuple[str, str]:
    when = moment(last.began_at)
    if last.state == "running":
        long = last.began_at < clock.now() - RUNS_LONG
        return (RED if long else OK), str(_("Runs since %(when)s.", when=when))
    said = last.said.removesuffix(".")  # some say sentences, and ours ends here
    if last.state == "done":
        return OK, str(_("Ran %(when)s: %(said)s.", when=when, said=said or _("done")))
    return RED, str(_("Failed %(when)s: %(said)s.", when=when, said=said))


def _waits(waits: queries.Count) -> tuple[str, str]:
    since = moment(waits.eldest)
    long = waits.eldest < clock.now() - WAITS_LONG
    words = ngettext(
        "One waits since %(since)s.", "%(num)s wait, since %(since)s.", waits.number, since=since
    )
    return (RED if long else OK), str(words)
