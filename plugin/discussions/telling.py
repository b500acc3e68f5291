"""What of a post which reader is told: never more than that leaves the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from plugin.courses.outline.models import Course
from plugin.discussions.asks.models import TakenAdvice
from plugin.discussions.care.models import Flag
from plugin.discussions.models import Helped, Post, Thread
from plugin.discussions.pictures.told import Picture, as_pictures, pictures_of_post
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import NAME, said

DIGITS = 5  # of a path, for each level
_WHEN = (("took_at", TakenAdvice.at), ("trying_since", TakenAdvice.trying_since))


@dataclass(frozen=True, slots=True)
class Said:
    """A post as one reader sees it. `part` is 'lead', 'mentor' or ''; an author who was erased has no id.

    An `unnamed` post says its author to themselves, their mentors and leads; to others it holds nothing of them. One
    that was `taken_back` holds neither words nor author, but for its author; no more does one that is `hidden`: 'flagged'
    until somebody has looked at it, or 'put away' for good. One that was `emptied` has no words. What the reader asked to
    have looked at is `flagged`. `helped` counts whom it helped, `helped_me` is the reader's own word. In a branch whose
    first post the reader wrote, they `asked`. A reply that `answers` is the answer of its branch; the first post has its
    address as `answer_id`. `quote`, `page` and `second` say which place of the thing it is about, `about_id` which post
    elsewhere. In a branch that `asks` for advice, `took` is what whoever asked does with a reply, '' where they have not
    said so, `took_why` their words, and `trying_since` when they began to try it.
    """

    id: UUID
    path: str
    depth: int
    branches: int
    version: int
    author_id: UUID | None
    author: str
    part: str
    unnamed: bool
    taken_back: bool
    emptied: bool
    words: Markup
    made_at: datetime
    edited_at: datetime | None
    number: int
    helped: int
    helped_me: bool
    asked: bool
    answers: bool
    answer_id: UUID | None
    pinned: bool
    hidden: str
    flagged: bool
    quote: str
    page: int | None
    second: int | None
    pictures: tuple[Picture, ...]
    about_id: UUID | None
    asks: bool
    took: str
    took_why: str
    took_at: datetime | None
    trying_since: datetime | None

    @property
    def stands(self) -> bool:
        """It can be read, words and all."""
        return not (self.taken_back or self.emptied or self.hidden)

    @property
    def parent_path(self) -> str:
        """The path of the post that it answers, '' at the top."""
        return self.path[:-DIGITS]


def seen_by(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    """What is said in a course is for its own people, once it is open. Whose a thread is, its resource says."""
    here = Course.context_id == viewer.context_id
    return (here,) if viewer.is_lead else (here, Course.opened_at.is_not(None))


def told_to(viewer: Member) -> Select[Any]:
    """Posts of the viewer's own course, each as they are told of it; `as_said` reads a row."""
    mentoring = exists().where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None))
    part = case((Enrolment.role == "lead", "lead"), (mentoring, "mentor"), else_="")
    own, stands = Post.author_id == viewer.enrolment_id, is_there(Post)
    told = and_(is_told_by_whom(viewer), or_(stands, own))
    first = aliased(Post)  # of its branch
    return (
        select(
            *(Post.id, Post.path, Post.depth, Post.branches, Post.version),
            case((told, Post.author_id)).label("author_id"),
            case((told, NAME)).label("author"),
            case((told, part), else_="").label("part"),
            *(
                Post.unnamed,
                Post.taken_back_at.is_not(None).label("taken_back"),
                Post.emptied_at.is_not(None).label("emptied"),
            ),
            case((or_(stands, own), Post.words)).label("words"),
            *(Post.made_at, Post.edited_at, Post.number),
            Post.helps.label("helped"),
            exists()
            .where(Helped.post_id == Post.id, Helped.enrolment_id == viewer.enrolment_id)
            .label("helped_me"),
            func.coalesce(first.author_id == viewer.enrolment_id, false()).label("asked"),
            func.coalesce(first.answer_id == Post.id, false()).label("answers"),
            _answer_to().label("answer_id"),
            *(Post.pinned_at.is_not(None).label("pinned"), func.coalesce(Post.hidden, "").label("hidden")),
            exists().where(Flag.post_id == Post.id, Flag.by_id == viewer.enrolment_id).label("flagged"),
            case((or_(stands, own), Post.quote), else_="").label("quote"),
            *(case((or_(stands, own), place)).label(place.key) for place in (Post.page, Post.second)),
            case((and_(or_(stands, own), Post.pictures > 0), pictures_of_post())).label("pictures"),
            Post.about_id,
            *_taken(first, or_(stands, own)),
        )
        .outerjoin(TakenAdvice, TakenAdvice.post_id == Post.id)
        .outerjoin(first, (first.thread_id == Post.thread_id) & (first.path == top_of(Post.path)))
        .join(Thread, Thread.id == Post.thread_id)
        .join(Course, Course.id == Thread.course_id)
        .outerjoin(Enrolment, Enrolment.id == Post.author_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(*seen_by(viewer))
    )


def _taken(first: Any, told: ColumnElement[bool]) -> tuple[ColumnElement[Any], ...]:
    """Whether its branch asks for advice, and what whoever asked does with it; of what is not told, nothing."""
    took, why = (func.coalesce(case((told, said)), "") for said in (TakenAdvice.what, TakenAdvice.why))
    when = (case((told, at)).label(name) for name, at in _WHEN)
    asks = func.coalesce(first.asked_at.is_not(None), false()).label("asks")
    return (asks, took.label("took"), why.label("took_why"), *when)


def is_shown(viewer: Member) -> ColumnElement[bool]:
    """A post that was taken back stands as an empty place where something hangs on it; its author may put it back."""
    below = aliased(Post)
    answered = exists().where(
        below.thread_id == Post.thread_id,
        below.path > Post.path,
        below.path < end_of(Post.path),
        below.taken_back_at.is_(None),
    )
    own = and_(Post.author_id == viewer.enrolment_id, Post.emptied_at.is_(None))
    return or_(Post.taken_back_at.is_(None), own, answered)


def is_there(post: Any) -> ColumnElement[bool]:
    """Its readers read it: nobody took it back, and it is not hidden from them."""
    there: ColumnElement[bool] = post.taken_back_at.is_(None) & post.hidden.is_(None)
    return there


def top_of(path: Any) -> Any:
    """The path of the first post of its branch."""
    return func.substr(path, 1, DIGITS)


def _answer_to() -> ScalarSelect[UUID]:
    """The answer that a first post has, as long as that one stands."""
    answer = aliased(Post)
    stands = (is_there(answer), answer.emptied_at.is_(None))
    return select(answer.id).where(answer.id == Post.answer_id, *stands).correlate(Post).scalar_subquery()


def end_of(path: Any) -> Any:
    """Behind every path that goes on from this one: ':' is the character after '9'."""
    return path + ":"


def is_told_by_whom(viewer: Member) -> ColumnElement[bool]:
    """Whether this reader may know who wrote a post; the answer never leaves the database where they may not."""
    if viewer.is_lead:
        return true()
    return or_(
        not_(Post.unnamed),
        Post.author_id == viewer.enrolment_id,
        Post.author_id.in_(viewer.mentee_ids),
    )


def as_said(row: Any) -> Said:
    """A row that was asked for by `told_to`."""
    told = row._asdict()
    pictures = as_pictures(told["pictures"])
    return Said(
        **told | {"author": said(told["author"]), "words": told["words"] or Markup(""), "pictures": pictures}
    )
