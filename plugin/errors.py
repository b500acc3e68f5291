"""The domain's words for what cannot be: raised anywhere, turned into pages by `app.py` alone."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """Something asked for that will not happen; `sentence` says why to the person who asked."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotHere(Refusal):
    """There is no such thing for this person: it never was, or it is not theirs to see. The two look the same."""


class TakenBack(Refusal):
    """It was there, for them too, and whoever wrote it took it back."""


class NotAllowed(Refusal):
    """The thing is there and seen, and this person may not do that with it."""


class Closed(Refusal):
    """The course is closed: everybody keeps and reads theirs, and nothing is added or changed."""


class Invalid(Refusal):
    """What was asked makes no sense; `field` names the form's field where there is one."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class TooMuch(Invalid):
    """So much at once that it has to wait: `wait` seconds. What was typed is given back."""

    def __init__(self, sentence: str, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class Conflict(Refusal):
    """Somebody else changed the thing meanwhile: `theirs` is what stands there now, field by field."""

    def __init__(self, theirs: Mapping[str, str], version: int, sentence: str = "") -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.version = version


class VisitOver(Refusal):
    """No visit goes with this address and this browser: open it again from the LMS."""


class CookieLost(VisitOver):
    """The visit goes on, and this browser brings no cookie at all: it lets ours go, or it is another browser."""


class Forged(Refusal):
    """A form that did not come from one of our pages in this visit."""
