"""Agreements: worded, signed by everybody they bind, anew after each change; read by nobody else."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin.courses.agreements.actions import sign
from plugin.courses.agreements.models import Agreement, Signature, Terms
from plugin.courses.agreements.parties import Whose
from plugin.courses.agreements.queries import agreement_for, own_agreements
from plugin.courses.outline.queries import course_here
from plugin.database import db
from plugin.errors import NotHere
from tests.factories import a_course, a_group, a_mentee, a_mentor, a_pair, again, mentors
from tests.factories.agreements import agreed, an_agreement, standing, terms_fields, two
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def course(app):
    return a_course(agreement=["We meet every two weeks."])


@pytest.fixture
def pair(course):
    return two(course)


def test_a_pair_words_signs_and_changes_it(client, pair):
    mentor, mentee = pair
    at = visit_as(client, mentee)
    assert "nothing written" not in at.get("/agreements/").text
    begun = at.post("/agreements/", {"whom": str(Whose(None, mentee.enrolment_id, mentor.enrolment_id))})
    path = "/agreements/" + begun.headers["Location"].rpartition("/")[2]
    form = at.get(f"{path}/terms").text
    assert "- We meet every two weeks." in form, "what the programme proposes is a beginning"
    assert at.post(f"{path}/terms", terms_fields(version="0")).status_code == 303
    assert "That I lead the night shift" in at.get(path).text

    for one in pair:
        at = visit_as(client, one)
        assert "waits for your signature" in at.get("/agreements/").text
        assert at.post(f"{path}/sign", {"version": "1"}).status_code == 303
    assert "signed by everybody" in at.get("/agreements/").text

    at.post(f"{path}/terms", terms_fields(version="1", purpose="Something else"))

    page = at.get(path).text
    assert "waits for your signature" in page
    assert "What stood there before" in page
    assert "That I lead the night shift" in page


def test_the_same_words_once_more_ask_nobody_again(client, pair):
    seen = agreed(pair[0])
    sign(pair[0], seen, 1)
    path = f"/agreements/{seen.agreement.id}"

    assert visit_as(client, pair[1]).post(f"{path}/terms", terms_fields(version="1")).status_code == 303

    assert db.session.scalar(select(func.count(Terms.id))) == 1
    assert standing(pair[0], seen).signed == {pair[0].enrolment_id}


def test_two_who_word_it_at_once_see_both_texts(client, pair):
    seen = agreed(pair[0])
    path = f"/agreements/{seen.agreement.id}/terms"
    visit_as(client, pair[0]).post(path, terms_fields(version="1", purpose="My words", hours=""))

    answer = visit_as(client, pair[1]).post(path, terms_fields(version="1", purpose="Their words"))

    assert answer.status_code == 409
    assert "My words" in answer.text
    assert "Their words" in answer.text
    assert 'name="version" value="2"' in answer.text


def test_what_was_changed_meanwhile_is_not_signed_unread(client, pair):
    seen = agreed(pair[0])
    path = f"/agreements/{seen.agreement.id}"
    visit_as(client, pair[0]).post(f"{path}/terms", terms_fields(version="1", purpose="Other words"))

    answer = visit_as(client, pair[1]).post(f"{path}/sign", {"version": "1"})

    assert answer.status_code == 422
    assert "It was changed meanwhile" in answer.text
    assert db.session.scalar(select(func.count(Signature.id))) == 0


def test_nothing_is_signed_before_it_is_written(client, pair):
    path = f"/agreements/{an_agreement(pair[0]).agreement.id}"

    for version in ("0", "", "x", "7"):
        assert visit_as(client, pair[0]).post(f"{path}/sign", {"version": version}).status_code == 422
    assert db.session.scalar(select(func.count(Signature.id))) == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"purpose": " "}, "terms without a purpose bind nobody"),
        ({"cadence_days": "0"}, "whole days, from 1 to 365"),
        ({"minutes": "1500"}, "whole minutes, from 1 to 1440"),
        ({"hours": "0"}, "whole hours, from 1 to 200"),
        ({"reply_days": "2.5"}, "whole days, from 1 to 90"),
        ({"reply_days": "9" * 40}, "whole days, from 1 to 90"),
        ({"roles": "x" * 30_000}, "Nothing is lost"),
    ],
)
def test_what_makes_no_sense_is_given_back_with_its_words(client, pair, wrong, words):
    seen = agreed(pair[0])
    sign(pair[0], seen, 1)

    answer = visit_as(client, pair[0]).post(
        f"/agreements/{seen.agreement.id}/terms", terms_fields(version="1", ending="My own end", **wrong)
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert "My own end" in answer.text
    assert standing(pair[0], seen).version == 1


def test_more_than_the_hours_that_they_have_is_said(client, pair):
    for hours, warned in ((2, False), (1, True), (None, False)):
        seen = agreed(pair[0], hours=hours)  # every 14 days for 45 minutes: 96 minutes a month
        page = visit_as(client, pair[0]).get(f"/agreements/{seen.agreement.id}").text
        assert ("Meet less often" in page) is warned


def test_begun_twice_it_is_one_and_nobody_begins_that_of_others(client, course, pair):
    stranger = a_mentor(course)
    whom = str(Whose(None, pair[1].enrolment_id, pair[0].enrolment_id))

    first, second = (visit_as(client, one).post("/agreements/", {"whom": whom}) for one in pair)
    assert first.headers["Location"].rpartition("/")[2] == second.headers["Location"].rpartition("/")[2]
    mentors(stranger, a_mentee(course))
    for wrong in (whom, "", "nonsense", "group:x"):
        assert visit_as(client, again(stranger)).post("/agreements/", {"whom": wrong}).status_code == 404
    assert db.session.scalar(select(func.count(Agreement.id))) == 1


def test_where_ones_own_stand_costs_the_same_however_many_they_are(course):
    def asked(mentor):
        mentor = again(mentor)
        with counted() as statements:
            own = own_agreements(mentor, course_here(mentor))
        return len(statements), len(own.listed)

    few, many = (a_group(course, mentors=1, mentees=number) for number in (2, 30))
    for group in (few, many):
        for mentee in group.mentees:
            agreed(again(mentee), "mentee")
    (small, two), (large, thirty) = asked(few.mentor), asked(many.mentor)

    assert (two, thirty) == (3, 31)
    assert small == large


def test_pages_of_them_are_of_fifty(client, course):
    group = a_group(course, mentors=1, mentees=52)

    first = visit_as(client, group.mentor).get("/agreements/").text
    second = visit_as(client, group.mentor).get("/agreements/?page=2").text

    assert (first.count("Begin<span"), second.count("Begin<span")) == (50, 3)


def test_another_course_is_another_world(course, pair):
    seen = agreed(pair[0])
    mentor, _mentee = a_pair(a_course())

    with pytest.raises(NotHere):
        agreement_for(again(mentor), seen.agreement.id)
