"""Moving a first post, with all that hangs on it, to where it belongs: never to where more people read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, case, exists, func, literal, or_, select, true, update

from plugin.courses.outline.models import Course, Section
from plugin.database import QUIET, db
from plugin.discussions.actions import make_thread, step
from plugin.discussions.anchors import KINDS, Anchor, Kind
from plugin.discussions.attention.following import let_follow
from plugin.discussions.care.log import done
from plugin.discussions.models import Post, Thread
from plugin.discussions.queries import Discussion, discussion_around, discussion_of, post_for
from plugin.discussions.telling import DIGITS, end_of, seen_by
from plugin.errors import Invalid
from plugin.member import Member
from plugin.people.models import Enrolment

OF_A_KIND = 10  # places that are offered at once; others are found by their title


@dataclass(frozen=True, slots=True)
class Move:
    """A first post, where it stands and where it would: how many read it `no_more`, whether anybody would read it who
    does not now (`wider`), and whether somebody who wrote in it would not (`leaves_out`)."""

    post: Post
    here: Discussion
    there: Discussion
    no_more: int
    wider: bool
    leaves_out: bool


def move_of(viewer: Member, post_id: UUID, kind: str, thing_id: UUID) -> Move:
    """What a move would change. Raises NotHere for a post or a thing that the viewer does not see."""
    post = post_for(viewer, post_id)
    here, there = discussion_around(viewer, post), discussion_of(viewer, kind, thing_id)
    before, after = here.reach.people(), there.reach.people()
    wrote = exists().where(*_branch(post), Post.author_id == Enrolment.id)
    row = db.session.execute(
        select(*(_many(who) for who in (after & ~before, before & ~after, wrote & ~after))).where(
            Enrolment.context_id == viewer.context_id, Enrolment.active
        )
    ).one()
    wider = row[0] > 0 or not _within(there, here)
    return Move(post, here, there, no_more=row[1], wider=wider, leaves_out=row[2] > 0)


def places_for(viewer: Member, here: Discussion, find: str = "") -> list[Anchor]:
    """Where a post from here might belong, by their titles, a few of each kind: one statement for each.

    Whether it may go there is asked of the one that is chosen: `move_of`.
    """
    return [anchor for kind in KINDS for anchor in _of_a_kind(viewer, here, kind, find)]


def move(member: Member, wanted: Move, why: str) -> None:
    """Move it. Raises Invalid where it would be read by more, or left somebody out, or was moved or closed meanwhile."""
    post, there = wanted.post, wanted.there.anchor
    if wanted.wider or wanted.leaves_out:
        raise Invalid(refusal(wanted))
    # Posts first, then threads by their ids: in the order in which a reply takes them, so that nobody waits in a ring.
    branch = _branch(post)
    held = select(Post.id, Post.author_id).where(*branch).order_by(Post.path)
    written = db.session.execute(held.with_for_update()).all()
    make_thread(there)
    old, new = _both(post.thread_id, there)
    if not written:
        raise Invalid(_("This was moved by somebody else meanwhile. Please look where it stands now."))
    if new.locked_at is not None:
        raise Invalid(_("That discussion was closed, so nothing can be moved to it now."))
    number, path = new.said, step(new.branches + 1)
    _count(old, new, branch)
    rows = select(Post.id, func.row_number().over(order_by=Post.number).label("n")).where(*branch).subquery()
    moved = update(Post).where(Post.id == rows.c.id)
    place = {"thread_id": new.id, "path": literal(path).concat(func.substr(Post.path, DIGITS + 1))}
    db.session.execute(moved.values(number=number + rows.c.n, **place), execution_options=QUIET)
    old.last_at = db.session.scalar(select(func.max(Post.made_at)).where(Post.thread_id == old.id))
    # What is pinned there others chose; and a page or a minute is one of the thing it was said on.
    top = update(Post).where(Post.id == post.id)
    db.session.execute(
        top.values(pinned_at=None, pinned_by_id=None, page=None, second=None), execution_options=QUIET
    )
    let_follow(new.id, {row.author_id: new.said for row in written if row.author_id})
    done(member, "moved away", old.course_id, thread_id=old.id, why=why)
    done(member, "moved here", new.course_id, thread_id=new.id, post_id=post.id, why=why)
    db.session.refresh(post)


def refusal(wanted: Move) -> str:
    """Why it may not be moved there; '' where it may."""
    if wanted.wider:
        return str(
            _("People would read it there who do not now. What was said to some is never moved to more.")
        )
    if wanted.leaves_out:
        return str(
            _("Somebody who wrote in it does not read what is said there, and would lose their own words.")
        )
    return ""


def _branch(post: Post) -> tuple[ColumnElement[bool], ...]:
    return (Post.thread_id == post.thread_id, Post.path >= post.path, Post.path < end_of(post.path))


def _many(who: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((who, 1)))


def _within(there: Discussion, here: Discussion) -> bool:
    """Whom it is for, not only who that is today: a group that everybody is in is still not everybody."""
    if here.reach.everybody:
        return True
    return not there.reach.everybody and set(there.reach.groups) <= set(here.reach.groups)


def _of_a_kind(viewer: Member, here: Discussion, name: str, find: str) -> list[Anchor]:
    kind = KINDS[name]
    wanted = select(kind.thing.id, kind.title.label("title"), kind.at.label("at")).select_from(kind.thing)
    wanted = wanted.join(Course, Course.id == kind.thing.course_id)
    if kind.within is not None:
        wanted = wanted.outerjoin(Section, kind.within)
    narrower = true() if here.reach.everybody else _for_some(kind, here.reach.groups)
    mine = true() if viewer.is_lead else _looked_after(kind, viewer)
    titled = kind.title.icontains(find, autoescape=True) if find else true()
    rows = db.session.execute(
        wanted.where(*seen_by(viewer), kind.seen(viewer), kind.talked, narrower, mine, titled)
        .where(kind.thing.id != here.anchor.id, or_(kind.title != "", kind.at.is_not(None)))
        .order_by(kind.thing.id.desc())
        .limit(OF_A_KIND)
    )
    return [Anchor(name, row.id, row.title or "", row.at) for row in rows]


def _for_some(kind: Kind, groups: Collection[UUID]) -> ColumnElement[bool]:
    return or_(kind.mentee_id.is_not(None), kind.group_id.in_(list(groups)))


def _looked_after(kind: Kind, viewer: Member) -> ColumnElement[bool]:
    return or_(kind.mentee_id.in_(viewer.mentee_ids), kind.group_id.in_(viewer.mentored_group_ids))


def _both(old_id: UUID, there: Anchor) -> tuple[Thread, Thread]:
    """The two threads, held until the commit."""
    hangs = KINDS[there.kind].hangs
    wanted = select(Thread).where(or_(Thread.id == old_id, hangs == there.id)).order_by(Thread.id)
    found = db.session.scalars(wanted.with_for_update(), execution_options={"populate_existing": True}).all()
    (old,) = (one for one in found if one.id == old_id)
    (new,) = (one for one in found if one.id != old_id)
    return old, new


def _count(old: Thread, new: Thread, branch: tuple[ColumnElement[bool], ...]) -> None:
    """Both threads' counters, as they are once it is moved; `branch` has not gone yet."""
    stands = case((Post.taken_back_at.is_(None), 1))
    every, standing, latest = db.session.execute(
        select(func.count(), func.count(stands), func.max(Post.made_at)).where(*branch)
    ).one()
    old.posts -= standing
    new.branches += 1
    new.posts += standing
    new.said += every
    new.last_at = max(latest, new.last_at or latest)
    db.session.flush()
