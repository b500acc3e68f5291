"""In which order a thread is read: oldest, newest, most helpful; replies stay with what they answer, twenty at most."""

from __future__ import annotations

import random

import pytest

from plugin.database import db
from plugin.discussions.branches import branches
from plugin.discussions.care.actions import MOST_PINNED, pin, unpin
from plugin.discussions.marks.actions import helped, helped_not, recount
from plugin.discussions.models import Post
from plugin.discussions.orders import REPLIES, TOPS, ordered, pinned_in
from plugin.discussions.queries import discussion_of
from plugin.discussions.taking_back import take_back
from plugin.errors import Invalid, NotHere
from tests.factories import a_lead, a_mentee
from tests.factories.discussions import a_post, a_reply, something_to_read
from tests.factories.visits import visit_as
from tests.harness.effort import scaled
from tests.harness.statements import counted


@pytest.fixture
def readers(course):
    return [a_mentee(course) for _number in range(5)]


def tops(page):
    return [post.id for post in page.posts if post.depth == 1]


def all_tops(reader, thread_id, order):
    found, after = [], None
    while True:
        page = ordered(reader, thread_id, order, after)
        found += tops(page)
        if page.more is None:
            return found
        after = page.more


@pytest.mark.parametrize("order", ["newest", "helpful"])
def test_every_first_post_stands_once_in_its_order_over_all_pages(course, resource, readers, order):
    dice = random.Random(scaled(70))
    posts = [a_post(dice.choice(readers), resource, f"<p>{n}</p>") for n in range(2 * TOPS + 3)]
    for post in posts:
        for reader in dice.sample(readers, dice.randrange(len(readers))):
            helped(reader, post)
        if dice.random() < 0.4:
            a_reply(dice.choice(readers), post)
    for post in dice.sample(posts, 4):
        take_back(post)
    db.session.expire_all()
    reader = a_mentee(course)

    found = all_tops(reader, posts[0].thread_id, order)

    def key(post: Post):
        return (post.helps, post.number) if order == "helpful" else post.number

    standing = [post for post in posts if post.taken_back_at is None or post.branches]
    assert found == [post.id for post in sorted(standing, key=key, reverse=True)]


def test_replies_follow_what_they_answer_and_are_cut_at_twenty(course, samir, aroha, resource):
    first, second = a_post(samir, resource), a_post(aroha, resource)
    for number in range(REPLIES + 2):
        reply = a_reply(aroha, first, f"<p>{number}</p>")
    a_reply(samir, reply)
    below = a_reply(samir, second)

    page = ordered(samir, first.thread_id, "newest")
    assert [post.id for post in page.posts[:3]] == [second.id, below.id, first.id]
    assert len(page.posts) == 3 + REPLIES
    assert page.cut == {first.id}
    assert [branch.cut for branch in branches(page)] == [False, True]


def test_the_page_leads_to_all_replies_and_to_each_order(client, samir, aroha, resource):
    first = a_post(samir, resource)
    for number in range(REPLIES + 1):
        a_reply(aroha, first, f"<p>{number}</p>")
    at = visit_as(client, samir)

    page = at.get(f"/resources/{resource.id}?order=newest").text
    assert "All replies" in page
    assert f"/discussions/posts/{first.id}" in page
    assert "order=helpful" in page
    assert 'aria-current="true"' in page
    assert "All replies" not in at.get(f"/resources/{resource.id}").text
    assert at.get(f"/resources/{resource.id}?order=nonsense").status_code == 200


@pytest.mark.parametrize("order", ["newest", "helpful"])
def test_an_order_costs_the_same_statements_however_long_the_thread(samir, aroha, resource, order):
    def cost():
        with counted() as asked:
            page = ordered(samir, post.thread_id, order)
        if page.more:
            with counted() as onward:
                ordered(samir, post.thread_id, order, page.more)
            assert len(onward) <= 3
        return len(asked)

    post = a_post(samir, resource)
    few = cost()
    for number in range(2 * TOPS):
        a_reply(aroha, a_post(aroha, resource), f"<p>{number}</p>")
    assert cost() == few == 2


def test_behind_a_post_of_another_thread_there_is_nothing(course, samir, resource):
    here, elsewhere = a_post(samir, resource), a_post(samir, something_to_read(course))
    reply = a_reply(samir, here)

    for after in (elsewhere.id, reply.id):
        with pytest.raises(NotHere):
            ordered(samir, here.thread_id, "newest", after)


def test_what_helped_is_counted_as_it_is_said(course, samir, readers, resource):
    post = a_post(samir, resource)
    for reader in readers:
        for _twice in range(2):
            helped(reader, post)
    for _twice in range(2):
        helped_not(readers[0], post)
    assert ordered(samir, post.thread_id, "oldest").posts[0].helped == len(readers) - 1
    assert recount() == 0

    post.helps = 99
    assert recount() == 1


def test_pinned_posts_stand_above_whatever_the_order(client, course, samir, aroha, resource):
    lead = a_lead(course)
    post = a_post(samir, resource, "<p>Read this first.</p>")
    a_post(aroha, resource)
    path = f"/discussions/posts/{post.id}"

    for stranger in (samir, aroha):
        assert visit_as(client, stranger).post(f"{path}/pin").status_code == 403
    assert visit_as(client, lead).post(f"{path}/pin").status_code == 303
    page = visit_as(client, aroha).get(f"/resources/{resource.id}?order=newest").text
    assert page.index("Pinned") < page.index("Read this first.") < page.index("I tried it.")

    assert visit_as(client, lead).post(f"{path}/unpin").status_code == 303
    assert "Pinned" not in visit_as(client, aroha).get(f"/resources/{resource.id}").text


def test_three_are_pinned_at_most_and_only_what_stands(course, samir, resource):
    lead = a_lead(course)
    posts = [a_post(samir, resource) for _number in range(MOST_PINNED + 1)]
    for post in posts[:MOST_PINNED]:
        pin(lead, post)
        pin(lead, post)
    with pytest.raises(Invalid):
        pin(lead, posts[-1])

    take_back(posts[0])
    assert [said.id for said in pinned_in(samir, posts[0].thread_id)] == [
        post.id for post in posts[MOST_PINNED - 1 : 0 : -1]
    ]
    assert discussion_of(samir, "resource", resource.id).pinned == MOST_PINNED - 1
    unpin(lead, posts[0])
    pin(lead, posts[-1])


def test_a_reply_is_not_pinned(client, course, samir, resource):
    reply = a_reply(samir, a_post(samir, resource))

    assert visit_as(client, a_lead(course)).post(f"/discussions/posts/{reply.id}/pin").status_code == 403
