"""What a timeline is made of: for each kind of event the statement that finds it, as far as the viewer reads it.

Each begins with whose it is; what a viewer reads is said by the rooms that keep it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, literal, null, or_, select
from sqlalchemy.orm import aliased

from plugin.courses.agreements.models import Agreement, Signature
from plugin.courses.agreements.parties import is_own
from plugin.courses.assessments.models import HandIn
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.goals.queries import is_read
from plugin.courses.outline.models import Assignment, Section
from plugin.courses.outline.queries import reads
from plugin.courses.sessions.models import Action, Attendance, PrivateNote, Session
from plugin.courses.sessions.promises.queries import is_promise_seen
from plugin.courses.sessions.queries import is_seen_whole
from plugin.discussions.anchors import hung, in_sight
from plugin.discussions.asks.models import TakenAdvice
from plugin.discussions.models import Post, Thread
from plugin.discussions.telling import is_there, is_told_by_whom
from plugin.groups.remembered.models import OwnNote
from plugin.member import Member
from plugin.people.models import Group
from plugin.skills.models import Rating, Skill

Asked = Callable[[Member, UUID], Select[Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of event: under which chip it stands, by which columns it is sorted, and its statement.

    `key` also settles the order of what happened to one thing in one moment.
    """

    key: str
    chip: str
    at: Any
    id: Any
    asked: Asked


def _event(at: Any, id_: Any, thing: Any, words: Any, *, by: Any = None, told: Any = None) -> Select[Any]:
    """`thing` is what the event leads to, `told` says it more closely: a mode, a state, a level."""
    return select(
        at.label("at"),
        id_.label("id"),
        thing.label("thing"),
        words.label("words"),
        (null() if by is None else by).label("by_id"),
        (literal("") if told is None else told).label("told"),
    )


def _met(viewer: Member, person_id: UUID) -> Select[Any]:
    theirs = aliased(Attendance)
    wanted = _event(Session.at, Session.id, Session.id, Group.name, told=Session.mode)
    held = wanted.select_from(theirs).join(Session, Session.id == theirs.session_id)
    named = held.outerjoin(Group, Group.id == Session.group_id)
    return named.where(theirs.enrolment_id == person_id, is_seen_whole(viewer))


def _promise(at: Any) -> Asked:
    def asked(viewer: Member, person_id: UUID) -> Select[Any]:
        wanted = _event(at, Action.id, Action.id, Action.what, by=Action.owner_id)
        theirs = or_(Action.owner_id == person_id, Action.for_id == person_id)
        return wanted.join(Session, Session.id == Action.session_id).where(theirs, is_promise_seen(viewer))

    return asked


def _begun(viewer: Member, person_id: UUID) -> Select[Any]:
    return _event(Goal.made_at, Goal.id, Goal.id, Goal.title).where(
        Goal.owner_id == person_id, is_read(viewer)
    )


