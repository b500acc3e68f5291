"""Today: what waits for a mentor, the oldest promise first, put off and back again, until they are clear."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin import clock
from plugin.courses.journey.stuck.actions import go_on, say_stuck
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.models import Action
from plugin.database import db
from plugin.discussions.models import Post
from plugin.groups.flags.keeping import keep_standing
from plugin.home.today.actions import put_off, take_up
from plugin.home.today.items import KINDS, Item, in_order
from plugin.home.today.queries import today_of
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, again
from tests.factories.courses import place_of
from tests.factories.crowds import a_crowd
from tests.factories.discussions import a_post, a_reply
from tests.factories.goals import a_goal
from tests.factories.plans import a_plan, has_passed
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def cohort(app):
    return a_group(a_course(), mentees=3)


def queue(mentor):
    mentor = again(mentor)
    keep_standing(mentor)
    db.session.expire_all()
    return today_of(mentor, course_here(mentor))


def kinds(mentor):
    return [item.kind for item in queue(mentor).items]


def asks(mentee, words="<p>Do I say it alone?</p>"):
    return a_post(again(mentee), a_goal(again(mentee)), words)


def a_late_promise(cohort):
    made = a_session(again(cohort.mentor), mentee_id=place_of(cohort.mentee))
    promise = an_action(again(cohort.mentor), made, place_of(cohort.mentor), what="Send the checklist")
    db.session.query(Action).update({"due": clock.today("UTC") - timedelta(days=5)})
    db.session.expire_all()
    return promise


def test_whoever_has_nothing_waiting_is_clear(client, cohort):
    page = visit_as(client, cohort.mentor).get("/today/").text

    assert "You are clear" in page
    assert "Nothing waits for you." in page


def test_the_oldest_promise_stands_first_and_each_says_why(client, cohort):
    one, two, _three = cohort.mentees
    a_late_promise(cohort)
    asks(two)
    say_stuck(again(one), "I redo it all")

    assert kinds(cohort.mentor) == ["promise", "flag", "post"]
    page = visit_as(client, cohort.mentor).get("/today/").text
    for said in ("You promised: Send the checklist", "asked you something", "Stuck, by their own word"):
        assert said in page
    assert "Then you are clear." in page
    go_on(again(one))
    assert kinds(cohort.mentor) == ["promise", "post"]


def test_an_answer_in_place_takes_it_off_the_list(client, cohort):
    post = asks(cohort.mentee)
    place = visit_as(client, cohort.mentor)
    assert "Do I say it alone?" in place.get("/today/").text

    answered = place.post(f"/today/reply/{post.id}", {"words": "Alone, and soon."})

    assert answered.status_code == 303
    assert kinds(cohort.mentor) == []
    assert db.session.query(Post).filter_by(parent_id=post.id).count() == 1


def test_an_answer_without_words_comes_back_beside_its_question(client, cohort):
    post = asks(cohort.mentee)

    back = visit_as(client, cohort.mentor).post(f"/today/reply/{post.id}", {"words": " "})

    assert back.status_code == 422
    assert "Do I say it alone?" in back.text
    assert "Please fill this in." in back.text


def test_a_promise_is_kept_with_one_press(client, cohort):
    promise = a_late_promise(cohort)

    visit_as(client, cohort.mentor).post(f"/today/promises/{promise.id}")

    assert kinds(cohort.mentor) == []


def test_not_today_is_back_tomorrow(client, cohort):
    post = asks(cohort.mentee)
    visit_as(client, cohort.mentor).post(f"/today/post/{post.id}/later")
    assert kinds(cohort.mentor) == []
    page = visit_as(client, cohort.mentor).get("/today/").text
    assert "Put off until later" in page

    with clock.at(clock.now() + timedelta(days=1, hours=1)):
        assert kinds(cohort.mentor) == ["post"]


def test_not_needed_stays_away_until_it_is_another_thing(client, cohort):
    say_stuck(again(cohort.mentee))
    place = visit_as(client, cohort.mentor)
    keep_standing(again(cohort.mentor))
    path = f"/today/flag/{place_of(cohort.mentee)}/not-needed"
    assert place.post(path, {}).status_code == 422
    assert place.post(path, {"because": "We meet at noon"}).status_code == 303
    assert kinds(cohort.mentor) == []
    assert "We meet at noon" in place.get("/today/").text
    assert "We meet at noon" not in visit_as(client, cohort.mentee).get("/").text

    with clock.at(clock.now() + timedelta(days=40)):
        assert kinds(cohort.mentor) == ["flag"] * 3  # nobody has met for weeks: other facts


def test_put_off_can_be_taken_up_again(client, cohort):
    post = asks(cohort.mentee)
    (item,) = queue(cohort.mentor).items
    put_off(again(cohort.mentor), item, None, "")
    visit_as(client, cohort.mentor).post(f"/today/post/{post.id}/again")
    assert kinds(cohort.mentor) == ["post"]
    take_up(again(cohort.mentor), item)


@pytest.mark.parametrize(("days", "accepted"), [(0, 422), (1, 303), (366, 303), (367, 422)])
def test_a_day_to_come_back_on_is_after_today_and_within_a_year(client, cohort, days, accepted):
    post = asks(cohort.mentee)
    until = (clock.today("UTC") + timedelta(days=days)).isoformat()

    answer = visit_as(client, cohort.mentor).post(f"/today/post/{post.id}/later", {"until": until})

    assert answer.status_code == accepted


def test_sessions_that_passed_or_are_near_wait_and_a_far_one_does_not(cohort):
    has_passed(a_plan(again(cohort.mentor), "mentee", place_of(cohort.mentees[1])))
    soon = clock.now() + timedelta(hours=30)
    a_plan(again(cohort.mentor), "mentee", place_of(cohort.mentee), at=soon)
    assert kinds(cohort.mentor) == ["met", "prepare"]
    assert queue(cohort.mentor).coming.at == soon


def test_only_ones_own_mentees_wait(cohort):
    other = a_group(a_course(), mentees=1)
    asks(other.mentee)
    beside = a_group(course_here(again(cohort.mentor)), mentees=1)
    asks(beside.mentee)
    assert kinds(cohort.mentor) == []


def test_seven_are_shown_and_the_others_are_counted(client, cohort):
    many = a_group(course_here(again(cohort.mentor)), mentees=9)
    for mentee in many.mentees:
        asks(mentee)
    page = visit_as(client, many.mentor).get("/today/").text

    assert page.count('class="stop"') == 8  # and the end
    assert "2 more things come after these." in page
    assert "You are clear" not in page


def test_what_was_answered_by_another_mentor_waits_no_more(cohort):
    post = asks(cohort.mentee)
    a_reply(again(cohort.mentor), post)
    assert kinds(cohort.mentor) == []


def test_a_morning_costs_the_same_for_three_and_for_three_hundred(client, cohort):
    def statements(mentor):
        place = visit_as(client, mentor)
        place.get("/today/")
        with counted() as said:
            assert place.get("/today/").status_code == 200
        return len(said)

    asks(cohort.mentee)
    db.session.query(Mentorship).update({"since": clock.now() - timedelta(days=30)})
    keep_standing(again(cohort.mentor))
    few = statements(cohort.mentor)
    crowd = a_crowd(cohort, 300)
    for mentee in crowd.mentees[:40]:
        asks(mentee)
    keep_standing(again(crowd.mentor))

    assert few == statements(crowd.mentor) <= 15


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.dates()), max_size=30))
def test_the_order_is_of_days_and_then_of_kinds(told):
    def item(number, kind, by):
        return Item(kind, place_of_number(number), "", by, "")

    ordered = in_order([item(number, *one) for number, one in enumerate(told)])

    keys = [(one.by, KINDS.index(one.kind)) for one in ordered]
    assert keys == sorted(keys)
    assert all(one.is_late(date.max) for one in ordered if one.by < date.max)


def place_of_number(number):

    return UUID(int=number)
