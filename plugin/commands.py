"""Commands that say in a sentence what keeps the database from answering."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError


class Plainly(click.Group):
    """A group of commands for somebody at a terminal, to whom a traceback says nothing."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a database that is away, or behind, is no fault of the command."""
        try:
            return super().invoke(ctx)
        except (InterfaceError, OperationalError, ProgrammingError) as fault:
            why = str(fault.orig).strip().partition("\n")[0]
            raise click.ClickException(
                f"The database does not answer, or not as this version needs it: {why}. "
                "'tandem upgrade' brings one that answers up to date."
            ) from fault