def _turned(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(JournalEntry.at, JournalEntry.id, Goal.id, Goal.title, told=JournalEntry.state)
    return _of_goal(wanted.join(Goal, Goal.id == JournalEntry.goal_id), viewer, person_id).where(
        JournalEntry.state.is_not(None)
    )


def _journal(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(JournalEntry.at, JournalEntry.id, Goal.id, JournalEntry.words, told=JournalEntry.kind)
    return _of_goal(wanted.join(Goal, Goal.id == JournalEntry.goal_id), viewer, person_id).where(
        JournalEntry.kind != "turn"
    )


def _reached(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(Milestone.done_at, Milestone.id, Goal.id, Milestone.what)
    return _of_goal(wanted.join(Goal, Goal.id == Milestone.goal_id), viewer, person_id)


def _of_goal(wanted: Select[Any], viewer: Member, person_id: UUID) -> Select[Any]:
    return wanted.where(Goal.owner_id == person_id, is_read(viewer))


def _said(viewer: Member, person_id: UUID) -> Select[Any]:
    asks = case((Post.asked_at.is_not(None), "asks"), else_="")
    wanted = hung(
        _event(Post.made_at, Post.id, Post.id, Post.words, told=asks).join(
            Thread, Thread.id == Post.thread_id
        )
    )
    stands = (is_there(Post), Post.emptied_at.is_(None))
    return wanted.where(Post.author_id == person_id, is_told_by_whom(viewer), *stands, *in_sight(viewer))


def _took(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(TakenAdvice.at, TakenAdvice.id, Post.id, TakenAdvice.why, told=TakenAdvice.what)
    answers = wanted.select_from(TakenAdvice).join(Post, Post.id == TakenAdvice.post_id)
    seen = hung(answers.join(Thread, Thread.id == Post.thread_id))
    return seen.where(TakenAdvice.by_id == person_id, is_there(Post), *in_sight(viewer))


def _walked(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(Assignment.done_at, Assignment.id, Section.id, Section.title)
    return wanted.join(Section, Section.id == Assignment.section_id).where(
        Assignment.enrolment_id == person_id, reads(viewer)
    )


def _worked(at: Any, by: Any = None) -> Asked:
    def asked(viewer: Member, person_id: UUID) -> Select[Any]:
        wanted = _event(at, HandIn.id, Section.id, Section.title, by=by)
        return wanted.join(Section, Section.id == HandIn.section_id).where(HandIn.enrolment_id == person_id)

    return asked


def _signed(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(Signature.at, Signature.id, Agreement.id, Group.name)
    joined = wanted.select_from(Signature).join(Agreement, Agreement.id == Signature.agreement_id)
    named = joined.outerjoin(Group, Group.id == Agreement.group_id)
    return named.where(Signature.enrolment_id == person_id, is_own(viewer))


def _rated(viewer: Member, person_id: UUID) -> Select[Any]:
    wanted = _event(Rating.at, Rating.id, Skill.id, Skill.name, by=Rating.by_id, told=Rating.level)
    joined = wanted.join(Skill, Skill.id == Rating.skill_id)
    return joined.where(Rating.of_id == person_id, Skill.company_id == viewer.company_id)


def _noted(viewer: Member, person_id: UUID) -> Select[Any]:
    """The viewer's own, about somebody else: nobody else's note is ever asked for."""
    wanted = _event(OwnNote.at, OwnNote.id, OwnNote.id, OwnNote.words, by=OwnNote.by_id)
    return wanted.where(OwnNote.by_id == viewer.enrolment_id, OwnNote.mentee_id == person_id)


def _noted_of_session(viewer: Member, person_id: UUID) -> Select[Any]:
    """The same of sessions in which that person was."""
    theirs = aliased(Attendance)
    wanted = _event(PrivateNote.changed_at, PrivateNote.id, PrivateNote.session_id, PrivateNote.words)
    there = (theirs.session_id == PrivateNote.session_id) & (theirs.enrolment_id == person_id)
    mine = (PrivateNote.author_id == viewer.enrolment_id, PrivateNote.words != "")
    return wanted.join(theirs, there).where(*mine)


SOURCES = (
    Source("begun", "goals", Goal.made_at, Goal.id, _begun),
    Source("turned", "goals", JournalEntry.at, JournalEntry.id, _turned),
    Source("journal", "goals", JournalEntry.at, JournalEntry.id, _journal),
    Source("reached", "goals", Milestone.done_at, Milestone.id, _reached),
    Source("met", "sessions", Session.at, Session.id, _met),
    Source("promised", "promises", Action.made_at, Action.id, _promise(Action.made_at)),
    Source("kept", "promises", Action.done_at, Action.id, _promise(Action.done_at)),
    Source("let go", "promises", Action.dropped_at, Action.id, _promise(Action.dropped_at)),
    Source("said", "talk", Post.made_at, Post.id, _said),
    Source("took", "talk", TakenAdvice.at, TakenAdvice.id, _took),
    Source("walked", "work", Assignment.done_at, Assignment.id, _walked),
    Source("handed in", "work", HandIn.handed_in_at, HandIn.id, _worked(HandIn.handed_in_at)),
    Source(
        "answered", "work", HandIn.feedback_at, HandIn.id, _worked(HandIn.feedback_at, HandIn.feedback_by_id)
    ),
    Source("signed", "work", Signature.at, Signature.id, _signed),
    Source("rated", "work", Rating.at, Rating.id, _rated),
    Source("noted", "mine", OwnNote.at, OwnNote.id, _noted),
    Source("session note", "mine", PrivateNote.changed_at, PrivateNote.id, _noted_of_session),
)
CHIPS = tuple(dict.fromkeys(source.chip for source in SOURCES))
