"""Random histories of a course: whatever happened, everybody reads what is theirs to read, and nothing else.

What that is, is reckoned here by hand, from what was done and from who mentors whom, without asking the product.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from plugin import clock
from plugin.courses.agreements.parting.actions import hand_over, show_handover
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.parting.queries import own_handovers, together
from plugin.courses.goals.grounds.actions import think_through
from plugin.courses.goals.queries import goal_for, goals_seen
from plugin.courses.outline.models import Course
from plugin.courses.sessions.finding.queries import found_by
from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.promises.queries import action_for, actions_in
from plugin.courses.sessions.pulse.actions import say_how_it_was
from plugin.courses.sessions.pulse.queries import pulses_of
from plugin.courses.sessions.queries import session_for, sessions_seen
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Mentorship
from plugin.text import from_plain
from tests.factories import a_course, a_lead, a_mentee, again, mentors
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as
from tests.harness.effort import scaled

STEPS = 40
FOUND_AS = {"session": "shared", "note": "private"}


@dataclass
class Told:
    """Something that somebody wrote: `mentee` is whose relationship it belongs to, `canary` its word."""

    kind: str
    id: UUID
    canary: str
    author: UUID
    mentee: UUID
    mentor: UUID | None = None
    session: UUID | None = None


@dataclass
class History:
    """A course, who is in it, and what was done; `now` holds the pairs of now as (mentor, mentee)."""

    course: Course
    people: list[Member]
    dice: random.Random
    now: set[tuple[UUID, UUID]] = field(default_factory=set)
    ended: set[UUID] = field(default_factory=set)  # mentorships
    shown: set[UUID] = field(default_factory=set)  # handovers
    told: list[Told] = field(default_factory=list)
    words: int = 0

    def member(self, place: UUID) -> Member:
        return again(next(one for one in self.people if place_of(one) == place))

    def word(self, kind: str) -> str:
        """No other one is within it."""
        self.words += 1
        return f"{kind}{self.words}canary"

    def step(self) -> None:
        does = self.dice.choice(
            [
                *(self.begin, self.begin, self.end, self.goal, self.session, self.session),
                *(self.action, self.pulse, self.handover),
            ]
        )
        does()
        db.session.expire_all()

    def begin(self) -> None:
        mentor, mentee = (place_of(one) for one in self.dice.sample(self.people[:-1], 2))
        if (mentor, mentee) not in self.now:
            self.now.add((mentor, mentee))
            mentors(self.member(mentor), self.member(mentee))

    def end(self) -> None:
        if self.now:
            mentor, mentee = self.dice.choice(sorted(self.now))
            self.now.remove((mentor, mentee))
            running = {"mentor_id": mentor, "mentee_id": mentee, "until": None}
            ended = db.session.query(Mentorship).filter_by(**running).one()
            ended.until = clock.now()
            self.ended.add(ended.id)
            db.session.flush()

    def goal(self) -> None:
        owner = place_of(self.dice.choice(self.people[:-1]))
        word = self.word("goal")
        goal = a_goal(self.member(owner), title=word)
        think_through(self.member(owner), goal, 0, whys=[word], target=None)
        self.told.append(Told("goal", goal.id, word, owner, owner))

    def session(self) -> None:
        if not self.now:
            return
        mentor, mentee = self.dice.choice(sorted(self.now))
        writer, other = self.dice.choice([(mentor, {"mentee_id": mentee}), (mentee, {"mentor_id": mentor})])
        shared, private = self.word("shared"), self.word("private")
        at = clock.now() - timedelta(days=self.dice.randrange(1, 30))
        said = {"shared": from_plain(shared), "private": from_plain(private), "at": at, **other}
        made = a_session(self.member(writer), **said)
        finish_session(self.member(writer), session_for(self.member(writer), made.id))
        self.told.append(Told("session", made.id, shared, writer, mentee, mentor))
        self.told.append(Told("note", made.id, private, writer, mentee, mentor))

    def running(self) -> list[Told]:
        """Sessions of pairs that are pairs now."""
        return [one for one in self.told if one.kind == "session" and (one.mentor, one.mentee) in self.now]

    def action(self) -> None:
        if not (running := self.running()):
            return
        session = self.dice.choice(running)
        assert session.mentor
        writer, owner = (self.dice.choice([session.mentor, session.mentee]) for _twice in range(2))
        word, made = self.word("promise"), db.session.get_one(Session, session.id)
        promise = an_action(self.member(writer), made, owner, what=word)
        mentor, mentee = session.mentor, session.mentee
        self.told.append(Told("action", promise.id, word, owner, mentee, mentor, session.id))

    def pulse(self) -> None:
        if not (running := self.running()):
            return
        session = self.dice.choice(running)
        assert session.mentor
        who = self.dice.choice([session.mentor, session.mentee])
        self.told = [one for one in self.told if (one.kind, one.id, one.author) != ("pulse", session.id, who)]
        word = self.word("pulse")
        say_how_it_was(self.member(who), session_for(self.member(who), session.id), {"useful": 2}, word)
        self.told.append(Told("pulse", session.id, word, who, session.mentee, session.mentor))

    def handover(self) -> None:
        one_way = sorted(pair for pair in self.now if pair[::-1] not in self.now)
        if not one_way:
            return
        mentor, mentee = self.dice.choice(one_way)
        writer, other = self.dice.choice([(mentor, mentee), (mentee, mentor)])
        two, word = together(self.member(writer), other), self.word("handover")
        before = two.own(self.member(writer))
        hand_over(self.member(writer), two, from_plain(word), before.version if before else 0)
        kept = db.session.query(Handover).filter_by(mentorship_id=two.first.id, by_id=writer).one()
        others = (one for one in self.told if one.id != kept.id)
        self.told = [*others, Told("handover", kept.id, word, writer, mentee, mentor, two.first.id)]
        if self.dice.random() < 0.5:
            self.shown.add(kept.id)
            show_handover(kept, shown=True)

    def may_read(self, who: UUID, one: Told) -> bool:
        """By hand: notes and pulses their author; goals their owner and the owner's mentors of now; a session the
        mentee for good, and the mentor who was there while they mentor them; a promise both who were there, and
        whoever mentors its owner now."""
        if one.kind in ("note", "pulse"):
            return who == one.author
        if one.kind == "goal":
            return who == one.author or (who, one.author) in self.now
        if (
            one.kind == "handover"
        ):  # of a time that runs both, then who wrote it, the mentee, and whom they show it
            later = one.id in self.shown and who != one.mentor and (who, one.mentee) in self.now
            runs = who == one.mentor and one.session not in self.ended
            return who in (one.author, one.mentee) or runs or later
        was_there = who == one.mentee or (who == one.mentor and (who, one.mentee) in self.now)
        return was_there or (one.kind == "action" and (who, one.author) in self.now)


def told_to(viewer: Member, one: Told) -> bool:
    """The same, as the product answers."""
    try:
        if one.kind == "goal":
            return goal_for(viewer, one.id).title == one.canary
        if one.kind == "action":
            return action_for(viewer, one.id).what == one.canary
        if one.kind == "handover":
            return one.canary in handed_to(viewer)
        if one.kind == "pulse":
            return one.canary in {pulse.words for pulse, _at in pulses_of(viewer)}
        seen = session_for(viewer, one.id)
    except NotHere:
        return False
    return one.canary in str(seen.note if one.kind == "note" else seen.shared)


def handed_to(viewer: Member) -> str:
    """All that was handed over to somebody, by anybody."""
    both = [together(viewer, one) for one in viewer.mentee_ids | viewer.mentor_ids]
    handed = (one for two in both for one in (*two.written, *two.earlier))
    return "".join(str(one.words) for one in (*handed, *own_handovers(viewer)))


def finds(viewer: Member, one: Told) -> bool:
    """Whether it is found by its word."""
    here = db.session.query(Course).filter_by(context_id=viewer.context_id).one()
    return {found.kind for found in found_by(viewer, here, one.canary).notes} == {FOUND_AS[one.kind]}


def lists_of(viewer: Member) -> Iterator[str]:
    """All that stands in a person's own lists."""
    goals = goals_seen(viewer)
    yield from (goal.title for goal in goals.mine)
    yield from (goal.title for shelf in goals.mentees for goal in shelf.goals)
    for seen in sessions_seen(viewer).sessions:
        yield f"{seen.shared}{seen.note or ''}"
        yield from (promise.what for promise in actions_in(viewer, seen.id))


