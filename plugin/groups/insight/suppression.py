"""Which figures about people may stand side by side, so that no two of them subtract to fewer than five people.

A view is a set of people, and its figure a sum or a mean over each of them once. Views cut everybody in them into parts:
people who are in the very same views. Whatever is worked out of the figures shown, by however many additions and
subtractions, is about whole parts; so it is enough that no part holds one to four people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from plugin.people.figures import FEWEST

View = TypeVar("View", bound=Hashable)


def may_be_shown(views: Mapping[View, Collection[Hashable]]) -> list[View]:
    """Those that may be shown together. The earlier ones come before the later: a view is left out if it does not fit."""
    shown: list[View] = []
    for view, people in views.items():
        if len(set(people)) >= FEWEST and no_part_is_small(views[one] for one in (*shown, view)):
            shown.append(view)
    return shown


def no_part_is_small(views: Iterable[Collection[Hashable]]) -> bool:
    """Whether each part into which these cut their people holds five at least."""
    inside: dict[Hashable, list[int]] = {}
    for number, people in enumerate(views):
        for one in set(people):
            inside.setdefault(one, []).append(number)
    return all(size >= FEWEST for size in Counter(map(tuple, inside.values())).values())
