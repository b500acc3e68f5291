"""Calling somebody by name: '@' and the name of one who reads it, as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, or_, select

from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member
from plugin.people.audience import Reach
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME
from plugin.text import plain

MOST = 25  # people in one post
LONGEST = 6  # words of a name
OFFERED = 8
_CALLED = re.compile(r"(?<![\w@./])@(?=\w)([^@\n]{1,120})")
_ENDS = ".,;:!?)]}\"'»”’…"


@dataclass(frozen=True, slots=True)
class Called:
    """Whom a text calls by name, and what it calls that is nobody's name."""

    whom: frozenset[UUID]
    nobody: tuple[str, ...]


def called_in(member: Member, words: Markup, reach: Reach) -> Called:
    """Who is mentioned, of those whom it reaches: one statement where there is an '@', none elsewhere.

    Raises Invalid for more than MOST.
    """
    wanted = [_names(found) for found in _CALLED.findall(plain(str(words)))]
    if not wanted:
        return Called(frozenset(), ())
    known = _known(member, reach, {name for names in wanted for name in names})
    whom: set[UUID] = set()
    nobody = []
    for names in wanted:
        name = next((name for name in names if name in known), None)
        if name is None:
            nobody.append(names[-1])
        else:
            whom |= known[name]
    if len(whom) > MOST:
        raise Invalid(_("No more than %(most)s people can be mentioned in one post.", most=MOST), "words")
    return Called(frozenset(whom), tuple(dict.fromkeys(nobody)))


def offered(member: Member, reach: Reach, begins: str) -> list[str]:
    """A few names of people whom it reaches, that begin so, or of which a later word does."""
    like = or_(NAME.istartswith(begins, autoescape=True), NAME.icontains(f" {begins}", autoescape=True))
    return list(
        db.session.scalars(
            select(NAME)
            .select_from(Enrolment)
            .join(Person, Person.id == Enrolment.person_id)
            .where(Enrolment.context_id == member.context_id, Enrolment.active, reach.people())
            .where(Enrolment.id != member.enrolment_id, func.length(NAME) > 0, like)
            .order_by(func.lower(NAME), Enrolment.id)
            .limit(OFFERED)
        )
    )


def _names(said: str) -> list[str]:
    """What may be the name after an '@', the longest first."""
    words = said.split()[:LONGEST]
    lines = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    return [name for line in lines for name in dict.fromkeys((line, line.rstrip(_ENDS))) if name]


def _known(member: Member, reach: Reach, names: set[str]) -> dict[str, set[UUID]]:
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == member.context_id, Enrolment.active, reach.people())
        .where(NAME.in_(names))
        .limit(10 * MOST)
    )
    known: dict[str, set[UUID]] = {}
    for row in rows:
        known.setdefault(row.name, set()).add(row.id)
    return known
