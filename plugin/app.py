"""create_app: the only file that knows every room."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale, refresh
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

import plugin.courses.grades.models
import plugin.doctor.models
import plugin.jobs.models
import plugin.lti.registration.models
import plugin.lti.services.models
import plugin.people.roster.models
import plugin.skills.models  # noqa: F401 - their tables belong to the metadata
from plugin import (
    clock,
    dates,
    door,
    faults,
    headers,
    health,
    languages,
    logs,
    pictures,
    sent,
    slots,
    statics,
    text,
)
from plugin.courses import rooms as courses
from plugin.courses.agreements.parting import guests
from plugin.courses.grades import cli as grade_commands
from plugin.courses.grades import jobs as grade_jobs
from plugin.courses.outline import cli as outline_commands
from plugin.courses.outline import closing, programmes, progress
from plugin.courses.outline.editing import history as outline_history
from plugin.courses.resources import before
from plugin.courses.resources.files import jobs as file_jobs  # noqa: F401 - the clock asks for its sweep
from plugin.courses.resources.files import shown as files_shown
from plugin.courses.sessions.questions import bank
from plugin.database import db
from plugin.discussions import slot as discussion
from plugin.discussions import taking_back
from plugin.discussions import views as discussions
from plugin.discussions.attention import handing_on  # noqa: F401 - the clock asks for it
from plugin.doctor import views as doctor
from plugin.doctor import visits as doctor_visits
from plugin.drafts import actions as drafting
from plugin.drafts import keeping
from plugin.drafts import views as drafts
from plugin.groups import invited
from plugin.groups import views as groups
from plugin.groups.flags import events as flags
from plugin.home import frame, go, ways
from plugin.home import views as home
from plugin.home.picking import views as picking
from plugin.home.week import slot as this_week
from plugin.jobs import clockwork
from plugin.jobs.tasks import hourly
from plugin.lti import cli as lti_commands
from plugin.lti import jobs as lti_jobs
from plugin.lti import views as lti
from plugin.lti import visits
from plugin.lti.platform_notices import views as platform_notices
from plugin.lti.registration import actions as connecting
from plugin.lti.registration import cli as invitations
from plugin.lti.registration import views as registration
from plugin.lti.services import tokens
from plugin.lti.windows import tickets
from plugin.lti.windows import views as windows
from plugin.member import Member
from plugin.notices import actions as notices
from plugin.people import actions as people
from plugin.people import changes as people_changes
from plugin.people.letters import actions as letters
from plugin.people.queries import member_of
from plugin.people.roster import cli as roster_commands
from plugin.people.roster import views as roster
from plugin.settings import Settings, beside_or_inside, read_settings
from plugin.setup import views as setup

UNASKED = {"reading.since"}  # a page asks for it by itself: a visit in which nobody does anything still ends
LARGEST_FORM = 1_000_000  # bytes; above every cap on text, so that a page can give too long a text back

ROOMS = (
    home,
    go,
    picking,
    drafts,
    *courses.ROOMS,
    discussions,
    roster,
    groups,
    setup,
)

# What is over is taken away every hour, by the room that it belongs to.
SWEEPS = {
    "door": sent.sweep,
    "jobs": clockwork.sweep,
    "lti": lti_jobs.sweep,
    "registration": connecting.sweep,
    "services": tokens.sweep,
    "windows": tickets.sweep,
    "doctor": doctor_visits.sweep,
    "drafts": drafting.sweep,
    "outline": outline_history.sweep,
    "resources": before.sweep,
    "discussions": taking_back.sweep,
    "expected": invited.sweep,
    "guests": guests.sweep,
    "notices": notices.sweep,
    "letters": letters.sweep,
}
for room, sweep in SWEEPS.items():
    hourly(room, sweep)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application. Raises SettingsError or ProgrammeError with a sentence when it cannot be."""
    settings = settings or read_settings()
    app = Flask(__name__, template_folder=str(beside_or_inside("templates")))
    app.config.update(
        TANDEM=settings,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
    )
    logs.start(settings.log_level)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    db.init_app(app)
    Migrate(app, db, directory=str(beside_or_inside("migrations")), render_as_batch=True)
    Babel(app, locale_selector=_locale, timezone_selector=_zone)
    faults.hang(app)
    _furnish(app)
    _open_rooms(app)
    _lock_up(app)
    return app


