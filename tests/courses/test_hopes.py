"""Hopes are written alone and opened together: nobody reads another's before they have given theirs."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.agreements.models import Hope
from plugin.database import db
from tests.factories import a_group, a_lead, again
from tests.factories.agreements import an_agreement, two
from tests.factories.visits import visit_as


@pytest.fixture
def pair(course):
    return two(course)


def test_they_are_opened_together(client, pair):
    mentor, mentee = pair
    path = f"/agreements/{an_agreement(mentor).agreement.id}"
    assert visit_as(client, mentee).post(f"{path}/hope", {"words": "canary of a mentee"}).status_code == 303

    page = visit_as(client, mentor).get(path)
    assert "canary" not in page.text + str(page.headers)
    assert visit_as(client, mentor).post(f"{path}/hope", {"words": "a mentor's own"}).status_code == 303

    for one in pair:
        page = visit_as(client, one).get(path).text
        assert "canary of a mentee" in page
        assert "a mentor&#39;s own" in page or "a mentor's own" in page


def test_ones_own_is_put_right_until_another_gave_theirs(client, pair):
    mentor, mentee = pair
    path = f"/agreements/{an_agreement(mentor).agreement.id}"
    visit_as(client, mentee).post(f"{path}/hope", {"words": "First thought"})
    visit_as(client, mentee).post(f"{path}/hope", {"words": "Second thought"})
    assert [hope.words for hope in db.session.scalars(select(Hope))] == ["<p>Second thought</p>"]
    visit_as(client, mentor).post(f"{path}/hope", {"words": "A mentor hopes too"})

    answer = visit_as(client, mentee).post(f"{path}/hope", {"words": "Third thought"})

    assert answer.status_code == 422
    assert "it stays as it was" in answer.text
    hopes = db.session.scalars(select(Hope.words).order_by(Hope.at)).all()
    assert hopes == ["<p>Second thought</p>", "<p>A mentor hopes too</p>"]


def test_nothing_is_no_hope(client, pair):
    path = f"/agreements/{an_agreement(pair[0]).agreement.id}"

    answer = visit_as(client, pair[0]).post(f"{path}/hope", {"words": " \n "})

    assert answer.status_code == 422
    assert db.session.scalars(select(Hope)).all() == []


def test_in_a_group_each_reads_those_of_who_gave_theirs(client, course):
    group = a_group(course, mentors=1, mentees=2)
    path = f"/agreements/{an_agreement(again(group.mentor), 'group').agreement.id}"
    first, second = group.mentees
    for one, words in ((first, "canary one"), (group.mentor, "canary two")):
        visit_as(client, one).post(f"{path}/hope", {"words": words})

    assert "canary" not in visit_as(client, second).get(path).text
    assert "canary two" in visit_as(client, first).get(path).text
    assert visit_as(client, a_lead(course)).get(path).status_code == 404
