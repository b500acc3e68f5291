"""Somebody covers for a mentor from a day until another: they see what the mentor sees then, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.fit.queries import fits_to_say
from plugin.courses.agreements.parties import own
from plugin.database import db, transaction
from plugin.groups import actions
from plugin.groups.cover.actions import arrange, end_cover
from plugin.groups.cover.rules import Wanted
from plugin.groups.flags.keeping import reckoned
from plugin.groups.flags.models import Standing
from plugin.home.week.nudges import nudges_for
from plugin.people.audience import Reach, in_groups, mentor_now, told
from plugin.people.cover.models import Cover
from plugin.people.models import Enrolment, Group, Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentee, a_person, a_section, again
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as
from tests.groups.covers import NOON, later, wanted


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=2)


@pytest.fixture
def helper(course):
    return a_person(course, "Noor Rahimi")


def on_day(days):
    return clock.at(NOON + timedelta(days=days))


def mentees_of(cohort):
    return {place_of(one) for one in cohort.mentees}


def test_whoever_covers_sees_from_the_first_day_to_the_last_and_nothing_before_or_after(
    client, lead, cohort, helper
):
    goal = a_goal(cohort.mentee)
    arrange(lead, wanted(cohort.mentor, helper, first=2, last=4))
    for day, seen in ((1, 404), (2, 200), (4, 200), (5, 404)):
        with on_day(day):
            assert visit_as(client, again(helper)).get(f"/goals/{goal.id}").status_code == seen, day
            assert again(helper).mentee_ids == (mentees_of(cohort) if seen == 200 else set())
            assert (place_of(helper) in again(cohort.mentee).mentor_ids) is (seen == 200)
            assert (cohort.id in again(helper).mentored_group_ids) is (seen == 200)


def test_days_are_those_of_the_lead(course, cohort, helper):
    lead = a_lead(course, zone="Pacific/Auckland")
    arrange(lead, Wanted(place_of(cohort.mentor), place_of(helper), None, later(2), later(2)))
    for moment, seen in (
        (datetime(2026, 11, 21, 10, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 21, 11, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 10, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 11, tzinfo=UTC), False),
    ):
        with clock.at(moment):
            assert bool(again(helper).mentee_ids) is seen, moment


def test_of_one_group_the_others_are_not_seen(lead, course, cohort, helper):
    alone = a_mentee(course, mentor=cohort.mentor)
    arrange(lead, wanted(cohort.mentor, helper, group=cohort))
    assert again(helper).mentee_ids == mentees_of(cohort)
    arrange(lead, wanted(cohort.mentor, helper, first=6, last=7))
    with on_day(6):
        assert again(helper).mentee_ids == mentees_of(cohort) | {place_of(alone)}


def test_mentees_who_come_are_covered_too_and_who_leaves_is_no_more(lead, course, cohort, helper):
    group = db.session.get_one(Group, cohort.id)
    arrange(lead, wanted(cohort.mentor, helper))
    fresh = a_person(course)
    actions.place(lead, group, place_of(fresh), "mentee")
    assert again(helper).mentee_ids == mentees_of(cohort) | {place_of(fresh)}
    actions.leave(lead, group, place_of(cohort.mentee))
    assert place_of(cohort.mentee) not in again(helper).mentee_ids
    actions.leave(lead, group, place_of(cohort.mentor))
    assert again(helper).mentee_ids == set()
    assert again(helper).group_ids == set()


def test_it_is_ended_early_by_one_press(client, lead, cohort, helper):
    cover = arrange(lead, wanted(cohort.mentor, helper))
    at = visit_as(client, lead)
    assert "Noor Rahimi covers for" in at.get("/groups/cover/").text
    assert at.post(f"/groups/cover/{cover.id}/end").status_code == 303
    assert again(helper).mentee_ids == set()
    assert db.session.get(Cover, cover.id).last_day == later(5)
    assert at.post(f"/groups/cover/{cover.id}/end").status_code == 404
    coming = arrange(lead, wanted(cohort.mentor, helper, first=3))
    end_cover(coming)
    assert db.session.get(Cover, coming.id) is None


def test_cover_is_no_pair_it_signs_nothing_is_not_nudged_and_ends_nothing(client, lead, cohort, helper):
    arrange(lead, wanted(cohort.mentor, helper, last=90))
    db.session.query(Mentorship).update({"since": NOON - timedelta(days=60)})
    with on_day(40):
        covering, mentee = again(helper), again(cohort.mentee)
        assert own(covering) == []
        assert fits_to_say(covering) == {}
        assert nudges_for(covering, []) == []
        assert [one.other for one in nudges_for(mentee, [])] == [cohort.mentor.name]
        at = visit_as(client, covering)
        other = place_of(mentee)
        assert at.get(f"/agreements/parting/{other}").status_code == 404
        assert at.post(f"/agreements/parting/{other}/end", {"sure": "yes"}).status_code == 404
        assert at.get(f"/agreements/fit/{other}").status_code == 404
        assert "Rest, hand over, end" not in at.get(f"/groups/mentees/{other}").text


def test_all_three_read_that_it_is_cover_and_until_when(client, lead, cohort, helper):
    arrange(lead, wanted(cohort.mentor, helper))
    page = f"/groups/mentees/{place_of(cohort.mentee)}"
    at, mentor = visit_as(client, again(helper)), visit_as(client, cohort.mentor)
    for path in ("/groups/mine", f"/groups/{cohort.id}", page):
        assert f"You cover for {cohort.mentor.name} until 25 Nov" in at.get(path).text
    assert "Noor Rahimi covers for you until 25 Nov" in mentor.get(page).text
    assert "by cover" in at.get("/groups/mine").text
    assert "until 25 Nov" in visit_as(client, cohort.mentee).get(page).text
    assert "until 25 Nov" not in visit_as(client, cohort.mentees[1]).get("/course/").text


def test_who_can_see_it_counts_whoever_covers(lead, cohort, helper):
    arrange(lead, wanted(cohort.mentor, helper))
    for among in (mentor_now(place_of(cohort.mentee)), in_groups([cohort.id])):
        assert "Noor Rahimi" in told(again(cohort.mentee), Reach(among=among)).others


def test_how_mentees_stand_is_reckoned_for_whoever_covers_and_forgotten_afterwards(real_app):
    with real_app.app_context(), transaction():
        cohort = a_group(a_course(), mentees=2)
        db.session.query(Mentorship).update({"since": NOON - timedelta(days=20)})
        helper = a_person(cohort.mentor)
        arrange(a_lead(cohort.mentor), wanted(cohort.mentor, helper))
    with real_app.app_context():
        assert reckoned() == "4 reckoned"
        assert {one.raised[0].kind for one in standings(helper)} == {"unmet"}
        with on_day(6):
            assert reckoned() == "2 reckoned"
            assert standings(helper) == []


def standings(helper):
    with transaction(writing=False):
        return db.session.query(Standing).filter_by(mentor_id=place_of(helper)).all()


def test_cover_goes_on_for_a_mentor_who_has_left_the_lms_and_not_by_one_who_has(lead, cohort, helper):
    arrange(lead, wanted(cohort.mentor, helper))
    db.session.get_one(Enrolment, place_of(cohort.mentor)).active = False
    db.session.flush()
    assert again(helper).mentee_ids == mentees_of(cohort)
    assert again(cohort.mentee).mentor_ids == {place_of(helper)}
    db.session.get_one(Enrolment, place_of(helper)).active = False
    db.session.flush()
    assert again(cohort.mentee).mentor_ids == set()


def test_pages_of_many_show_whom_somebody_covers_for_before_anything_was_reckoned(
    client, lead, cohort, helper, course, monkeypatch
):
    monkeypatch.setattr("plugin.groups.export.sheet.AT_ONCE", 1)
    a_section(course)
    actions.make_pair(lead, place_of(helper), place_of(a_mentee(course, "Mei-Ling Tan")))
    actions.make_pair(lead, place_of(helper), place_of(a_mentee(course, "Samir Haddad")))
    arrange(lead, wanted(cohort.mentor, helper))
    names = [*(one.name for one in cohort.mentees), "Mei-Ling Tan", "Samir Haddad"]
    at = visit_as(client, again(helper))
    for path in ("/groups/mine", "/groups/mine/map"):
        assert all(name in at.get(path).text for name in names), path
    rows = at.get("/groups/mine/export").text.splitlines()[1:]
    assert sorted(row.split(",")[0] for row in rows) == sorted(names)
