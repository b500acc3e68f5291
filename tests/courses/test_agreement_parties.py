"""Whom an agreement binds, as people come and go: they sign it and read it, and a mentee keeps what was theirs."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.groups.actions import leave, place
from plugin.people.models import Mentorship
from tests.factories import a_group, a_lead, a_mentee, a_mentor, again
from tests.factories.agreements import agreed, an_agreement, standing, terms_fields, two
from tests.factories.visits import visit_as


@pytest.fixture
def pair(course):
    return two(course)


def test_of_a_group_its_mentors_word_it_and_everybody_signs(client, course):
    group = a_group(course, mentors=2, mentees=2)
    seen = an_agreement(group.mentor, "group")
    path = f"/agreements/{seen.agreement.id}"
    assert visit_as(client, group.mentee).get(f"{path}/terms").status_code == 403
    assert visit_as(client, group.mentor).post(f"{path}/terms", terms_fields(version="0")).status_code == 303
    for one in (*group.mentors, *group.mentees):
        assert not standing(one, seen).holds
        assert visit_as(client, one).post(f"{path}/sign", {"version": "1"}).status_code == 303
    assert standing(group.mentor, seen).holds

    newcomer = a_mentee(course)
    place(a_lead(course), group.group, newcomer.enrolment_id, "mentee")

    assert standing(group.mentor, seen).waits_for == {newcomer.enrolment_id}
    assert "waits for your signature" in visit_as(client, again(newcomer)).get("/agreements/").text


def test_what_a_mentee_has_in_a_group_is_theirs_and_its_mentors(client, course):
    group = a_group(course, mentors=2, mentees=2)
    seen = agreed(again(group.mentee), "mentee")
    path = f"/agreements/{seen.agreement.id}"

    assert seen.parties == {group.mentee.enrolment_id, *(one.enrolment_id for one in group.mentors)}
    for one in (group.mentee, *group.mentors):
        assert visit_as(client, one).get(path).status_code == 200
    for one in (group.mentees[1], a_lead(course), a_mentor(course)):
        assert visit_as(client, one).get(path).status_code == 404


def test_a_mentee_keeps_theirs_and_a_mentor_who_is_none_any_more_does_not(client, course, pair):
    mentor, mentee = pair
    seen = agreed(mentor)
    for one in db.session.scalars(select(Mentorship)):
        one.until = clock.now()
    db.session.flush()
    path = f"/agreements/{seen.agreement.id}"

    assert visit_as(client, again(mentor)).get(path).status_code == 404
    kept = visit_as(client, again(mentee))
    assert "That I lead the night shift" in kept.get(path).text
    listed = kept.get("/agreements/").text
    assert "Ravi Menon" in listed
    assert "over" in listed
    assert kept.post(f"{path}/sign", {"version": "1"}).status_code == 403
    assert kept.post(f"{path}/terms", terms_fields(version="1")).status_code == 403
    assert kept.post(f"{path}/hope", {"words": "More"}).status_code == 403


def test_whoever_left_the_group_reads_it_no_more(client, course):
    group = a_group(course, mentors=1, mentees=2)
    seen = agreed(again(group.mentor), "group")
    leave(a_lead(course), group.group, group.mentee.enrolment_id)

    assert visit_as(client, again(group.mentee)).get(f"/agreements/{seen.agreement.id}").status_code == 404
    assert group.mentee.enrolment_id not in standing(group.mentor, seen).parties


def test_what_a_mentee_had_in_a_group_that_they_left_is_over(client, course):
    group = a_group(course, mentors=1, mentees=2)
    seen = agreed(again(group.mentee), "mentee")
    leave(a_lead(course), group.group, group.mentee.enrolment_id)
    path = f"/agreements/{seen.agreement.id}"

    assert visit_as(client, again(group.mentor)).get(path).status_code == 404
    kept = visit_as(client, again(group.mentee))
    assert kept.get(path).status_code == 200
    assert kept.post(f"{path}/sign", {"version": "1"}).status_code == 403
