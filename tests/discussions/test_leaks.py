"""Words that are not there for a reader, looked for in everything that a discussion answers: pages, numbers, headers."""

from __future__ import annotations

import pytest

from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.attention.bell import news_for
from plugin.discussions.attention.following import follow
from plugin.discussions.care.flags import flag, settle
from plugin.discussions.finding.queries import found_by
from plugin.discussions.spots import Spot
from plugin.discussions.taking_back import empty, take_back
from tests.factories import a_group, a_mentee, again, mentors
from tests.factories.discussions import a_post, a_topic, picture_at, pictured
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as


def flagged(post, lead):
    course_here(again(lead)).hide_flagged = True
    db.session.flush()
    flag(again(a_mentee(course_here(lead))), post, "unkind", "")


def put_away(post, lead):
    flag(again(a_mentee(course_here(lead))), post, "unkind", "")
    settle(again(lead), post, "put away", "")


GONE = [lambda post, _lead: take_back(post), lambda post, _lead: empty(post), flagged, put_away]


def everything(visitor, resource, post):
    """All that somebody is answered about a thread and a post in it, headers too."""
    on = f"/discussions/on/resource/{resource.id}"
    paths = [
        *(f"/resources/{resource.id}?order={order}" for order in ("oldest", "newest", "helpful")),
        *(f"/discussions/posts/{post.id}{end}" for end in ("", "/edit", "/picture", "/flag")),
        *(f"/discussions/posts/{post.id}{end}" for end in ("/alone", "/move")),
        *("/discussions/news", "/discussions/waiting", "/discussions/waiting?which=unanswered"),
        *("/discussions/find?words=canary", "/discussions/find?words=can", "/discussions/done", "/topics/"),
        *(f"{on}/since?said=0", f"{on}/people?begins=", "/", "/drafts/", "/export"),
    ]
    answers = [visitor.get(path) for path in paths]
    return "\n".join(f"{answer.headers}\n{answer.data.decode('utf-8', 'replace')}" for answer in answers)


@pytest.mark.parametrize("gone", GONE, ids=["taken back", "emptied", "flagged", "put away"])
def test_what_is_not_there_leaks_nowhere(client, samir, aroha, resource, lead, gone):
    mentor = a_group(course_here(samir)).mentor
    mentors(mentor, samir)
    a_post(aroha, resource, "<p>Something else</p>")
    spot = Spot(quote="canary of a passage")
    post = pictured(
        samir, start_post(samir, anchor_of(resource), "<p>canary words</p>", spot=spot), "canary shown"
    )
    for reader in (aroha, mentor):
        follow(again(reader), post.thread_id, 0, follows=True)
    assert "canary" in everything(visit_as(client, aroha), resource, post), "it is looked for where it was"
    file = picture_at(post)
    assert visit_as(client, aroha).get(file).status_code == 200

    gone(post, lead)

    assert [one.number for one in news_for(again(mentor))] == [1], "the number counts the other post alone"
    for reader in (aroha, mentor, lead):
        read = everything(visit_as(client, reader), resource, post)
        assert "canary" not in read.replace("words=canary", "").replace('value="canary"', "")
        assert not found_by(again(reader), course_here(again(reader)), "canary").posts
        assert visit_as(client, reader).get(file).status_code == 404


def test_what_is_said_elsewhere_leaks_nowhere(client, course, samir, aroha, resource, lead):
    """In somebody's own talk with a mentor, about their goal, in a group of others."""
    group = a_group(course, mentees=1)
    post = a_post(samir, resource, "<p>Something else</p>")
    hidden = [
        a_post(again(samir), a_goal(samir), "<p>canary of a goal</p>"),
        a_post(
            group.mentees[0],
            a_topic(group.mentees[0], "canary of a title", group_id=group.id),
            "<p>canary</p>",
        ),
    ]
    follow(aroha, hidden[1].thread_id, 0, follows=True)  # as somebody does who was in the group before

    for reader in (aroha, lead):
        visitor = visit_as(client, reader)
        read = everything(visitor, resource, post) + "".join(
            everything(visitor, resource, one) for one in hidden
        )
        assert "canary" not in read.replace("words=canary", "").replace('value="canary"', "")
        assert news_for(again(reader)) == []
