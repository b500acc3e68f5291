"""Who looks after talk, and what they may do about it, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.discussions.care.moves import Move
from plugin.discussions.models import Post
from plugin.discussions.policy import can_ask, can_read_post, is_by, stands
from plugin.discussions.queries import Discussion
from plugin.discussions.telling import Said
from plugin.member import Member
from plugin.people.models import Enrolment


def can_lock(member: Member, discussion: Discussion) -> bool:
    """Whoever looks after it, once something was said."""
    return discussion.thread_id is not None and discussion.open_to_talk and looks_after(member, discussion)


def can_pin(member: Member, pinning: tuple[Post, Discussion]) -> bool:
    """Whoever looks after the talk pins posts at its top that stand."""
    post, discussion = pinning
    return can_lock(member, discussion) and post.depth == 1 and stands(post)


def may_pin(member: Member, discussion: Discussion, said: Said) -> bool:
    """The same, of a post as its reader is told of it."""
    return said.depth == 1 and said.stands and can_lock(member, discussion)


def can_move(member: Member, pinning: tuple[Post, Discussion]) -> bool:
    """Whoever looks after the talk moves first posts that stand, with all that hangs on them."""
    return can_pin(member, pinning)


def can_move_there(member: Member, wanted: Move) -> bool:
    """The same, to talk on another thing that they look after too, as long as it is open."""
    there = wanted.there
    another = there.anchor.id != wanted.here.anchor.id and there.locked_at is None
    theirs = can_ask(member, there) and looks_after(member, there)
    return can_move(member, (wanted.post, wanted.here)) and another and theirs


def can_flag(member: Member, post: Post) -> bool:
    """Whoever reads a post that stands, and did not write it, asks for it to be looked at."""
    return can_read_post(member, post) and stands(post) and not is_by(member, post.author_id)


def may_flag(member: Member, said: Said) -> bool:
    """The same, of a post as its reader is told of it, once."""
    return said.stands and not said.flagged and not is_by(member, said.author_id)


def can_review(member: Member, _thing: Course | Post) -> bool:
    """Leads look at what was flagged, also where the talk itself is not theirs to read: somebody asked them to."""
    return member.is_lead


def can_mute(member: Member, who: Enrolment) -> bool:
    """Leads, and neither themselves nor one another."""
    return member.is_lead and who.role != "lead" and who.id != member.enrolment_id


def can_read_what_was_done(member: Member, course: Course) -> bool:
    """Leads, each as far as they see the discussions."""
    return member.is_lead


def looks_after(member: Member, discussion: Discussion) -> bool:
    """Leads look after what they see. What is one mentee's their mentors look after, what is a group's its mentors."""
    return member.is_lead or _mentors_there(member, discussion)


def _mentors_there(member: Member, discussion: Discussion) -> bool:
    anchor, audience = discussion.anchor, discussion.audience
    if audience.everybody or len(audience.groups) > 1:
        return False  # it came to others too
    if anchor.mentee_id:
        return member.mentors(anchor.mentee_id) and not audience.groups
    return anchor.group_id in member.mentored_group_ids
