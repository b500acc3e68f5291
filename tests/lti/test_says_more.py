"""What a launch says beside who comes is kept: groups of Moodle, and whom Canvas says that somebody observes."""

from __future__ import annotations

from sqlalchemy import select

from plugin.database import db
from plugin.people.lms_groups.models import LmsGroup, LmsPlace
from plugin.people.models import Enrolment, Person
from plugin.people.observed.models import Observed
from tests.lti.ways import Browser, visit_in


def test_moodles_groups_of_whoever_launches(browser: Browser):
    visit_in(browser.launch(custom={"groups": "17,18"}))
    visit_in(browser.launch(custom={"groups": "$Moodle.Person.userGroupIds"}))

    there = select(LmsGroup.lms_id).join(LmsPlace).where(LmsPlace.gone_at.is_(None))
    assert sorted(db.session.scalars(there)) == ["17", "18"]


def test_whom_canvas_says_that_somebody_observes(browser: Browser):
    learner = browser.lms.claims("Learner")["sub"]
    visit_in(browser.launch("Learner"))

    visit_in(browser.launch("Instructor", role_scope_mentor=[learner, "nobody", 7, None]))

    named = select(Person.sub).join(Enrolment).join(Observed, Observed.mentee_id == Enrolment.id)
    assert db.session.scalars(named).all() == [learner]


def test_what_is_no_list_is_not_said(browser: Browser):
    for odd in ("sub", {"a": 1}, None):
        visit_in(browser.launch("Instructor", role_scope_mentor=odd))

    assert db.session.scalars(select(Enrolment.observes_at)).all() == [None]
