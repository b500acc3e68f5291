"""What readers ask to be looked at: hidden until then where a course says so, kept or put away, and the log of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.discussions.care.flags import flag, flagged_in, settle
from plugin.discussions.care.models import Flag, Moderation
from plugin.discussions.models import Post, Thread
from plugin.discussions.queries import discussion_of, page_of
from tests.factories import a_course, a_group, a_lead, a_mentee, again
from tests.factories.discussions import a_post, a_reply, a_topic
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as
from tests.harness.statements import counted

CANARY = "<p>a canary that bites</p>"


@pytest.fixture
def lead(course):
    return a_lead(course, "Olena Bondar")


@pytest.fixture
def post(samir, resource):
    return a_post(samir, resource, CANARY)


def flags_it(client, reader, post, **told):
    made = {"reason": "unkind", **told}
    return visit_as(client, reader).post(f"/discussions/posts/{post.id}/flag", made)


def test_a_flag_reaches_the_leads_with_its_reason(client, lead, samir, aroha, post):
    assert "Flag" in visit_as(client, aroha).get(f"/discussions/posts/{post.id}").text
    assert flags_it(client, aroha, post, words="Not like this.").status_code == 303

    assert "1 post to be looked at" in visit_as(client, lead).get("/topics/").text
    page = visit_as(client, lead).get("/discussions/flags").text
    for said in (
        "a canary that bites",
        "Samir Haddad",
        "Aroha Ngata",
        "It is unkind to somebody",
        "Not like this.",
    ):
        assert said in page
    assert (
        "You asked for this to be looked at."
        in visit_as(client, aroha).get(f"/discussions/posts/{post.id}").text
    )
    assert "Aroha" not in visit_as(client, samir).get(f"/discussions/posts/{post.id}").text


@pytest.mark.parametrize(
    "told", [{"reason": ""}, {"reason": "nonsense"}, {"reason": "other", "words": "a" * 501}]
)
def test_a_flag_without_a_known_reason_is_given_back(client, aroha, post, told):
    assert flags_it(client, aroha, post, **told).status_code == 422
    assert db.session.scalars(select(Flag)).all() == []


def test_one_flag_for_each_reader_and_none_by_its_author(client, samir, aroha, post):
    for _twice in range(2):
        flags_it(client, aroha, post)
    assert flags_it(client, samir, post).status_code == 403
    assert len(db.session.scalars(select(Flag)).all()) == 1


def test_where_the_course_says_so_it_is_hidden_until_somebody_has_looked(
    client, course, lead, samir, aroha, resource, post
):
    course.hide_flagged = True
    reply = a_reply(aroha, post)
    flag(again(aroha), post, "unkind", "")

    for reader in (aroha, lead, a_mentee(course)):
        at = visit_as(client, reader)
        for path in (f"/resources/{resource.id}", f"/discussions/posts/{reply.id}"):
            page = at.get(path).text
            assert "canary" not in page
            assert "Hidden until somebody has looked at it" in page
    own = visit_as(client, samir).get(f"/discussions/posts/{post.id}").text
    assert "canary" in own
    assert "Nobody else reads this until somebody has looked at it." in own

    visit_as(client, lead).post(f"/discussions/posts/{post.id}/settle", {"outcome": "kept"})
    assert "canary" in visit_as(client, aroha).get(f"/discussions/posts/{post.id}").text
    flag(again(a_mentee(course)), post, "unkind", "")
    assert post.hidden is None, "what was kept is not hidden again by the next who asks"


def test_what_is_put_away_is_read_by_its_author_alone_and_comes_back(client, lead, samir, aroha, post):
    flag(again(aroha), post, "unkind", "")
    visit_as(client, lead).post(
        f"/discussions/posts/{post.id}/settle", {"outcome": "put away", "why": "It names somebody."}
    )

    page = visit_as(client, aroha).get(f"/discussions/posts/{post.id}").text
    assert "canary" not in page
    assert "Samir" not in page
    assert "Put away by those who look after this talk" in page
    at = visit_as(client, samir)
    assert "canary" in at.get(f"/discussions/posts/{post.id}").text
    assert at.get(f"/discussions/posts/{post.id}/edit").status_code == 403
    done = visit_as(client, lead).get("/discussions/done").text
    assert "A post by Samir Haddad was put away" in done
    assert "It names somebody." in done
    assert "Show it again" in done

    visit_as(client, lead).post(f"/discussions/posts/{post.id}/settle", {"outcome": "kept"})
    assert "canary" in visit_as(client, aroha).get(f"/discussions/posts/{post.id}").text
    assert "Show it again" not in visit_as(client, lead).get("/discussions/done").text


def test_nothing_is_said_to_what_is_hidden(client, lead, aroha, post):
    flag(again(aroha), post, "unkind", "")
    settle(again(lead), post, "put away", "")

    answer = visit_as(client, aroha).post(f"/discussions/posts/{post.id}", {"words": "Kept for me."})

    assert answer.status_code == 422
    assert "This was taken away meanwhile" in answer.text
    assert "Kept for me." in answer.text
    for what in ("helped", "flag", "pin"):
        assert visit_as(client, lead).post(f"/discussions/posts/{post.id}/{what}").status_code == 403


def test_what_is_hidden_is_no_news(samir, aroha, resource, post):
    discussion_of(aroha, "resource", resource.id)
    second = a_post(samir, resource)
    flag(again(aroha), second, "unkind", "")
    settle(again(aroha), second, "put away", "")

    assert [said.stands for said in page_of(aroha, post.thread_id).posts] == [True, False]
    assert page_of(aroha, post.thread_id).posts[1].words == ""


def test_a_lead_reads_the_flagged_post_of_a_group_or_a_pair_and_nothing_around_it(client, course, lead):
    cohort = a_group(course, mentees=2)
    mentee, mentor = again(cohort.mentee), again(cohort.mentor)
    goal = a_goal(mentee, title="A secret goal")
    told = a_post(mentor, goal, CANARY)
    a_post(mentee, goal, "<p>not for leads</p>")
    topic = a_topic(mentee, "A secret topic", group_id=cohort.id)
    flag(mentee, told, "worry", "")
    in_the_group = db.session.scalars(select(Post).join(Thread).where(Thread.topic_id == topic.id)).one()
    flag(mentor, in_the_group, "other", "")

    page = visit_as(client, lead).get("/discussions/flags").text

    assert "a canary that bites" in page
    assert "in talk that is not yours to read" in page
    assert "A secret" not in page
    assert "not for leads" not in page
    assert visit_as(client, lead).get(f"/discussions/posts/{told.id}").status_code == 404
    assert visit_as(client, lead).get(f"/topics/{topic.id}").status_code == 404


def test_only_leads_of_the_course_look_and_settle(client, course, aroha, samir, post):
    flag(again(aroha), post, "unkind", "")
    for member, status in ((samir, 403), (aroha, 403), (a_lead(a_course()), 404)):
        at = visit_as(client, member)
        assert at.post(f"/discussions/posts/{post.id}/settle", {"outcome": "put away"}).status_code == status
    assert visit_as(client, aroha).get("/discussions/flags").status_code == 403
    assert post.hidden is None


def test_what_nobody_flagged_is_not_to_be_settled(client, lead, post):
    at = visit_as(client, lead)
    assert at.post(f"/discussions/posts/{post.id}/settle", {"outcome": "put away"}).status_code == 404


def test_a_word_that_is_no_outcome_is_given_back(client, lead, aroha, post):
    flag(again(aroha), post, "unkind", "")
    at = visit_as(client, lead)
    assert at.post(f"/discussions/posts/{post.id}/settle", {"outcome": "burnt"}).status_code == 422
    assert post.hidden is None


def test_settling_settles_every_flag_and_is_logged_once(course, lead, samir, aroha, post):
    for reader in (aroha, a_mentee(course), a_mentee(course)):
        flag(again(reader), post, "unkind", "")
    for _twice in range(2):
        settle(again(lead), post, "put away", "")
    settle(again(lead), post, "kept", "")

    assert flagged_in(again(lead), course) == []
    assert [
        line.what for line in db.session.scalars(select(Moderation).order_by(Moderation.at, Moderation.id))
    ] == [
        "hidden",
        "shown",
    ]


def test_what_waits_is_asked_in_the_same_statements_however_much(course, lead, samir, resource):
    def cost():
        with counted() as asked:
            flagged_in(again(lead), course)
        return len(asked)

    readers = [a_mentee(course) for _number in range(3)]
    flag(again(readers[0]), a_post(samir, resource), "unkind", "")
    few = cost()
    for number in range(5):
        post = a_post(samir, resource, f"<p>{number}</p>")
        for reader in readers:
            flag(again(reader), post, "other", "")
    assert cost() == few
