"""A post is moved to where it belongs, with all that hangs on it: never to more readers, and nobody loses their words."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.discussions.anchors import anchor_of
from plugin.discussions.attention.bell import news_for
from plugin.discussions.care.actions import lock, pin
from plugin.discussions.care.models import Moderation
from plugin.discussions.care.moves import move, move_of
from plugin.discussions.finding.queries import found_by
from plugin.discussions.models import Post
from plugin.errors import Invalid
from tests.discussions.test_at_once import TOGETHER, at_once, scene  # noqa: F401
from tests.factories import a_group, again
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post, a_reply, a_topic
from tests.factories.places import a_section
from tests.factories.visits import visit_as

WHY = "It is about the other text."
WIDER = "People would read it there who do not now."


def to(post, thing):
    return f"/discussions/posts/{post.id}/move/on/{anchor_of(thing).kind}/{thing.id}"


def moved(member, post, thing):
    about = anchor_of(thing)
    move(member, move_of(member, post.id, about.kind, about.id), WHY)
    db.session.expire_all()  # as each request begins


def test_a_lead_moves_it_with_its_replies_and_its_address_stays(
    client, lead, samir, aroha, resource, elsewhere
):
    stays = a_post(samir, resource, "<p>stays</p>")
    post = a_post(samir, resource, "<p>about the other</p>")
    answer = a_reply(aroha, post, "<p>yes, indeed</p>")
    a_post(aroha, elsewhere, "<p>was here</p>")
    leads = visit_as(client, lead)
    assert f"/discussions/posts/{post.id}/move" in leads.get(f"/discussions/posts/{post.id}").text
    assert to(post, elsewhere) in leads.get(f"/discussions/posts/{post.id}/move").text
    assert "Seen by everybody in this course" in leads.get(to(post, elsewhere)).text

    answered = leads.post(to(post, elsewhere), {"why": WHY})

    assert answered.headers["Location"].endswith(f"/resources/{elsewhere.id}#post-{post.id}")
    reader = visit_as(client, aroha)
    here, there = (reader.get(f"/resources/{thing.id}").text for thing in (resource, elsewhere))
    assert "stays" in here
    assert "about the other" not in here
    assert there.index("was here") < there.index("about the other") < there.index("yes, indeed")
    assert "about the other" in reader.get(f"/discussions/posts/{answer.id}").text
    assert [one.said.id for one in found_by(aroha, course_here(aroha), "indeed").posts] == [answer.id]
    log = visit_as(client, lead).get("/discussions/done").text
    assert "A post was moved to “The other text”" in log
    assert f"A post was moved away from “{resource.title}”" in log
    assert WHY in log
    assert stays.number == 1


def test_it_says_why_or_nothing_moves(client, lead, samir, resource, elsewhere):
    post = a_post(samir, resource)
    before = post.thread_id

    answer = visit_as(client, lead).post(to(post, elsewhere), {"why": " "})

    assert answer.status_code == 422
    assert "Please say why" in answer.text
    assert db.session.get_one(Post, post.id).thread_id == before


def test_what_was_said_to_some_is_never_moved_to_more(client, course, lead, samir):
    group = a_group(course, mentees=2)
    mentor, mentee = group.mentor, group.mentees[0]
    post = a_post(mentee, a_topic(mentee, group_id=group.id), "<p>among us</p>")
    for_all, for_group = (
        a_topic(samir, "For everybody"),
        a_section(course, group_id=group.id, title="The group's own"),
    )
    visitor = visit_as(client, mentor)

    offered = visitor.get(f"/discussions/posts/{post.id}/move").text

    assert "For everybody" not in offered
    assert "The group&#39;s own" in offered
    assert visitor.get(to(post, for_all)).status_code == 403, "nor do mentors look after that"
    for thing in (for_group,):  # leads would read it there
        page = visitor.get(to(post, thing))
        assert WIDER in page.text
        assert visitor.post(to(post, thing), {"why": WHY}).status_code == 422
    assert db.session.scalar(select(Moderation.id)) is None


def test_a_group_that_everybody_is_in_is_still_not_everybody(course):
    group = a_group(course, mentees=1)
    mentee = group.mentees[0]
    post = a_post(mentee, a_topic(mentee, group_id=group.id))
    for_all = a_topic(mentee, "For everybody")

    wanted = move_of(again(group.mentor), post.id, "topic", for_all.id)

    assert wanted.wider
    with pytest.raises(Invalid, match="never moved to more"):
        move(again(group.mentor), wanted, WHY)


def test_to_fewer_readers_it_says_how_many_read_it_no_more_and_writers_stay(client, course, lead, samir):
    group = a_group(course, mentees=2)
    section, everybody = a_section(course, group_id=group.id), a_section(course)
    in_group = group.mentees[0]
    text = a_resource(everybody)
    theirs = a_post(in_group, text, "<p>for us alone</p>")
    mixed = a_post(in_group, text, "<p>with somebody else</p>")
    a_reply(samir, mixed)
    leads = visit_as(client, lead)

    assert "One person who reads it now does not read it there." in leads.get(to(theirs, section)).text
    assert "would lose their own words" in leads.get(to(mixed, section)).text
    assert leads.post(to(mixed, section), {"why": WHY}).status_code == 422
    assert leads.post(to(theirs, section), {"why": WHY}).status_code == 303
    assert visit_as(client, samir).get(f"/discussions/posts/{theirs.id}").status_code == 404
    assert "for us alone" in visit_as(client, in_group).get(f"/discussions/posts/{theirs.id}").text


def test_nothing_is_moved_into_what_is_closed(client, lead, samir, resource, elsewhere):
    post, there = a_post(samir, resource), a_post(samir, elsewhere)
    lock(lead, there.thread_id, "Enough.")

    assert visit_as(client, lead).get(to(post, elsewhere)).status_code == 403
    assert visit_as(client, lead).get(to(post, resource)).status_code == 403, "nor to where it stands"


@pytest.mark.parametrize("who", ["samir", "aroha"])
def test_nobody_else_moves_anything(client, request, samir, resource, elsewhere, who):
    post = a_post(samir, resource)
    visitor = visit_as(client, request.getfixturevalue(who))

    assert "/move" not in visitor.get(f"/discussions/posts/{post.id}").text
    assert visitor.get(f"/discussions/posts/{post.id}/move").status_code == 403
    assert visitor.post(to(post, elsewhere), {"why": WHY}).status_code == 403


def test_pinned_it_is_pinned_no_more(lead, samir, resource, elsewhere):
    post = a_post(samir, resource)
    pin(lead, post)

    moved(lead, post, elsewhere)

    assert post.pinned_at is None


def test_its_writers_follow_where_it_stands_and_are_told_of_what_comes(
    lead, samir, aroha, resource, elsewhere
):
    post = a_post(samir, resource)

    moved(lead, post, elsewhere)
    a_post(aroha, elsewhere, "<p>about that</p>")

    assert [(one.anchor.title, one.number) for one in news_for(samir)] == [("The other text", 1)]


def test_a_reply_from_a_page_before_the_move_is_asked_about_and_kept(
    client, lead, samir, aroha, resource, elsewhere
):
    post = a_post(samir, resource)
    seen_in = str(post.thread_id)
    moved(lead, post, elsewhere)
    path, reader = f"/discussions/posts/{post.id}", visit_as(client, aroha)

    asked = reader.post(path, {"words": "I am here", "thread": seen_in})

    assert asked.status_code == 422
    assert "was moved meanwhile" in asked.text
    assert "I am here" in asked.text
    db.session.refresh(post)
    assert f'name="thread" value="{post.thread_id}"' in asked.text
    assert reader.post(path, {"words": "I am here", "thread": str(post.thread_id)}).status_code == 303


def test_a_page_that_goes_on_behind_what_was_moved_begins_anew(
    client, lead, samir, aroha, resource, elsewhere
):
    post = a_post(samir, resource)
    a_post(samir, resource, "<p>what stayed</p>")
    moved(lead, post, elsewhere)

    page = visit_as(client, aroha).get(f"/resources/{resource.id}?after={post.id}")

    assert page.status_code == 200
    assert "so this begins anew" in page.text
    assert "what stayed" in page.text
