"""From a launch to a visit, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from flask import Flask, current_app, g, url_for
from sqlalchemy.exc import IntegrityError

from plugin.database import transaction
from plugin.lti import actions, cookies, refusals, reviews, visits
from plugin.lti.arrival import Arrival
from plugin.lti.connections.actions import note_launch
from plugin.lti.launches import Launch
from plugin.lti.origins import origin_of, origins_of
from plugin.lti.roles import role_of

TRIES = 3


T = TypeVar("T")
Begin = Callable[[Arrival, UUID], T]


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit that has begun: its token and the key of the browser that it belongs to."""

    token: str
    browser_key: str


def open_with(app: Flask, arrived: Callable[[Arrival], UUID]) -> None:
    """Tell the way in who keeps people: `arrived(arrival)` gives the person's id, inside the launch's transaction."""
    app.extensions["tandem.arrived"] = arrived


def read_launch(sent: Mapping[str, str], held: Mapping[str, str]) -> Launch:
    """What the browser brought, checked. Raises Refused, and nothing has been used up or kept either way."""
    launch = Launch(sent, held).validate()
    g.frame_origins = origins_of((*launch.waiting.platform.frame_origins, launch.message.return_url))
    g.way_back = launch.message.return_url if origin_of(launch.message.return_url) else None
    return launch


def open_visit(launch: Launch, held: Mapping[str, str]) -> Opened:
    """Turn a launch into a visit of the browser that brought it. Raises Refused as `enter` does."""
    browser_key = cookies.browser_key(held) or cookies.fresh()
    proofs = proofs_of(launch, browser_key)
    token = enter(launch, lambda arrival, person_id: visits.begin(arrival, person_id, proofs))
    return Opened(token, browser_key)


def proofs_of(launch: Launch, browser_key: str) -> visits.Proofs:
    """What ties the visit that a launch begins to the browser that brought it."""
    frame_origin = origin_of(launch.message.return_url)
    return visits.Proofs(cookies.digest(browser_key), launch.waiting.browser_hash, frame_origin)


def first_page(visit: str, content: str) -> str:
    """Where a visit begins: at what the link was made for, at whom the gradebook asks about, or at the front door."""
    if review := reviews.asked_in(content):
        return url_for("review.show", visit=visit, who=review.get("who"), item=review.get("item"))
    return (
        url_for("go.placed", visit=visit, content=content) if content else url_for("home.open", visit=visit)
    )


def enter(launch: Launch, begin: Begin[T]) -> T:
    """Use the login up, let the person in, and begin what follows, in one transaction. Raises Refused, and then
    nothing has been used up or kept, save that an unknown deployment now waits for the operator.

    Somebody's first launch in two frames at once makes them, or their course, twice: PostgreSQL refuses the second,
    which then begins again and finds them.
    """
    for left in reversed(range(TRIES)):
        try:
            with transaction():
                begun = _enter(launch, begin)
            break
        except IntegrityError:
            if not left:
                raise
    if begun is None:
        raise refusals.DeploymentPending(
            deployment=launch.message.deployment_id, platform=launch.waiting.platform.id
        )
    return begun


def _enter(launch: Launch, begin: Begin[T]) -> T | None:
    waiting, message = launch.waiting, launch.message
    if not actions.use_up(waiting.id):
        raise refusals.LoginUsed()
    place = actions.place_of(waiting.platform, message)
    if place is None:
        return None
    note_launch(waiting.platform.id, waiting.platform.noted, launch.kid, launch.apart)
    arrival = _arrival(launch, *place)
    return begin(arrival, current_app.extensions["tandem.arrived"](arrival))


def _arrival(launch: Launch, company_id: UUID, context_id: UUID | None) -> Arrival:
    platform, message = launch.waiting.platform, launch.message
    return Arrival(
        company_id=company_id,
        platform_id=platform.id,
        context_id=context_id,
        sub=message.sub,
        name=message.name,
        email=message.email,
        locale=message.locale,
        role=role_of(message.roles, platform.role_choices),
        group_ids=message.offered.group_ids,
        looks_after=message.offered.looks_after,
    )
