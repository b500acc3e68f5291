"""The bell is true through anything: random events against a reckoning by hand."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from sqlalchemy import select

from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.discussions.attention.bell import how_much_is_new, news_for
from plugin.discussions.attention.following import follow
from plugin.discussions.models import Post, Thread
from plugin.discussions.reading.actions import seen
from plugin.discussions.taking_back import put_back, take_back
from plugin.member import Member
from tests.factories import a_mentee, again
from tests.factories.discussions import a_post, a_reply, something_to_read
from tests.harness.effort import scaled

READERS = 4


@dataclass
class Talk:
    """People, two things to talk about, and what each should hear: by hand, from what happened."""

    dice: random.Random
    people: list[Member]
    things: list[Resource]
    posts: list[tuple[int, Post, int]] = field(default_factory=list)  # on which thing, what, by whom
    since: dict[tuple[int, int], int] = field(default_factory=dict)  # (who, thing) -> number
    read: dict[tuple[int, int], int] = field(default_factory=dict)

    def happens(self):
        who, thing = self.dice.randrange(READERS), self.dice.randrange(2)
        here = [post for on, post, _by in self.posts if on == thing]
        events = [
            self.says,
            self.says,
            *([self.answers, self.reads, self.turns, self.follows] if here else []),
        ]
        self.dice.choice(events)(who, thing, here)

    def says(self, who, thing, _here):
        self._said(who, thing, a_post(again(self.people[who]), self.things[thing]))

    def answers(self, who, thing, here):
        standing = [post for post in here if post.taken_back_at is None]
        if standing:
            self._said(who, thing, a_reply(again(self.people[who]), self.dice.choice(standing)))

    def reads(self, who, thing, here):
        said = _said_in(here)
        seen(here[0].thread_id, self.people[who].enrolment_id, range(said + 1), said)
        self.read[who, thing] = said

    def turns(self, _who, _thing, here):
        post = self.dice.choice(here)
        (put_back if post.taken_back_at else take_back)(post)

    def follows(self, who, thing, here):
        said = _said_in(here)
        follow(again(self.people[who]), here[0].thread_id, said, follows=True)
        self.since.setdefault((who, thing), said)

    def heard_by(self, who):
        marks = {
            thing: self.read.get((who, thing), since)
            for (one, thing), since in self.since.items()
            if one == who
        }
        return sum(
            post.number > marks[thing]
            for thing, post, by in self.posts
            if thing in marks and by != who and post.taken_back_at is None
        )

    def _said(self, who, thing, post):
        self.posts.append((thing, post, who))
        self.since.setdefault((who, thing), post.number)


def _said_in(here):
    return db.session.get_one(Thread, here[0].thread_id, populate_existing=True).said


def test_the_number_is_what_was_said_behind_each_readers_mark(course, resource):
    people = [a_mentee(course, f"Reader {number}") for number in range(READERS)]
    talk = Talk(random.Random(scaled(50)), people, [resource, something_to_read(course, title="Another")])

    for _event in range(scaled(600, least=60)):
        talk.happens()
        for who, member in enumerate(people):
            reader = again(member)
            bell = db.session.scalar(select(how_much_is_new(reader)))
            assert bell == talk.heard_by(who)
            assert bell == sum(news.number for news in news_for(reader))
