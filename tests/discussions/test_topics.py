"""Talk that stands free: brought up, found by those it is for, renamed; and the talk that two have to themselves."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.discussions.models import Post, Thread
from plugin.discussions.topics.models import Topic
from plugin.discussions.topics.queries import topics_for
from tests.factories import a_course, a_group, a_lead, again
from tests.factories.discussions import a_post, a_topic, something_to_read
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def cohort(course):
    return a_group(course, name="Spring cohort", mentees=2)


@pytest.fixture
def others(course):
    return a_group(course, name="Autumn cohort", mentees=1)


def bring_up(client, member, **told):
    made = {"title": "A day for all of us", "words": "Thursday?", **told}
    return visit_as(client, member).post("/topics/new", made)


def test_a_mentee_brings_something_up_and_others_answer(client, cohort, others):
    led = bring_up(client, cohort.mentee)
    assert led.status_code == 303
    topic = db.session.scalars(select(Topic)).one()
    assert led.headers["Location"].endswith(f"/topics/{topic.id}")

    at = visit_as(client, others.mentee)
    listed = at.get("/topics/").text
    assert "A day for all of us" in listed
    assert "for everybody in this course" in listed
    page = at.get(f"/topics/{topic.id}").text
    assert "Thursday?" in page
    assert "Seen by everybody in this course" in page


def test_a_groups_topic_is_for_the_group(client, course, cohort, others):
    bring_up(client, cohort.mentee, whom=str(cohort.id))
    topic = db.session.scalars(select(Topic)).one()

    assert "for Spring cohort" in visit_as(client, cohort.mentor).get("/topics/").text
    assert (
        "Seen by Spring cohort (3 people)" in visit_as(client, cohort.mentor).get(f"/topics/{topic.id}").text
    )
    for stranger in (others.mentee, others.mentor, a_lead(course)):
        at = visit_as(client, stranger)
        assert "A day for all of us" not in at.get("/topics/").text
        assert at.get(f"/topics/{topic.id}").status_code == 404


@pytest.mark.parametrize("whom", ["their group", "nonsense"])
def test_nobody_brings_something_up_in_a_group_that_is_not_theirs(client, cohort, others, whom):
    answer = bring_up(client, cohort.mentee, whom=str(others.id) if whom == "their group" else "x")

    assert answer.status_code == 422
    assert "Please choose everybody, or a group that you are in." in answer.text
    assert "Thursday?" in answer.text
    assert db.session.scalars(select(Topic)).all() == []
    assert db.session.scalars(select(Post)).all() == []


@pytest.mark.parametrize(
    ("missing", "words"), [("title", "in a few words"), ("words", "Please fill this in")]
)
def test_without_a_title_or_words_it_is_given_back(client, cohort, missing, words):
    answer = bring_up(client, cohort.mentee, **{missing: " "})

    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.scalars(select(Topic)).all() == []


def test_a_name_left_out_stays_out_of_the_whole_topic(client):
    course = a_course(anonymous=True)
    cohort = a_group(course, mentees=2)
    writer, reader = cohort.mentees
    bring_up(client, writer, unnamed="yes")
    topic = db.session.scalars(select(Topic)).one()

    at = visit_as(client, reader)
    for page in (at.get("/topics/").text, at.get(f"/topics/{topic.id}").text):
        assert writer.name not in page
        assert writer.enrolment_id.hex not in page.replace("-", "")
    assert writer.name in visit_as(client, cohort.mentor).get(f"/topics/{topic.id}").text


def test_where_names_stand_none_is_left_out(client, cohort):
    answer = bring_up(client, cohort.mentee, unnamed="yes")

    assert answer.status_code == 422
    assert db.session.scalars(select(Topic)).all() == []


@pytest.mark.parametrize("with_the_group", [True, False])
def test_a_name_is_left_out_where_the_group_that_is_chosen_lets_it(client, cohort, with_the_group):
    cohort.group.anonymous = True
    page = visit_as(client, cohort.mentee).get("/topics/new").text
    assert "Leave my name out for other mentees" in page

    answer = bring_up(client, cohort.mentee, unnamed="yes", whom=str(cohort.id) if with_the_group else "")

    assert answer.status_code == (303 if with_the_group else 422)


def test_whoever_began_it_renames_it_and_whoever_looks_after_it(client, course, cohort, others):
    topic = a_topic(again(cohort.mentee))
    for one in (cohort.mentee, a_lead(course)):
        assert visit_as(client, one).post(f"/topics/{topic.id}/name", {"title": "Friday"}).status_code == 303
    for one in (cohort.mentor, others.mentee):
        assert visit_as(client, one).post(f"/topics/{topic.id}/name", {"title": "Never"}).status_code == 403
    assert visit_as(client, cohort.mentee).post(f"/topics/{topic.id}/name", {"title": ""}).status_code == 422
    assert topic.title == "Friday"


def test_the_latest_talk_comes_first_in_the_same_statements(course, cohort):
    reader = again(cohort.mentee)
    first = a_topic(reader, "First")
    with counted() as few:
        topics_for(reader)
    for number in range(5):
        a_topic(reader, f"Number {number}", group_id=cohort.id if number % 2 else None)
    a_post(again(cohort.mentor), first)
    with counted() as many:
        found = topics_for(reader)

    assert found.listed[0].title == "First"
    assert len(found.listed) == 6
    assert len(many) == len(few) <= 2


def test_what_is_new_in_a_topic_stands_in_the_list(client, cohort):
    topic = a_topic(again(cohort.mentee))
    at = visit_as(client, cohort.mentees[1])
    at.get(f"/topics/{topic.id}")
    a_post(again(cohort.mentor), topic)

    assert topics_for(again(cohort.mentees[1])).listed[0].news == 1
    assert "1 new" in at.get("/topics/").text


# Between two ------------------------------------------------------------------------------------------


def test_a_mentor_answers_a_mentee_alone_and_the_mentee_goes_on(client, course, cohort):
    mentor, mentee = cohort.mentor, cohort.mentee
    post = a_post(again(mentee), something_to_read(course), "<p>I gave up.</p>")
    turning = visit_as(client, mentor).get(f"/discussions/posts/{post.id}/alone").text
    assert "I gave up." in turning
    assert f"Seen by {mentee.name} and you" in turning

    led = visit_as(client, mentor).post(f"/discussions/posts/{post.id}/alone", {"words": "Call me."})
    topic = db.session.scalars(select(Topic)).one()
    assert f"/topics/{topic.id}#post-" in led.headers["Location"]

    page = visit_as(client, mentee).get(f"/topics/{topic.id}").text
    assert "Call me." in page
    assert f"/discussions/posts/{post.id}" in page
    assert f"Between you and {mentor.name}" in page
    assert f"Seen by you and {mentor.name}" in page
    said = visit_as(client, mentee).post(f"/discussions/on/topic/{topic.id}", {"words": "I will."})
    assert said.status_code == 303


def test_nobody_else_finds_what_two_say_to_each_other(client, course, cohort, others):
    post = a_post(again(cohort.mentee), something_to_read(course))
    visit_as(client, cohort.mentor).post(f"/discussions/posts/{post.id}/alone", {"words": "a canary"})
    topic = db.session.scalars(select(Topic)).one()

    for stranger in (cohort.mentees[1], others.mentor, others.mentee, a_lead(course)):
        at = visit_as(client, stranger)
        assert at.get(f"/topics/{topic.id}").status_code == 404
        assert at.get(f"/topics/{topic.id}/name").status_code == 404
        for path in (
            "/topics/",
            f"/resources/{something_to_read(course).id}",
            f"/discussions/posts/{post.id}",
        ):
            assert "canary" not in at.get(path).text


def test_only_a_pair_answers_each_other_alone(client, course, cohort, others):
    mine, theirs = (a_post(again(one), something_to_read(course)) for one in (cohort.mentor, cohort.mentee))
    for member, post, status in (
        (cohort.mentee, mine, 200),
        (cohort.mentor, theirs, 200),
        (cohort.mentees[1], theirs, 403),
        (others.mentor, theirs, 403),
        (a_lead(course), theirs, 403),
        (cohort.mentee, theirs, 403),
    ):
        at = visit_as(client, member)
        assert at.get(f"/discussions/posts/{post.id}/alone").status_code == status
        thing_id = db.session.get_one(Thread, post.thread_id).resource_id
        assert ("Answer alone" in at.get(f"/resources/{thing_id}").text) == (status == 200)


def test_nothing_said_alone_is_given_back_with_the_post(client, course, cohort):
    post = a_post(again(cohort.mentee), something_to_read(course), "<p>I gave up.</p>")

    answer = visit_as(client, cohort.mentor).post(f"/discussions/posts/{post.id}/alone", {"words": ""})

    assert answer.status_code == 422
    assert "I gave up." in answer.text
    assert db.session.scalars(select(Topic)).all() == []


def test_the_course_of_a_topic_is_that_of_the_visit(course, cohort):
    assert a_topic(again(cohort.mentee)).course_id == course_here(again(cohort.mentee)).id == course.id
