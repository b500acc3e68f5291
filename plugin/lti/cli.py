"""`flask --app plugin.app lti ...`: connecting learning sites, by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

import click
from flask import current_app
from flask.cli import AppGroup

from plugin import clock
from plugin.commands import Plainly
from plugin.database import transaction
from plugin.errors import Invalid
from plugin.lti import keys, queries, registry
from plugin.lti.models import Platform
from plugin.lti.roles import LEAD, LEADS, MEMBER, NAMED


class Sentences(Plainly, AppGroup):
    """Flask's group, with an application around each command."""


lti = Sentences("lti", help="The learning sites that may send people here.")


class Bad(click.ClickException):
    """Input that cannot be: its sentence on standard error, exit code 2."""

    exit_code = 2


@contextmanager
def said_plainly() -> Iterator[None]:
    """One transaction; what the registry refuses is said and nothing is kept."""
    try:
        with transaction():
            yield
    except Invalid as fault:
        raise Bad(fault.sentence) from fault


@lti.command()
@click.argument("issuer")
@click.option("--client-id", required=True, help="The client id that the LMS gave this tool.")
@click.option(
    "--auth-login-url", required=True, help="Where the LMS authenticates: its authorization endpoint."
)
@click.option("--auth-token-url", required=True, help="Where the LMS gives access tokens.")
@click.option("--key-set-url", required=True, help="Where the LMS publishes its keys (JWKS).")
@click.option("--token-audience", help="Only where it differs from the token URL; '' takes it away again.")
@click.option(
    "--deployment-id", "deployment_ids", multiple=True, help="Let this deployment in; may be repeated."
)
def register(issuer: str, client_id: str, deployment_ids: tuple[str, ...], **found_at: str | None) -> None:
    """Connect a learning site, or bring its addresses up to date."""
    told = current_app.config["TANDEM"]
    named = registry.Addresses(**{name: _stripped(value) for name, value in found_at.items()})  # type: ignore[arg-type]
    with said_plainly():
        platform, new = registry.register(
            issuer.strip(), client_id.strip(), named, private=told.allow_private_hosts
        )
        for lms_id in deployment_ids:
            registry.approve(platform, lms_id)
        first_is_trusted = queries.first_company(platform.id) is None
        click.echo(f"{'Registered' if new else 'Updated'} {platform.id} ({issuer}, client id {client_id}).")
        if platform.disabled_at:
            click.echo("It is disabled: 'lti enable' lets people in.")
    keys.make_missing()
    if first_is_trusted:
        click.echo("The first deployment that launches is trusted; later ones wait for 'lti approve'.")
    _what_to_paste(told.base_url)


@lti.command()
def platforms() -> None:
    """List learning sites, their deployments and companies."""
    with transaction(writing=False):
        listed = queries.everything()
        if not listed:
            click.echo("No learning site is connected yet: see 'lti register --help'.")
        for platform, lines in groupby(listed, key=lambda line: line.platform):
            state = "disabled" if platform.disabled_at else "enabled"
            click.echo(f"{platform.id}  {platform.issuer}  client id {platform.client_id}  {state}")
            for line in lines:
                click.echo(_deployment(line))


def _deployment(line: queries.Listed) -> str:
    if line.deployment is None:
        return "    no deployment yet: the first that launches is trusted"
    where = f"in {line.company}" if line.state == "approved" else "waits for 'lti approve'"
    return f"    deployment {line.deployment}  {line.state}  {where}"


@lti.command()
@click.argument("platform")
@click.argument("deployment")
@click.option(
    "--new-company", metavar="NAME", help="Into a company of its own instead of the platform's first."
)
def approve(platform: str, deployment: str, new_company: str | None) -> None:
    """Let a deployment in."""
    with said_plainly():
        registry.approve(registry.platform_called(platform), deployment, new_company)
    click.echo(f"Deployment {deployment} is let in.")


@lti.command()
@click.argument("platform")
def disable(platform: str) -> None:
    """Let nobody in from a learning site, at once."""
    with said_plainly():
        registry.disable(registry.platform_called(platform))
    click.echo("Disabled: nobody enters, and running visits are over.")


@lti.command()
@click.argument("platform")
def enable(platform: str) -> None:
    """Let people in again."""
    with said_plainly():
        registry.enable(registry.platform_called(platform))
    click.echo("Enabled.")


@lti.command()
@click.argument("platform")
@click.argument("choices", nargs=-1, metavar="ROLE=lead|member ...")
def roles(platform: str, choices: tuple[str, ...]) -> None:
    """Say what a learning site's roles are worth here; without choices, show it."""
    with said_plainly():
        meant = registry.platform_called(platform)
        registry.choose_roles(meant, dict(_choice(choice) for choice in choices))
        for line in _worths(meant):
            click.echo(line)


@lti.command("rotate-keys")
@click.option(
    "--at-once", is_flag=True, help="Somebody else may have our key: publish and use it no more, from now on."
)
def rotate_keys(at_once: bool) -> None:
    """Let the next of our keys sign, and publish another. Nothing has to be pasted anywhere."""
    takes_over = keys.rotate(at_once=at_once)
    when = "now" if takes_over <= clock.now() else f"from {takes_over:%Y-%m-%d %H:%M} UTC"
    click.echo(f"The next key signs {when}; the one after it is published already.")
    if at_once:
        click.echo(
            "The old one is published no more. Learning sites that read our keys rarely may refuse us for a while."
        )


def _choice(said: str) -> tuple[str, str]:
    role, equals, worth = said.partition("=")
    if not equals:
        raise Invalid(f"'{said}' is no choice: write it as Instructor={MEMBER}.")
    return role, worth


def _worths(platform: Platform) -> list[str]:
    """Each role and what it is worth; a choice about a role that LTI does not name is pointed at."""
    usual = {role: LEAD if role in LEADS else MEMBER for role in sorted(NAMED)}
    chosen = platform.role_choices
    return [
        f"{role}={worth}"
        + (
            ""
            if role not in chosen
            else "  (chosen)"
            if role in NAMED
            else "  (chosen; a sub-role, or a slip?)"
        )
        for role, worth in sorted({**usual, **chosen}.items())
    ]


def _stripped(value: str | None) -> str | None:
    return value.strip() if value is not None else None


def _what_to_paste(ours: str) -> None:
    click.echo("\nPaste these into the learning site:")
    for label, path in (
        ("Tool URL, target link, redirect URI", "/lti/launch"),
        ("Initiate login URL, OIDC login", "/lti/login"),
        ("Public key set, JWKS", "/lti/jwks"),
        ("Deep linking, content selection", "/lti/launch"),
    ):
        click.echo(f"  {label:<38}{ours}{path}")
    click.echo(
        "Switch deep linking on, where it asks: whoever leads a course then adds single sections to it."
    )
    click.echo("Let it share names and e-mail addresses, so that people know each other here.")
