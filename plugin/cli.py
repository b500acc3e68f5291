"""The `tandem` command: serve, upgrade, and everything that `flask --app plugin.app` can do."""

from __future__ import annotations

import signal
import threading
from contextlib import nullcontext, suppress

import click
from flask import current_app
from flask.cli import FlaskGroup, with_appcontext
from flask_migrate import upgrade as upgrade_database

from plugin.app import create_app
from plugin.commands import Plainly
from plugin.courses.resources.files import intake
from plugin.doctor import visits as doctor_visits
from plugin.doctor.checkup import examine, red
from plugin.doctor.lines import LOOK, OK, PLAIN, RED, Line
from plugin.jobs.workshop import working
from plugin.lti import keys
from plugin.lti.services import tokens

# Words, because colours are lost in a log and on many eyes.
MARKS = {OK: ("ok  ", "green"), LOOK: ("look", "yellow"), RED: ("RED ", "red"), PLAIN: ("    ", None)}


class Tandem(Plainly, FlaskGroup):
    """Flask's own commands too."""


@click.group(cls=Tandem, create_app=create_app)
def tandem() -> None:
    """Tandem: mentoring inside the LMS you have."""


@tandem.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
@click.option("--jobs/--no-jobs", default=True, help="Do jobs here too, or leave them to 'tandem work'.")
def serve(host: str, port: int, threads: int, jobs: bool) -> None:
    """Bring the database up to date, serve, and do the jobs."""
    from plugin.server import waiting_for

    app = create_app()
    with app.app_context():
        upgrade_database()
    try:
        largest = intake.most(app.config["TANDEM"])
        told = {"host": host, "port": port, "threads": threads, "ident": "tandem"}
        server = waiting_for(app, is_large=intake.is_upload, largest=largest, **told)
    except OSError as fault:
        raise click.ClickException(f"{host}:{port} cannot be listened on: {fault.strerror}.") from fault
    click.echo(f"Tandem listens on http://{host}:{port} and is known as {app.config['TANDEM'].base_url}")
    _end_on_sigterm()
    # the server takes the signal itself once it runs; what comes a moment earlier or later is no fault either
    with suppress(KeyboardInterrupt), working(app) if jobs else nullcontext():
        server.run()


@tandem.command()
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1, 64))
def work(threads: int) -> None:
    """Do the jobs in a process of their own, beside 'tandem serve --no-jobs' or gunicorn."""
    _end_on_sigterm()
    with suppress(KeyboardInterrupt), working(create_app(), threads) as shop:
        click.echo(f"Working as {shop.me}.")
        threading.Event().wait()


def _end_on_sigterm() -> None:
    """As Ctrl-C does: what runs comes to its end, and the clock is let go."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@tandem.command()
def upgrade() -> None:
    """Bring the database up to date."""
    upgrade_database()


@tandem.command()
@click.option("--web", is_flag=True, help="Print a one-time address of the same on a page.")
@with_appcontext
def doctor(web: bool) -> None:
    """Say how everything stands. Exits with 1 where somebody has to act."""
    if web:
        token, ends = doctor_visits.make()
        click.echo(f"{current_app.config['TANDEM'].base_url}/doctor/{token}")
        click.echo(
            f"For one browser, until {ends:%H:%M} UTC. Whoever has the address first sees the page.", err=True
        )
        return
    sections = examine()
    for section in sections:
        click.secho(f"\n{section.title}", bold=True)
        for line in section.lines or [Line(PLAIN, section.empty, "")]:
            _say(line)
    raise SystemExit(1 if red(sections) else 0)


def _say(line: Line) -> None:
    mark, colour = MARKS[line.state]
    said = f"{line.what}: {line.said}" if line.said else line.what
    click.echo(f"  {click.style(mark, fg=colour)}  {_harmless(said)}")
    if line.command:
        click.echo(f"        {_harmless(line.command)}")


def _harmless(said: str) -> str:
    """What learning sites say is shown on a terminal, where some characters are orders."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in said)


@tandem.command()
@with_appcontext
def rekey() -> None:
    """Lock what is locked anew under the newest TANDEM_SECRET_KEY."""
    try:
        locked = keys.rekey()
    except keys.KeysLocked as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(
        f"{locked} keys of ours are locked anew; {tokens.drop_all()} access tokens will be asked for again."
    )


def main() -> None:
    """Run the command."""
    tandem()
