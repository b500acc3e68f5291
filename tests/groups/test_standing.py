"""How each mentee stands is kept for the board: reckoned by the hour, sorted by what may need a word, forgotten after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db, new_id, transaction
from plugin.groups.flags.events import stirred
from plugin.groups.flags.keeping import keep_standing, reckoned
from plugin.groups.flags.models import ENDLESS, NOTHING, Standing
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, again
from tests.factories.courses import place_of
from tests.factories.crowds import a_crowd
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def cohort(app):
    return a_group(a_course(), mentees=3)


def together_since(cohort, *days):
    for mentee, since in zip(cohort.mentees, days, strict=False):
        db.session.query(Mentorship).filter_by(mentee_id=place_of(mentee)).update(
            {"since": clock.now() - timedelta(days=since)}
        )
    db.session.expire_all()


def standing_of(mentee):
    return db.session.scalars(select(Standing).where(Standing.mentee_id == place_of(mentee))).one()


def names_on(page, cohort):
    return sorted(cohort.mentees, key=lambda mentee: page.index(f">{mentee.name}<"))


def test_the_board_says_why_and_since_when_and_sorts_by_it(client, cohort):
    one, two, three = cohort.mentees
    together_since(cohort, 12, 40, 1)
    keep_standing(again(cohort.mentor))
    page = visit_as(client, cohort.mentor).get("/groups/mine?sort=attention").text

    assert "No session yet, after 12 days together" in page
    assert "No session yet, after 40 days together" in page
    assert page.count("No session yet") == 2
    assert names_on(page, cohort) == [two, one, three]
    assert "Reckoned" in page
    lead = visit_as(client, a_lead(cohort.mentor)).get(f"/groups/{cohort.id}?sort=attention").text
    assert "No session yet" not in lead
    mate = visit_as(client, one).get(f"/groups/{cohort.id}")
    assert mate.status_code == 403


def test_it_is_reckoned_anew_and_says_when(cohort):
    one = cohort.mentees[0]
    together_since(cohort, 12)
    keep_standing(again(cohort.mentor))
    first = standing_of(one)
    assert [flag.kind for flag in first.raised] == ["unmet"]
    assert first.since == (clock.now() - timedelta(days=2)).date()
    a_session(cohort.mentor, group_id=cohort.id)
    assert standing_of(one).raised
    keep_standing(again(cohort.mentor))
    db.session.expire_all()
    assert (standing_of(one).flags, standing_of(one).rank, standing_of(one).since) == ([], NOTHING, ENDLESS)


def test_the_hour_reckons_all_courses_that_run_and_forgets_who_is_mentored_no_more(real_app):
    with real_app.app_context(), transaction():
        cohort, other = a_group(a_course(), mentees=2), a_group(a_course(), mentees=1)
        together_since(cohort, 12, 12)
        gone = place_of(cohort.mentees[1])
        here = place_of(cohort.mentees[0])
        elsewhere = place_of(other.mentees[0])
    with real_app.app_context():
        assert reckoned() == "3 reckoned"
        with transaction():
            db.session.query(Mentorship).filter_by(mentee_id=gone).update({"until": clock.now()})
        assert reckoned() == "2 reckoned"
        with transaction(writing=False):
            kept = set(db.session.scalars(select(Standing.mentee_id)))
    assert kept == {here, elsewhere}


def test_a_mentor_of_hundreds_costs_as_many_statements_as_one_of_three(cohort):
    mentor = again(cohort.mentor)
    with counted() as few:
        keep_standing(mentor)
    crowd = a_crowd(cohort, 200)
    mentor = again(crowd.mentor)
    assert len(mentor.mentee_ids) == 203
    with counted() as many:
        assert keep_standing(mentor) == 203
    assert len(few) == len(many) <= 18


def test_nothing_is_reckoned_before_a_course_is_open_and_nothing_of_somebody_gone(real_app):
    with real_app.app_context(), transaction():
        cohort = a_group(a_course(opened=False), mentees=1)
        ids = [place_of(cohort.mentor), place_of(cohort.mentee), new_id()]
    with real_app.app_context():
        assert [stirred(one) for one in ids] == ["0 reckoned"] * 3
