"""Leads at work at the same moment, on a database that really commits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from plugin.database import db, transaction
from plugin.errors import Invalid
from plugin.groups.actions import change_role, make_group, make_pair, place
from plugin.people.models import Enrolment, Group, Mentorship
from tests.factories import a_course, a_lead, a_person
from tests.factories.courses import place_of


def at_once(app, what, things):
    """Call `what(thing)` for each thing in a transaction of its own, all at the same time."""

    def one(thing):
        with app.app_context(), transaction():
            return what(thing)

    with ThreadPoolExecutor(len(things)) as people:
        return list(people.map(one, things))


def test_mentors_and_mentees_placed_at_once_all_meet(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        lead = a_lead(course)
        group_id = make_group(lead, "Spring").id
        wanted = [
            (place_of(a_person(course)), part) for _ in range(5) for part in ("mentor", "mentee", "mentee")
        ]

    at_once(real_app, lambda who: place(lead, db.session.get_one(Group, group_id), *who).id, wanted)

    with real_app.app_context(), transaction(writing=False):
        assert db.session.scalar(select(func.count()).select_from(Mentorship)) == 5 * 10


def test_two_leads_who_demote_each_other_leave_one(real_app):
    with real_app.app_context(), transaction():
        course = a_course()
        one, other = a_lead(course), a_lead(course)

    def demote(pair):
        try:
            change_role(pair[0], place_of(pair[1]), "member")
        except Invalid:
            return "refused"
        return "done"

    said = at_once(real_app, demote, [(one, other), (other, one)])

    assert sorted(said) == ["done", "refused"]
    with real_app.app_context(), transaction(writing=False):
        assert db.session.scalar(select(func.count()).where(Enrolment.role == "lead")) == 1


def test_one_name_given_at_once_is_one_group(real_app):
    with real_app.app_context(), transaction():
        lead = a_lead(a_course())

    def make(name):
        try:
            make_group(lead, name)
        except Invalid:
            return "refused"
        return "done"

    assert sorted(at_once(real_app, make, ["Spring"] * 6)) == ["done", *["refused"] * 5]


def test_a_pair_made_at_once_is_one_pair(real_app):
    with real_app.app_context(), transaction():
        lead = a_lead(course := a_course())
        pair = place_of(a_person(course)), place_of(a_person(course))

    made = at_once(real_app, lambda two: make_pair(lead, *two).id, [pair] * 6)

    assert len(set(made)) == 1