def _engine_options(settings: Settings) -> dict[str, Any]:
    # hide_parameters: an error's text is logged, and what people wrote stands in the parameters
    options = {"pool_size": 10, "max_overflow": 20, "hide_parameters": True}
    return options if settings.database_url.startswith("sqlite") else {**options, "pool_pre_ping": True}


def _open_rooms(app: Flask) -> None:
    programmes.programmes()  # a broken file stops the start, not the first lead
    bank.check()
    for room in ROOMS:
        for pages in _blueprints(room):
            app.register_blueprint(pages)
    app.register_blueprint(lti.pages)
    app.register_blueprint(windows.pages)
    app.register_blueprint(registration.pages)
    app.register_blueprint(platform_notices.pages)
    app.register_blueprint(doctor.pages)
    app.register_blueprint(health.pages)
    for command in (*roster_commands.commands, *grade_commands.commands):
        lti_commands.lti.add_command(command)
    app.cli.add_command(lti_commands.lti)
    for command in (invitations.invite, invitations.invitations):
        lti_commands.lti.add_command(command)
    app.cli.add_command(outline_commands.recount_all)
    door.open_with(app, _who)
    lti.open_with(app, people.arrive)
    lti.without_cookies(app, windows.around)
    lti.pick_with(app, picking.begin)
    slots.fill(app, "beside", discussion.beside)
    slots.fill(app, "week", this_week.week)
    people_changes.when_changed(app, lambda course, who: progress.settle(course, people=who))
    door.shut_with(app, closing.is_shut)
    people_changes.when_changed(app, invited.match)
    keeping.hang(app)
    door.when_sent(app, flags.stir)
    door.when_sent(app, grade_jobs.stir)
    files_shown.hang(app)
    go.open_with(app, ways.WAYS)


def _blueprints(room: Any) -> list[Any]:
    return [room.pages, *getattr(room, "more_pages", ())]


def _who(visit: str) -> Member:
    stay = visits.visit_for(visit, request.cookies)
    g.frame_origins = stay.frame_origins
    if (
        stay.windowed or request.headers.get("Sec-Fetch-Dest") == "document"
    ):  # nothing of the LMS stands around it
        g.learning_site = stay.learning_site
    member = member_of(stay, visit)
    refresh()  # what was said before we knew who is there settled the language and the time zone
    if visits.wants_touch(stay) and request.endpoint not in UNASKED:
        door.afterwards(visits.touch, stay.visit_id)
        if member.enrolment_id:
            door.afterwards(people.was_here, member.enrolment_id)
    return member


def _furnish(app: Flask) -> None:
    """What templates may use everywhere."""
    pictures.hang(app)
    dates.hang(app)
    app.jinja_env.globals.update(
        url=door.url,
        csrf=door.csrf,
        once=door.once,
        csp_nonce=headers.nonce,
        static=statics.static,
        now=clock.now,
        text_direction=lambda: str(get_locale().text_direction),
        course_closed=frame.is_closed,
    )
    app.jinja_env.filters.update(to_plain=text.to_plain, plain=text.plain)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"member": g.get("member"), "frame": frame.around(g.get("member"))})


def _locale() -> str:
    member: Member | None = g.get("member")
    if member:
        return languages.nearest(member.locale)
    if not has_request_context():  # jobs, commands, the demonstration's history
        return languages.SOURCE
    return request.accept_languages.best_match(list(languages.LANGUAGES)) or languages.SOURCE


def _zone() -> str:
    member: Member | None = g.get("member")
    return member.zone if member else "UTC"


def _lock_up(app: Flask) -> None:
    """No view without a guard, and the headers that go on every answer."""
    open_doors = [
        name
        for name, view in app.view_functions.items()
        if name != "static" and not hasattr(view, "guarded_by")
    ]
    if open_doors:
        raise RuntimeError(f"views behind no door: {', '.join(sorted(open_doors))}")
    app.after_request(headers.put)