@pytest.mark.parametrize("seed", range(scaled(20, least=3)))
def test_after_whatever_happened_everybody_reads_what_is_theirs(client, app, seed):
    course = a_course()
    people = [a_mentee(course) for _each in range(4)] + [a_lead(course)]
    history = History(course, people, random.Random(seed))
    for _step in range(STEPS):
        history.step()
    elsewhere = a_lead(a_course())

    for person in people:
        viewer, who = again(person), place_of(person)
        theirs = {one.canary for one in history.told if history.may_read(who, one)}
        for one in history.told:
            assert told_to(viewer, one) == (one.canary in theirs), (one, person.name)
            if one.kind in FOUND_AS:
                assert finds(viewer, one) == (one.canary in theirs), (one, person.name)
        listed = "\n".join(lists_of(viewer))
        pages = visit_as(client, viewer)
        for address in ("/goals/", "/sessions/", "/sessions/pulse", "/course/", "/agreements/parting/"):
            listed += pages.get(address).text
        for one in history.told:
            assert one.canary not in theirs or one.kind != "goal" or one.canary in listed
            assert one.canary in theirs or one.canary not in listed, (one, person.name)
    assert not any(told_to(elsewhere, one) for one in history.told)
    assert {one.kind for one in history.told} >= {"goal", "session", "note"}
