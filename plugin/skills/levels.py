"""What the six levels of a skill are called where nobody has described them for that skill."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

USUAL = (
    _l("Not yet"),
    _l("Has seen how it is done"),
    _l("Does it with somebody's help"),
    _l("Does it alone when all goes well"),
    _l("Does it well, also when it gets hard"),
    _l("Teaches others"),
)


def described(levels: Sequence[str]) -> list[str]:
    """Each of the levels 0 to 5 in words: the skill's own, else the usual ones."""
    own = [*levels, *[""] * len(USUAL)]
    return [said or str(usual) for said, usual in zip(own, USUAL, strict=False)]
