"""What talk hangs on: each kind of thing has its own readers, told truly at the composer, and nobody else gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.discussions.anchors import KINDS, anchor_of
from plugin.discussions.models import ANCHORS, Post, Thread
from plugin.discussions.queries import discussion_of
from plugin.discussions.topics.actions import between
from plugin.people.models import Mentorship
from tests.factories import a_group, a_lead, a_mentor, again
from tests.factories.courses import a_resource, place_of
from tests.factories.discussions import a_post, a_topic
from tests.factories.goals import a_goal
from tests.factories.places import a_section
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.harness.statements import counted

PAGES = {
    "resource": "resources",
    "section": "sections",
    "goal": "goals",
    "session": "sessions",
    "topic": "topics",
}


@pytest.fixture
def cohort(course):
    return a_group(course, name="Spring cohort", mentees=3)


@pytest.fixture
def others(course):
    return a_group(course, name="Autumn cohort", mentees=1)


def the_things(course, cohort):
    """One of everything that can be talked about, in each of its audiences."""
    mentor, mentee = again(cohort.mentor), again(cohort.mentee)
    own = a_section(course, mentee_id=place_of(mentee), made_by_id=place_of(mentor))
    return {
        "a resource": a_resource(a_section(course)),
        "everybody's section": a_section(course),
        "a group's section": a_section(course, group_id=cohort.id),
        "a mentee's section": own,
        "a hidden section": a_section(course, hidden_at=clock.now()),
        "a goal": a_goal(mentee),
        "a mentor's goal": a_goal(mentor),
        "a session of two": a_session(mentor, mentee_id=place_of(mentee)),
        "a session of the group": a_session(
            mentor, group_id=cohort.id, present=[place_of(one) for one in cohort.mentees[:2]]
        ),
        "everybody's topic": a_topic(mentee),
        "a group's topic": a_topic(mentee, group_id=cohort.id),
        "between two": between(mentor, course.id, place_of(mentee)),
    }


def one_by_one(things):
    """Each a little later than the one before: nobody says so much at once."""
    for number, (name, thing) in enumerate(things.items()):
        with clock.at(clock.now() + timedelta(minutes=2 * number)):
            yield name, thing


def path_of(thing):
    return f"/{PAGES[anchor_of(thing).kind]}/{thing.id}"


def test_the_number_is_of_exactly_those_who_find_the_talk(client, course, cohort, others):
    """Each audience against the door itself: whoever is counted gets in and writes, nobody else does either."""
    lead, cover = a_lead(course), a_mentor(course, of=cohort.mentee)
    everyone = [lead, cover, *cohort.mentors, *cohort.mentees, *others.mentors, *others.mentees]
    for name, thing in one_by_one(the_things(course, cohort)):
        about = anchor_of(thing)
        say = f"/discussions/on/{about.kind}/{thing.id}"
        let_in = []
        for one in everyone:
            at = visit_as(client, one)
            page, said = at.get(path_of(thing)), at.post(say, {"words": f"Here, on {name}."})
            assert (page.status_code, said.status_code) in {(200, 303), (404, 404)}, (name, one.name)
            if page.status_code == 200:
                let_in.append(one)
                assert 'id="discussion"' in page.text, name
        assert let_in, name
        told = {discussion_of(again(one), about.kind, thing.id).audience.number for one in let_in}
        assert told == {len(let_in)}, name


def test_a_post_is_read_by_the_readers_of_its_thing_alone(client, course, cohort, others):
    lead = a_lead(course)
    for name, thing in one_by_one(the_things(course, cohort)):
        writer = cohort.mentor if name == "a mentor's goal" else lead if "hidden" in name else cohort.mentee
        post = a_post(again(writer), thing, "<p>a canary</p>")
        for one in (lead, cohort.mentor, *cohort.mentees, others.mentor, others.mentee):
            at = visit_as(client, one)
            seen = at.get(path_of(thing)).status_code
            assert at.get(f"/discussions/posts/{post.id}").status_code == seen, (name, one.name)
            assert at.post(f"/discussions/posts/{post.id}", {"words": "So?"}).status_code == (
                303 if seen == 200 else 404
            )


def test_leads_read_what_stands_in_the_course_and_no_groups_or_pairs_talk(client, course, cohort):
    at = visit_as(client, a_lead(course))
    found = {name: at.get(path_of(thing)).status_code for name, thing in the_things(course, cohort).items()}

    assert {name for name, status in found.items() if status == 404} == {
        "a mentee's section",
        "a goal",
        "a mentor's goal",
        "a session of two",
        "a session of the group",
        "a group's topic",
        "between two",
    }


@pytest.mark.parametrize("kind", ANCHORS)
def test_each_kind_says_what_it_is_about_on_the_posts_own_page(client, course, cohort, kind):
    thing = next(one for one in the_things(course, cohort).values() if anchor_of(one).kind == kind)
    post = a_post(again(cohort.mentee), thing)

    page = visit_as(client, cohort.mentee).get(f"/discussions/posts/{post.id}").text

    assert f"{path_of(thing)}#discussion" in page


def test_an_answer_leads_back_to_where_the_talk_stands(client, course, cohort):
    for _name, thing in one_by_one(the_things(course, cohort)):
        if type(thing) is KINDS["goal"].thing and thing.owner_id != place_of(cohort.mentee):
            continue
        at = visit_as(client, cohort.mentee)
        if at.get(path_of(thing)).status_code != 200:
            continue
        about = anchor_of(thing)
        led = at.post(f"/discussions/on/{about.kind}/{thing.id}", {"words": "Said here."}).headers["Location"]
        post = db.session.scalars(select(Post).order_by(Post.made_at.desc(), Post.id.desc())).first()
        assert led.endswith(f"{path_of(thing)}#post-{post.id}")
        assert "Said here." in at.get(path_of(thing)).text


def test_where_talk_is_off_in_a_section_there_is_none_of_it(client, course, cohort):
    quiet = a_section(course, discussed=False)
    at = visit_as(client, cohort.mentee)

    assert 'id="discussion"' not in at.get(f"/sections/{quiet.id}").text
    assert at.post(f"/discussions/on/section/{quiet.id}", {"words": "Hello?"}).status_code == 403


def test_a_kind_and_an_id_that_do_not_belong_together_are_not_here(client, course, cohort):
    at = visit_as(client, cohort.mentee)
    resource = a_resource(a_section(course))

    for kind in set(ANCHORS) - {"resource"}:
        assert at.post(f"/discussions/on/{kind}/{resource.id}", {"words": "?"}).status_code == 404
    assert at.post(f"/discussions/on/person/{resource.id}", {"words": "?"}).status_code == 404


def test_a_mentor_of_before_reads_the_talk_of_two_no_more_and_the_mentee_does(client, course, cohort):
    mentor, mentee = cohort.mentor, cohort.mentee
    things = [
        between(again(mentor), course.id, place_of(mentee)),
        a_session(again(mentor), mentee_id=place_of(mentee)),
        a_goal(again(mentee)),
    ]
    for thing in things:
        a_post(again(mentor), thing)
    for mentorship in db.session.scalars(select(Mentorship).filter_by(mentee_id=place_of(mentee))):
        mentorship.until = clock.now()
    db.session.flush()

    for thing in things:
        say = f"/discussions/on/{anchor_of(thing).kind}/{thing.id}"
        assert visit_as(client, mentor).post(say, {"words": "Still here?"}).status_code == 404
        assert visit_as(client, mentee).post(say, {"words": "Still here."}).status_code == 303


def test_the_talk_between_two_is_one_however_often_it_is_wanted(course, cohort):
    mentor, mentee = again(cohort.mentor), again(cohort.mentee)

    one = {between(mentor, course.id, place_of(mentee)).id for _time in range(2)}
    one.add(between(mentee, course.id, place_of(mentor)).id)

    assert len(one) == 1


def test_a_thread_hangs_on_exactly_one_thing(course):
    resource = a_resource(a_section(course))
    thread = Thread(course_id=course.id, resource_id=resource.id)
    db.session.add(thread)
    db.session.flush()
    assert thread.hangs_on == ("resource", resource.id)


@pytest.mark.parametrize("name", ["a goal", "a session of the group", "a group's topic", "a group's section"])
def test_the_talk_costs_the_same_statements_however_many_read_it(course, name):
    def cost(mentees):
        cohort = a_group(course, mentees=mentees)
        thing = the_things(course, cohort)[name]
        about, reader = anchor_of(thing), again(cohort.mentee)
        with counted() as asked:
            discussion_of(reader, about.kind, thing.id)
        return len(asked)

    assert cost(1) == cost(9) <= 3
