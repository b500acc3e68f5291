"""When something is pointed out in a course: a lead says so, everybody whom it is about can read it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.database import db, transaction
from plugin.groups.flags.keeping import reckoned_in
from plugin.groups.flags.limits import NUMBERS, SWITCHED, as_said, limits_of
from plugin.groups.flags.models import Standing
from plugin.groups.flags.queries import flagged_of
from plugin.groups.flags.rules import AS_IT_COMES, Limits
from plugin.jobs.models import Run
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, again
from tests.factories.courses import place_of
from tests.factories.visits import visit_as

COMES = {name: getattr(AS_IT_COMES, name) for name in NUMBERS} | {"speaks": list(SWITCHED)}


@pytest.fixture
def cohort(app):
    made = a_group(a_course(), mentees=1)
    db.session.query(Mentorship).update({"since": clock.now() - timedelta(days=12)})
    db.session.flush()
    return made


@pytest.fixture
def course(cohort):
    return db.session.query(Course).one()


@pytest.fixture
def at(client, course):
    return visit_as(client, a_lead(course))


def kinds(viewer, mentee):
    return [flag.kind for flag in flagged_of(again(viewer), [place_of(mentee)])[place_of(mentee)].flags]


def both(cohort):
    return [kinds(one, cohort.mentee) for one in (cohort.mentor, cohort.mentee)]


def said(course, **other):
    return {**COMES, "version": course.version, **other}


def test_what_a_lead_says_holds_at_once_for_mentor_and_mentee(at, cohort, course):
    assert both(cohort) == [["unmet"], ["unmet"]]
    assert at.post("/set-up/limits/", said(course, first_session=13)).status_code == 303
    assert both(cohort) == [[], []]
    assert 'value="13"' in at.get("/set-up/limits/").text
    assert at.post("/set-up/limits/", said(course, first_session=12)).status_code == 303
    assert both(cohort) == [["unmet"], ["unmet"]]
    assert at.post("/set-up/limits/", said(course, speaks=["gap"])).status_code == 303
    assert both(cohort) == [[], []]


def test_it_goes_back_to_how_it_comes(at, course):
    at.post("/set-up/limits/", said(course, unmoved=40, speaks=[]))
    assert course.flag_limits == {"unmoved": 40, "off": sorted(SWITCHED)}
    assert "As it comes with Tandem" in at.get("/set-up/limits/").text
    assert at.post("/set-up/limits/as-it-comes").status_code == 303
    assert course.flag_limits is None
    assert "As it comes with Tandem" not in at.get("/set-up/limits/").text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *((name, typed) for name in NUMBERS for typed in ("", "soon", "-1", "1001", "1.5")),
        ("gap_percent", "99"),
        ("first_session", "0"),
        ("together", "21"),
        ("unmoved", "181"),
        ("speaks", ["stuck"]),
    ],
)
def test_a_number_that_means_nothing_comes_back_with_a_kind_sentence(at, course, name, typed):
    back = at.post("/set-up/limits/", said(course, **{name: typed}))
    assert back.status_code == 422
    assert "Please" in back.text
    assert typed == ["stuck"] or f'value="{typed}"' in back.text
    assert course.flag_limits is None


def test_of_two_leads_the_second_sees_both(at, course):
    before = course.version
    at.post("/set-up/limits/", said(course, unmoved=40))
    clash = at.post("/set-up/limits/", said(course, unmoved=50, version=before))
    assert clash.status_code == 409
    assert 'value="50"' in clash.text
    assert limits_of(course).unmoved == 40
    assert at.post("/set-up/limits/", said(course, unmoved=40, version=before)).status_code == 303


def test_what_is_kept_is_what_is_otherwise(course):
    other = Limits(gap_percent=200, off=frozenset({"section"}))
    assert as_said(AS_IT_COMES) is None
    assert as_said(other) == {"gap_percent": 200, "off": ["section"]}
    course.flag_limits = {**as_said(other), "gone": 1, "off": ["section", "stuck"]}
    assert limits_of(course) == other


def test_a_change_asks_for_a_reckoning_and_the_same_again_for_none(at, course):
    at.post("/set-up/limits/", said(course))
    assert db.session.query(Run).filter_by(job="flags.course").count() == 0
    at.post("/set-up/limits/", said(course, first_session=13))
    [run] = db.session.query(Run).filter_by(job="flags.course")
    assert run.subject == str(course.context_id)


def test_the_reckoning_is_of_one_course(real_app):
    with real_app.app_context(), transaction():
        cohort, other = a_group(a_course(), mentees=2), a_group(a_course(), mentees=1)
        context_id = cohort.mentor.context_id
        began = clock.now()
    with real_app.app_context():
        with clock.at(began + timedelta(hours=1)):
            assert reckoned_in(context_id) == "2 reckoned"
        with transaction(writing=False):
            reckoned = {one.mentor_id for one in db.session.query(Standing) if one.as_of > began}
    assert reckoned == {place_of(cohort.mentor)}
    assert place_of(other.mentor) not in reckoned


def test_mentor_and_mentee_read_the_limits_that_hold(client, at, cohort, course):
    at.post("/set-up/limits/", said(course, unmoved=40, speaks=["unmoved"]))
    for who in (cohort.mentor, cohort.mentee):
        page = visit_as(client, who).get(f"/groups/mentees/{place_of(cohort.mentee)}").text
        assert "nobody touched for 40 days" in page
        assert "no session after" not in page


def test_nobody_but_leads_says_so(client, cohort):
    for who in (cohort.mentor, cohort.mentee):
        assert visit_as(client, who).get("/set-up/limits/").status_code == 403
        assert visit_as(client, who).post("/set-up/limits/as-it-comes").status_code == 403
