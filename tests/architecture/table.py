"""Who may do what at which address: the form of a row. Rows stand in rows/<room>.py, one for each endpoint and method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from tests.architecture.world import World

Made = dict[str, Any]
TAKEN = {303, 204}


@dataclass(frozen=True)
class Answers:
    """The status that each persona gets. The thing asked for belongs to `mentee`, or to their group or course."""

    anonymous: int  # mentee's own address in a browser that does not hold the key
    mentee: int
    other_mentee: int  # of another group in the same course
    mentor: int  # of `mentee`, through the group
    other_mentor: int  # of `other_mentee`
    lead: int
    other_lead: int  # of another course of the same company
    stranger: int  # a lead on another platform, of another company

    def by_persona(self) -> dict[str, int]:
        """Persona -> status."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Row:
    """One endpoint and method: how to make the thing it is about, what to send, and what each persona gets."""

    endpoint: str
    method: str
    answers: Answers
    ids: Callable[[World], Made]
    data: Callable[[World], Made]
    open_to_all: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.endpoint}"

    @property
    def safe(self) -> bool:
        return self.method == "GET"

    @property
    def welcome(self) -> str:
        """A persona whose good form is taken: they are led on, or it is kept without another page."""
        return next(who for who, status in self.answers.by_persona().items() if status in TAKEN)


def nothing(_world: World) -> Made:
    """No ids, no fields."""
    return {}


def row(
    said: str,
    *,
    ids: Callable[[World], Made] = nothing,
    data: Callable[[World], Made] = nothing,
    **answers: int,
) -> Row:
    """`row("GET goals.show", ids=a_goal, anonymous=401, mentee=200, ...)`: every persona must be named.

    `ids` makes the thing in a fresh World and gives the ids of its address; `data` gives a good form's fields
    (`csrf` and `once` come by themselves).
    """
    method, endpoint = said.split()
    return Row(endpoint, method, Answers(**answers), ids, data)


def open_row(said: str, status: int, *, ids: Callable[[World], Made] = nothing) -> Row:
    """A public endpoint: it asks nobody who they are, so everybody gets the same."""
    method, endpoint = said.split()
    everybody = {field.name: status for field in fields(Answers)}
    return Row(endpoint, method, Answers(**everybody), ids, nothing, open_to_all=True)
