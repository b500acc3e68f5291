"""`lti invite` and `lti invitations`: one-time addresses by which administrators connect their learning sites."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from plugin import addresses
from plugin.database import transaction
from plugin.errors import Invalid
from plugin.lti import registry
from plugin.lti.cli import said_plainly
from plugin.lti.registration import actions, queries
from plugin.lti.registration.models import MOST_FAILURES

WHERE = (
    (
        "Moodle",
        "Site administration > Plugins > External tool > Manage tools: Tool URL, then Add LTI Advantage",
    ),
    ("Canvas", "Admin > Developer Keys > + Developer Key > + LTI Registration"),
    ("Brightspace", "Admin Tools > Manage Extensibility > LTI Advantage > Register Tool > Dynamic"),
    ("Sakai", "Administration Workspace > External Tools > LTI Advantage Auto Provision"),
)


@click.command()
@click.option("--for", "platform", metavar="PLATFORM", help="Bring this learning site up to date instead.")
@click.option(
    "--issuer", help="The only issuer that may answer; its configuration may then stand on any host."
)
@with_appcontext
def invite(platform: str | None, issuer: str | None) -> None:
    """Make an address by which one learning site connects itself."""
    told = current_app.config["TANDEM"]
    with said_plainly():
        updates = registry.platform_called(platform) if platform else None
        made, token = actions.invite(updates, _issuer(issuer, private=told.allow_private_hosts))
        ends = f"{made.expires_at:%Y-%m-%d %H:%M} UTC"
        whom = (
            f"brings {updates.issuer} (client id {updates.client_id}) up to date" if updates else "adds one"
        )
    click.echo(f"Give this address to whoever runs the learning site. It {whom}:\n")
    click.echo(f"  {told.base_url}/lti/register/{token}\n")
    click.echo(f"It works once, until {ends}, and is over after {MOST_FAILURES} tries in vain.")
    click.echo("Whoever has it can connect a learning site: send it as you would send a password.\n")
    click.echo("It is pasted where the learning site registers tools:")
    for name, path in WHERE:
        click.echo(f"  {name:<13}{path}")
    click.echo("docs/connect/ has a page for each, and for those that register by hand.")


@click.command()
@with_appcontext
def invitations() -> None:
    """List invitations: those that wait, those that were used, and why others failed."""
    with transaction(writing=False):
        listed = queries.invitations()
    if not listed:
        click.echo("Nobody has been invited yet: see 'lti invite --help'.")
    for one in listed:
        click.echo(f"{one.id}  {one.state}  made {one.made_at:%Y-%m-%d %H:%M}  {_about(one)}")
        if one.last_failure:
            click.echo(f"    {one.failures} in vain; the last: {one.last_failure}")


def _about(one: queries.Standing) -> str:
    if one.connected:
        return f"connected {one.connected}"
    whom = f"for {one.updates}" if one.updates else one.issuer or "for any learning site"
    return f"ends {one.expires_at:%Y-%m-%d %H:%M} UTC  {whom}"


def _issuer(said: str | None, *, private: bool) -> str | None:
    if said is None:
        return None
    try:
        addresses.parsed(said.strip(), private=private)
    except addresses.Refused as fault:
        raise Invalid(f"--issuer: {fault}") from fault
    return said.strip()
