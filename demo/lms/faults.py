"""Faults that this LMS shows on request, so that one can see how a tool bears them."""

from dataclasses import dataclass, fields

ROSTER = {
    "": "as it should be",
    "self-link": "the next page is the same page",
    "a-b-a": "the second page leads back to the first",
    "endless": "there is always one more page",
    "no-members": "an answer without members",
    "no-list": "members that are no list",
    "doubles": "everybody stands there twice",
    "last-5xx": "the last page fails",
    "429": "asks to come back later (429)",
    "slow": "answers slowly",
    "drip": "a byte now and then",
    "bad-json": "an answer that breaks off",
    "crowd": "ten thousand more people",
}
SCORES = {
    "": "as they should be",
    "429": "asks to come back later (429)",
    "5xx": "fails (503)",
    "slow": "answers slowly",
}
STORAGE = {"frame": "in a frame of its own", "parent": "on the page itself", "": "not offered"}


@dataclass
class Faults:
    """Nothing is wrong by itself. `delay` is what 'slow' means, in seconds; `drip` how long a drip goes on; `crowd`
    how many more people there are."""

    roster: str = ""
    scores: str = ""
    storage: str = "frame"
    down: bool = False
    no_cookies: bool = False
    short_roles: bool = False
    odd_links: bool = False
    no_deployment: bool = False
    delay: float = 5.0
    drip: float = 60.0
    crowd: int = 10_000

    def clear(self) -> None:
        for each in fields(self):
            setattr(self, each.name, each.default)
