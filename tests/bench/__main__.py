"""`python -m tests.bench`: print every figure, tab-separated, and fail if any falls short of its bound."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.bench import (
    board,
    buffers,
    grades,
    histories,
    launch,
    long_pages,
    outline,
    pages,
    posting,
    roster,
    standing,
    talk,
    uploads,
)
from tests.bench.figures import Figure


def figures() -> Iterator[Figure]:
    """Every figure, as soon as it is there."""
    yield from launch.figures()
    yield from roster.figures()
    yield from grades.figures()
    yield from pages.figures()
    yield from outline.figures()
    yield from histories.figures()
    yield from standing.figures()
    yield from board.figures()
    yield from talk.figures()
    yield from buffers.figures()
    yield from long_pages.figures()
    yield from posting.figures()
    yield from uploads.figures()


def main() -> int:
    """0 when all hold, 1 otherwise."""
    all_hold = True
    print("what", "figure", "bound", "verdict", sep="\t", flush=True)
    for figure in figures():
        print(figure, flush=True)
        all_hold = all_hold and figure.holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
