"""What was said is handed on to whoever follows it: they are to be written to, each as often as they chose."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select, update

from plugin import clock
from plugin.database import QUIET, db, transaction
from plugin.discussions.attention.models import Mention, Subscription
from plugin.discussions.models import Post, Reading
from plugin.discussions.reading.news import is_news
from plugin.jobs.tasks import every, job
from plugin.notices.models import Notice
from plugin.people.letters.actions import write_to
from plugin.people.letters.models import Letter
from plugin.people.models import Enrolment, Person

AT_ONCE = 200  # notices in one transaction: writers wait for no more than that


# Not asked for by each post: those who write would wait for one another, and whoever mends a slip within minutes is not
# written about twice.
@every(minutes=5)
@job("attention.hand_on")
def handed_on() -> str:
    """Hand on what is new since the last time."""
    posts = people = 0
    some = AT_ONCE
    while some == AT_ONCE:
        with transaction():
            some, told = hand_on()
        posts, people = posts + some, people + told
    return f"{posts} posts, {people} people to be written to"


def hand_on() -> tuple[int, int]:
    """Some of them: three statements, however many people follow, and one more for every 500 to be written to.

    Whether they may still read it is asked when they are written to: a letter tells nothing by itself.
    """
    now = clock.now()
    new = select(Notice.id, Notice.thing_id).where(Notice.kind == "post", Notice.delivered_at.is_(None))
    notices = db.session.execute(new.order_by(Notice.at, Notice.id).limit(AT_ONCE)).all()
    if not notices:
        return 0, 0
    told = write_to(db.session.execute(_who([notice.thing_id for notice in notices])), now)
    done = update(Notice).where(Notice.id.in_([notice.id for notice in notices])).values(delivered_at=now)
    db.session.execute(done, execution_options=QUIET)
    return len(notices), told


def _who(post_ids: list[UUID]) -> Select[UUID, str, str]:
    """Whoever is to hear of one of these posts, has not read it yet, and is not to be written to already."""
    mark = func.coalesce(Reading.read_to, Subscription.since)
    called = exists().where(Mention.post_id == Post.id, Mention.enrolment_id == Subscription.enrolment_id)
    waits = exists().where(Letter.enrolment_id == Enrolment.id)
    mine = (Reading.thread_id == Post.thread_id) & (Reading.enrolment_id == Subscription.enrolment_id)
    return (
        select(Enrolment.id, Person.mail, Person.zone)
        .distinct()
        .select_from(Post)
        .join(Subscription, Subscription.thread_id == Post.thread_id)
        .join(Enrolment, Enrolment.id == Subscription.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Reading, mine)
        .where(Post.id.in_(post_ids), *is_news(Post, Subscription.thread_id, mark, Subscription.enrolment_id))
        .where(or_(Subscription.follows, called), Enrolment.active, Person.mail != "off", ~waits)
    )
