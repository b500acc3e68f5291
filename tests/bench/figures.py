"""One line of the bench: what was measured, what came out, what it may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured figure and its bound, both ready to print."""

    what: str
    figure: str
    bound: str
    holds: bool

    def __str__(self) -> str:
        return "\t".join((self.what, self.figure, self.bound, "holds" if self.holds else "falls short"))


def at_most(what: str, figure: float, bound: float) -> Figure:
    """A ratio that must not grow past its bound."""
    return Figure(what, f"{figure:.3g}", f"at most {bound:g}", figure <= bound)


def equal(what: str, few: int, many: int) -> Figure:
    """Two counts that must be the same."""
    return Figure(what, f"{few} and {many}", "equal", few == many)
