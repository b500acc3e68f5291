"""The limits of a course: what its lead set, and the rest as it comes with Tandem."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from plugin.courses.outline.models import Course
from plugin.groups.flags.rules import AS_IT_COMES, KINDS, Limits

NUMBERS = tuple(field.name for field in fields(Limits) if field.name != "off")
SWITCHED = tuple(kind for kind in KINDS if kind != "stuck")  # nobody's own word is switched off


def limits_of(course: Course) -> Limits:
    """Those that hold in a course."""
    said = course.flag_limits or {}
    numbers = {name: said[name] for name in NUMBERS if name in said}
    return replace(AS_IT_COMES, **numbers, off=frozenset(said.get("off", ())) & set(SWITCHED))


def as_said(limits: Limits) -> dict[str, Any] | None:
    """What of them is otherwise than it comes, as a course keeps it; None where nothing is."""
    other = {name: getattr(limits, name) for name in NUMBERS}
    other = {name: number for name, number in other.items() if number != getattr(AS_IT_COMES, name)}
    return {**other, **({"off": sorted(limits.off)} if limits.off else {})} or None
