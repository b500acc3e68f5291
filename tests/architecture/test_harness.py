"""What tests stand on holds: nothing of one test is seen by the next, and commits nest."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from plugin.database import db, transaction
from plugin.lti.models import Company
from tests.factories import a_company, a_course, a_group, a_pair, again
from tests.harness.isolation import apart
from tests.harness.second import is_asked_again
from tests.harness.statements import counted


def companies() -> int:
    return db.session.scalar(select(func.count()).select_from(Company)) or 0


@pytest.mark.parametrize("_round", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(app, _round):
    assert companies() == 0

    a_company()
    db.session.commit()

    assert companies() == 1


def test_a_request_sees_what_the_test_wrote_and_the_test_sees_what_it_did(app):
    a_company("Here before")

    def elsewhere() -> int:
        with app.app_context(), transaction():
            a_company("Made there")
            return companies()

    assert apart(elsewhere) == 2
    assert companies() == 2


def test_a_refusal_elsewhere_undoes_its_own_work_alone(app):
    company = a_company()

    def elsewhere() -> None:
        with app.app_context(), transaction():
            a_company("Never")
            raise LookupError

    with pytest.raises(LookupError):
        apart(elsewhere)

    assert companies() == 1
    assert company.name == "Northwind"


def test_statements_are_counted_without_the_transaction(app):
    def elsewhere() -> None:
        with app.app_context(), transaction():
            companies()

    with counted() as said:
        apart(elsewhere)

    assert len(said) == 1


def test_people_know_each_other(app):
    course = a_course()
    mentor, mentee = a_pair(course)
    cohort = a_group(course, mentors=2, mentees=3)

    assert mentor.mentee_ids == {mentee.enrolment_id}
    assert mentee.mentor_ids == {mentor.enrolment_id}
    assert cohort.mentor.mentee_ids == {one.enrolment_id for one in cohort.mentees}
    assert again(cohort.mentee).group_ids == {cohort.id}


def test_a_real_database_keeps_what_is_committed(real_app):
    with real_app.app_context(), transaction():
        a_company()

    with real_app.app_context(), transaction(writing=False):
        assert companies() == 1


@pytest.mark.parametrize(
    ("names", "marked", "effort", "asked"),
    [
        (("app", "databases"), False, 0.1, True),
        (("app", "databases"), True, 0.1, False),
        (("app", "databases"), True, 1.0, True),
        (("tmp_path",), False, 1.0, False),
    ],
)
def test_the_second_database_is_asked_what_it_may_answer_otherwise(names, marked, effort, asked):
    item = SimpleNamespace(fixturenames=names, get_closest_marker=lambda _name: marked or None)

    assert is_asked_again(item, effort) is asked
