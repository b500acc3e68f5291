"""The way from a frame without cookies to a window of our own, step by step."""

from __future__ import annotations

import hmac
from typing import Any
from uuid import UUID

from flask import current_app, g, request
from itsdangerous import Signer

from plugin.database import transaction
from plugin.lti import cookies, visits
from plugin.lti.arrival import Arrival
from plugin.lti.entrance import enter
from plugin.lti.launches import Launch
from plugin.lti.logins import Storage
from plugin.lti.origins import origin_of
from plugin.lti.windows import tickets
from plugin.lti.windows.refusals import NoCookieAtAll, TicketOver
from plugin.lti.windows.tickets import Held

FRAMES = {"iframe", "frame"}


def storage_of(launch: Launch) -> Storage | None:
    """Where the platform's page may have kept the secret of this launch's login; None where it offered nothing."""
    target = launch.waiting.storage_target
    origin = launch.waiting.platform.storage_origin
    return Storage(target, origin, cookies.login_cookie(launch.state)) if target else None


def within_the_platform(launch: Launch) -> bool:
    """Whether a page of the platform brought the launch here, and not a page elsewhere that wants to lead somebody
    into a visit of its maker's.

    The browser names the origin that posts; where the LMS's referrer policy has it say 'null', a frame will do, since
    our answer shows in frames of the platform's pages alone. A page of ours that asked for the storage carries a mark.
    """
    origin = request.headers.get("Origin", "null")
    if origin == current_app.config["TANDEM"].origin:
        return hmac.compare_digest(mark(launch).encode(), request.form.get("came", "").encode())
    if origin != "null":
        return origin in g.frame_origins
    return request.headers.get("Sec-Fetch-Dest") in FRAMES


def mark(launch: Launch) -> str:
    """What says, in the form that comes once more from our own page, that the launch first came from the platform."""
    signer = Signer(list(reversed(current_app.config["TANDEM"].keys)), salt="tandem.came")
    return signer.get_signature(launch.state).decode()


def begin(launch: Launch) -> str:
    """Use the launch up for a ticket to the window. Raises Refused as any launch."""
    platform, message = launch.waiting.platform, launch.message
    said = {
        "name": message.name,
        "email": message.email,
        "course": message.context_title or message.context_label,
        "site": message.lms_name or platform.called,
        "from": origin_of(message.return_url),
        "content": message.content,
        "way": "storage" if launch.proven else "window",
    }

    def ticket(arrival: Arrival, person_id: UUID) -> str:
        return tickets.window_ticket(arrival, person_id, said)

    return enter(launch, ticket)


def ask(token: str, browser_key: str) -> tuple[dict[str, Any], str]:
    """Whom the window is for, and the ticket for saying yes, in this browser alone. Raises Refused."""
    with transaction():
        held = tickets.use_window_ticket(token)
        if "browser" in held.request:  # the one for saying yes asks nobody
            raise TicketOver()
        said = {**held.request, "browser": cookies.digest(browser_key).hex()}
        return said, tickets.window_ticket(held, held.person_id, said)


def say_yes(token: str, browser_key: str | None) -> tuple[str, str]:
    """Begin the visit: gives its token, and what the link was made for. Raises Refused."""
    with transaction():
        held = tickets.use_window_ticket(token)
        asked = held.request.get("browser")
        if asked is None:
            raise TicketOver()
        if browser_key is None or not hmac.compare_digest(asked, cookies.digest(browser_key).hex()):
            raise NoCookieAtAll()
        return _begin(held, browser_key), held.request["content"]


def _begin(held: Held, browser_key: str) -> str:
    proofs = visits.Proofs(cookies.digest(browser_key), None, held.request["from"], True, held.request["way"])
    return visits.begin(held, held.person_id, proofs)
