"""A section's list: paged, put in order, and what was taken out by mistake comes back as it was."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from plugin import clock
from plugin.courses.resources.actions import move_resource, take_out
from plugin.courses.resources.queries import resources_of
from tests.factories import a_lead
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.mark.parametrize("who", ["mentee", "mentor", "lead"])
def test_five_hundred_resources_are_fifty_a_page_in_the_same_statements(client, course, cohort, section, who):
    viewer = {"mentee": cohort.mentee, "mentor": cohort.mentor}.get(who) or a_lead(course)
    at = visit_as(client, viewer)

    def cost() -> int:
        at.get(f"/sections/{section.id}")
        with counted() as said:
            assert at.get(f"/sections/{section.id}").status_code == 200
        return len(said)

    a_resource(section, title="Thing 000")
    few = cost()
    for number in range(1, 500):
        a_resource(section, title=f"Thing {number:03}")

    assert cost() == few
    assert len(set(re.findall(r"Thing \d+", at.get(f"/sections/{section.id}").text))) == 50
    assert "Thing 499" in at.get(f"/sections/{section.id}?page=10").text
    assert "The list ends before this page." in at.get(f"/sections/{section.id}?page=11").text
    assert len(set(re.findall(r"Thing \d+", at.get("/course/").text))) <= 50


def titles(section) -> str:
    return "".join(one.title for one in resources_of(section))


def test_resources_change_places(client, cohort, section):
    a, _b, c = (a_resource(section, title=title, by=cohort.mentor) for title in "abc")
    at = visit_as(client, cohort.mentor)

    answer = at.post(f"/resources/{c.id}/move", {"to": "up"})

    assert titles(section) == "acb"
    assert answer.headers["Location"].endswith(f"#resource-{c.id}")
    at.post(f"/resources/{a.id}/move", {"to": "up"})
    assert titles(section) == "acb"
    at.post(f"/resources/{a.id}/move", {"to": "down"})
    assert titles(section) == "cab"
    assert at.post(f"/resources/{a.id}/move", {"to": "sideways"}).status_code == 422


def test_two_that_were_added_in_the_same_moment_change_places_too(cohort, section):
    a, b = (a_resource(section, title=title) for title in "ab")
    b.position = a.position

    move_resource(cohort.mentor, b, up=True)

    assert titles(section) == "ba"


def test_what_is_taken_out_is_found_by_nobody_and_comes_back_with_all_that_was_said(
    client, course, cohort, section
):
    resource = a_resource(section, title="Gone", by=cohort.mentor)
    post = a_post(cohort.mentee, resource, "<p>Still here</p>")
    mentor, mentee = visit_as(client, cohort.mentor), visit_as(client, cohort.mentee)

    landed = mentor.post(f"/resources/{resource.id}/take-out").headers["Location"]

    assert "Undo" in mentor.get(landed).text
    for address in (f"/resources/{resource.id}", f"/discussions/posts/{post.id}"):
        assert mentee.get(address).status_code == 404
    assert "Gone" not in mentee.get(f"/sections/{section.id}").text
    assert "Gone" in visit_as(client, a_lead(course)).get(f"/sections/{section.id}").text

    assert mentor.post(f"/resources/{resource.id}/bring-back").status_code == 303
    assert "Still here" in mentee.get(f"/resources/{resource.id}").text


def test_after_thirty_days_it_stays_out(client, course, cohort, section):
    resource = a_resource(section, title="Gone")
    with time_machine.travel(clock.now() - timedelta(days=31), tick=False):
        take_out(cohort.mentor, resource)
    at = visit_as(client, a_lead(course))

    assert at.post(f"/resources/{resource.id}/bring-back").status_code == 404
    assert "Gone" not in at.get(f"/sections/{section.id}").text


def test_a_mentor_brings_back_their_own_alone(client, cohort, others, section):
    resource = a_resource(section, by=cohort.mentor)
    take_out(cohort.mentor, resource)

    assert visit_as(client, others.mentor).post(f"/resources/{resource.id}/bring-back").status_code == 404
    assert visit_as(client, cohort.mentor).post(f"/resources/{resource.id}/bring-back").status_code == 303
