"""One thing for several mentees: what happens to whom, who has left meanwhile, and undoing it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.outline.models import Assignment
from plugin.courses.outline.progress import settle
from plugin.courses.resources.models import Share
from plugin.courses.sessions.plans.models import Plan
from plugin.database import db
from plugin.discussions.attention.bell import news_for
from plugin.discussions.models import Post
from plugin.groups.actions import leave
from plugin.groups.several.models import Deed
from tests.factories import a_course, a_group, a_lead, a_section, again
from tests.factories.courses import place_of
from tests.factories.discussions import something_to_read
from tests.factories.visits import visit_as

PATH = "/groups/several"


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=3)


@pytest.fixture
def place(client, cohort):
    return visit_as(client, cohort.mentor)


def ids(people):
    return [str(place_of(one)) for one in people]


def deed():
    db.session.expire_all()
    return db.session.query(Deed).one()


def undone(place):
    assert place.post(f"{PATH}/done/{deed().id}/undo").status_code == 303
    assert deed().undone_at


def test_before_it_happens_one_reads_what_and_to_whom(place, cohort):
    asked = "&".join(f"people={one}" for one in ids(cohort.mentees[:2]))
    page = place.get(f"{PATH}/?what=message&{asked}").text

    assert "What will happen for 2 people" in page
    told, others = page.split("To others as well", 1)
    assert [one.name in told for one in cohort.mentees] == [True, True, False]
    assert cohort.mentees[2].name in others
    assert "Nobody sees that others got them too." in page


def test_each_reads_the_words_alone_and_undone_nobody_does(place, cohort):
    sent = place.post(f"{PATH}/message", {"people": ids(cohort.mentees[:2]), "message": "How was it?"})

    assert sent.status_code == 303
    posts = db.session.query(Post).all()
    assert len(posts) == 2
    assert len({post.thread_id for post in posts}) == 2
    news = [news_for(again(one)) for one in cohort.mentees]
    assert [[(one.number, one.mentions) for one in told] for told in news] == [[(1, True)], [(1, True)], []]
    undone(place)
    assert all(post.taken_back_at for post in db.session.query(Post))


def test_from_one_mentee_s_page_the_same_goes_to_others_as_well(place, cohort):
    page = place.get(f"/groups/mentees/{ids(cohort.mentees[:1])[0]}").text
    assert f"/groups/several/?what=message&amp;people={ids(cohort.mentees)[0]}" in page
    sent = place.post(f"{PATH}/message", {"people": ids(cohort.mentees), "message": "Read chapter two."})
    assert "3 people were written to, each alone" in place.get(sent.headers["Location"]).text


def test_who_has_left_meanwhile_is_told_and_nothing_happens_for_them(place, course, cohort):
    gone = cohort.mentees[0]
    people = ids(cohort.mentees)
    leave(a_lead(course), cohort.group, place_of(gone))
    page = place.get(f"{PATH}/?what=message&people={people[0]}&people={people[1]}").text
    assert "is not your mentee any more" in page
    assert gone.name not in page

    answer = place.post(f"{PATH}/message", {"people": people, "message": "How was it?"})

    assert "One of those you chose has left meanwhile" in place.get(answer.headers["Location"]).text
    assert db.session.query(Post).count() == 2


def test_nobody_at_all_comes_back_with_the_words(place, cohort):
    stranger = ids(a_group(a_course(), mentees=1).mentees)
    back = place.post(f"{PATH}/message", {"people": stranger, "message": "How was it?"})

    assert back.status_code == 422
    assert db.session.query(Post).count() == 0


def test_something_is_shared_with_each_alone(place, course, cohort):
    read = something_to_read(course)
    people = ids(cohort.mentees[:2])
    sent = place.post(f"{PATH}/share", {"people": people, "resource": str(read.id), "note": "Page 3"})

    assert sent.status_code == 303
    assert {str(one.with_id) for one in db.session.query(Share)} == set(people)
    undone(place)
    assert all(one.ended_at for one in db.session.query(Share))


def test_sessions_are_planned_one_after_the_other(place, cohort):
    first = (clock.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    said = {"first_at": first.strftime("%Y-%m-%dT%H:%M"), "minutes": "30", "mode": "video"}
    assert place.post(f"{PATH}/plan", {**said, "people": ids(cohort.mentees)}).status_code == 303

    times = sorted(plan.at for plan in db.session.query(Plan))
    assert [at - times[0] for at in times] == [timedelta(minutes=30 * turn) for turn in range(3)]
    undone(place)
    assert {plan.state for plan in db.session.query(Plan)} == {"called off"}


def test_a_time_that_has_passed_comes_back_and_plans_nothing(place, cohort):
    said = {"first_at": "2020-01-01T10:00", "minutes": "30", "mode": "video", "people": ids(cohort.mentees)}
    back = place.post(f"{PATH}/plan", said)

    assert back.status_code == 422
    assert "That time has passed." in back.text
    assert db.session.query(Plan).count() == 0


def test_more_time_is_for_those_who_are_not_done_and_undone_it_is_as_before(client, place, course, cohort):
    section = a_section(course, due_on=clock.today("UTC") - timedelta(days=1))
    settle(course.context_id, people=[place_of(one) for one in cohort.mentees])
    one, two, three = cohort.mentees
    db.session.query(Assignment).filter_by(enrolment_id=place_of(two)).update({"done_at": clock.now()})
    until = clock.today("UTC") + timedelta(days=9)
    said = {"people": ids([one, two]), "section": str(section.id), "new_due": until.isoformat()}
    assert place.post(f"{PATH}/extend", said).status_code == 303

    db.session.expire_all()
    extended = {row.enrolment_id: row.extended_to for row in db.session.query(Assignment)}
    assert extended == {place_of(one): until, place_of(two): None, place_of(three): None}
    undone(place)
    db.session.expire_all()
    assert {row.extended_to for row in db.session.query(Assignment)} == {None}


def test_only_whoever_did_it_undoes_it_once_and_within_a_day(client, place, cohort):
    place.post(f"{PATH}/message", {"people": ids(cohort.mentees[:1]), "message": "How was it?"})
    path = f"{PATH}/done/{deed().id}/undo"
    assert visit_as(client, cohort.mentee).post(path).status_code == 404
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert visit_as(client, cohort.mentor).post(path).status_code == 403
    assert place.post(path).status_code == 303
    assert place.post(path).status_code == 403


@pytest.mark.parametrize("kind", ["message", "share", "plan", "extend"])
def test_what_is_missing_is_said_and_whom_it_was_for_is_kept(place, cohort, kind):
    back = place.post(f"{PATH}/{kind}", {"people": ids(cohort.mentees)})

    assert back.status_code == 422
    assert back.text.count('name="people"') == 3


def test_another_kind_than_there_is_leads_nowhere(place, cohort):
    assert place.post(f"{PATH}/praise", {"people": ids(cohort.mentees)}).status_code == 404
    assert place.get(f"{PATH}/?what=praise&people=nonsense").status_code == 200
    assert again(cohort.mentor).mentee_ids
