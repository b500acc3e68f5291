"""Lists of members as no LMS should send them, for the faults that are switched on."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import Response

from demo.lms import signed_in
from demo.lms import vocabulary as v
from demo.lms.faults import Faults
from demo.lms.paging import answered
from demo.lms.tokens import said_plainly

CROWDED = 250  # people on a page of a crowd
DRIP = 0.2


def crowd(many: int) -> list[dict[str, Any]]:
    return [_somebody(f"crowd-{nth:05}", f"Number {nth}") for nth in range(1, many + 1)]


def _somebody(sub: str, name: str) -> dict[str, Any]:
    email = f"{sub}@northwind.example"
    roles = [v.MEMBERSHIP + "Learner"]
    return {"status": "Active", "user_id": sub, "roles": roles, "name": name, "email": email}


def instead(said: dict[str, Any], number: int, more: bool) -> Response | None:
    """What is sent instead of this page, or None where nothing is wrong with it."""
    faults = signed_in.world().faults
    make: dict[str, Callable[[], Response | None]] = {
        "self-link": lambda: answered(said, v.MEMBERS_TYPE, number),
        "a-b-a": lambda: answered(said, v.MEMBERS_TYPE, 3 - min(number, 2)),
        "endless": lambda: answered(_one_more(said, number), v.MEMBERS_TYPE, number + 1),
        "no-members": lambda: _as_it_is({name: said[name] for name in ("id", "context")}),
        "no-list": lambda: _as_it_is({**said, "members": {"user_id": "nw-1001"}}),
        "doubles": lambda: answered(_twice(said), v.MEMBERS_TYPE, number + 1 if more else None),
        "last-5xx": lambda: None if more else said_plainly(503, "This server has a bad day."),
        "429": _later,
        "slow": lambda: _slowly(faults),
        "drip": lambda: Response(_drops(said, faults), content_type=v.MEMBERS_TYPE),
        "bad-json": lambda: Response(json.dumps(said)[:-20], content_type=v.MEMBERS_TYPE),
    }
    return make[faults.roster]() if faults.roster in make else None


def _as_it_is(said: dict[str, Any]) -> Response:
    return answered(said, v.MEMBERS_TYPE)


def _later() -> Response:
    answer = said_plainly(429, "Too many lists at once: come back a little later.")
    answer.headers["Retry-After"] = "1"
    return answer


def _slowly(faults: Faults) -> None:
    time.sleep(faults.delay)


def _one_more(said: dict[str, Any], number: int) -> dict[str, Any]:
    return {**said, "members": [*said["members"], _somebody(f"endless-{number}", f"Endless {number}")]}


def _twice(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "members": [*said["members"], *said["members"]]}


def _drops(said: dict[str, Any], faults: Faults) -> Iterator[bytes]:
    """A byte now and then, until the fault is switched off or its time is over; the rest never comes."""
    over = time.monotonic() + faults.drip
    for byte in json.dumps(said).encode():
        if time.monotonic() > over or faults.roster != "drip":
            return
        yield bytes([byte])
        time.sleep(DRIP)
