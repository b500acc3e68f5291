"""What is new since somebody was here: a mark that moves on with what they were shown, and never back."""

from __future__ import annotations

import random
import re

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.discussions.models import Post, Reading
from plugin.discussions.queries import PAGE, discussion_of
from plugin.discussions.reading.actions import seen, seen_all
from plugin.discussions.taking_back import empty, put_back, take_back
from tests.factories import a_course, a_mentee
from tests.factories.discussions import a_post, a_reply
from tests.factories.visits import visit_as
from tests.harness.effort import scaled
from tests.harness.statements import counted


def look(client, reader, resource, **query) -> str:
    return " ".join(
        visit_as(client, reader).get(f"/resources/{resource.id}", query_string=query).text.split()
    )


def news(reader, resource) -> int:
    return discussion_of(reader, "resource", resource.id).news


def test_nothing_is_new_to_whoever_comes_for_the_first_time(client, samir, aroha, resource):
    a_post(samir, resource)

    assert "since you were here" not in look(client, aroha, resource)
    assert news(aroha, resource) == 0


def test_what_came_since_is_new_once_and_ones_own_never(client, samir, aroha, resource):
    asked = a_post(samir, resource)
    look(client, aroha, resource)
    fresh = a_reply(samir, asked, "<p>And another thing.</p>")
    a_reply(aroha, asked)

    page = look(client, aroha, resource)
    assert f'<a href="#post-{fresh.id}">1 new post since you were here</a>' in page
    assert len(re.findall(r'class="tag[^"]*">\s*new', page)) == 1
    assert "since you were here" not in look(client, aroha, resource)


def test_what_was_taken_back_or_emptied_is_no_news(samir, aroha, resource):
    seen_all(a_post(samir, resource).thread_id, aroha.enrolment_id, 1)
    one, two = a_post(samir, resource), a_post(samir, resource)
    assert news(aroha, resource) == 2

    take_back(one)
    empty(two)
    assert news(aroha, resource) == 0
    put_back(one)
    assert news(aroha, resource) == 1


def test_on_a_long_thread_what_stood_on_another_page_stays_new(client, samir, aroha, resource):
    posts = [a_post(samir, resource) for _post in range(PAGE + 5)]
    look(client, aroha, resource)
    early, late = a_reply(samir, posts[0]), a_reply(samir, posts[-1])

    page = look(client, aroha, resource)
    assert f'<a href="#post-{early.id}">2 new posts since you were here' in page
    page = look(client, aroha, resource)
    assert f'/discussions/posts/{late.id}">1 new post since you were here' in page
    assert "I have read it all" in page

    visit_as(client, aroha).get(f"/discussions/posts/{late.id}")
    assert news(aroha, resource) == 0


def test_everything_is_read_at_the_press_of_a_button(client, samir, aroha, resource):
    posts = [a_post(samir, resource) for _post in range(PAGE + 5)]
    look(client, aroha, resource)
    a_reply(samir, posts[-1])

    assert visit_as(client, aroha).post(f"/discussions/on/resource/{resource.id}/read").status_code == 303
    assert news(aroha, resource) == 0


def test_the_mark_never_goes_back_and_stops_at_what_was_there(samir, aroha, resource):
    thread_id = a_post(samir, resource).thread_id
    seen(thread_id, aroha.enrolment_id, [1], 1)
    a_post(samir, resource)
    a_post(samir, resource)
    seen(thread_id, aroha.enrolment_id, [1, 2], 2)  # the third came while they read
    assert news(aroha, resource) == 1

    seen_all(thread_id, aroha.enrolment_id, 3)
    seen(thread_id, aroha.enrolment_id, [1], 1)
    assert db.session.scalars(select(Reading.read_to)).one() == 3


def test_somebody_who_reads_another_discussion_marks_nothing_here(client, samir, resource):
    a_post(samir, resource)
    stranger = a_mentee(a_course())

    assert visit_as(client, stranger).post(f"/discussions/on/resource/{resource.id}/read").status_code == 404
    assert db.session.scalars(select(Reading)).all() == []


def test_a_page_that_was_read_writes_nothing_and_costs_the_same_whatever_is_new(
    client, samir, aroha, resource
):
    def cost() -> int:
        with counted() as statements:
            look(client, aroha, resource)
        return len(statements)

    asked = a_post(samir, resource)
    look(client, aroha, resource)
    at_rest = cost()
    a_reply(samir, asked)
    one = cost()
    assert cost() == at_rest
    for _post in range(20):
        a_reply(samir, asked)
    assert cost() == one


@pytest.mark.parametrize("seed", range(4))
def test_the_number_is_true_whatever_happens(course, resource, seed):
    """Against a reckoning by hand: a post is new until its reader was shown it, by the rule that a mark can keep."""
    dice = random.Random(seed)
    people = [a_mentee(course) for _person in range(3)]
    a_post(people[0], resource)
    marks: dict[int, int] = {}
    for _step in range(scaled(400, least=40)):
        who = dice.randrange(3)
        if dice.random() < 0.4:
            shown_to(people[who], who, marks, dice)
        else:
            something_happens(people[who], resource, dice)
        for number, person in enumerate(people):
            expected = len(new_to(person, marks[number])) if number in marks else 0
            assert news(person, resource) == expected


def something_happens(person, resource, dice) -> None:
    """Somebody asks, answers, takes back or puts back."""
    chosen = dice.choice(db.session.scalars(select(Post).order_by(Post.number)).all())
    deed = dice.choice(["ask", "reply", "back"])
    if deed == "ask" or chosen.depth > 8:
        a_post(person, resource)
    elif deed == "back":
        (put_back if chosen.taken_back_at else take_back)(chosen)
    elif chosen.taken_back_at is None:
        a_reply(person, chosen)


def shown_to(person, who, marks, dice) -> None:
    """Somebody reads everything, or a part; the reckoning moves their mark by the rule."""
    posts = db.session.scalars(select(Post).order_by(Post.number)).all()
    whole = dice.random() < 0.5
    shown = [post.number for post in posts if whole or dice.random() < 0.5]
    seen(posts[0].thread_id, person.enrolment_id, shown, posts[-1].number)
    unseen = [post.number for post in new_to(person, marks.get(who, 0)) if post.number not in shown]
    first_visit = who not in marks
    marks[who] = posts[-1].number if first_visit or not unseen else max(marks[who], min(unseen) - 1)


def new_to(person, mark):
    rows = db.session.scalars(select(Post).where(Post.number > mark))
    return [p for p in rows if p.author_id != person.enrolment_id and p.taken_back_at is None]
