"""Resources as pages: added, changed by one hand at a time, and read."""

from __future__ import annotations

import pytest

from plugin.courses.resources.queries import resource_for, resources_of
from tests.factories import a_course, a_lead, a_mentee, a_section
from tests.factories.courses import a_resource
from tests.factories.visits import visit_as


def test_a_mentor_adds_a_link_for_everybody(client, cohort, section):
    fields = {"kind": "link", "title": "A talk", "url": "https://example.org/talk", "minutes": "12"}

    answer = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", fields)

    assert answer.status_code == 303
    page = visit_as(client, cohort.mentee).get(f"/sections/{section.id}").text
    assert "A talk" in page
    assert "12 minutes" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "link", "title": "T"}, "A link needs its address."),
        ({"kind": "page", "title": "T"}, "A page needs its words."),
        ({"kind": "link", "title": "T", "url": "javascript:alert(1)"}, "begins with https://"),
    ],
)
def test_half_a_resource_is_not_added(client, cohort, section, fields, sentence):
    page = visit_as(client, cohort.mentor).post(f"/resources/new/{section.id}", fields)

    assert page.status_code == 422
    assert sentence in page.text
    assert resources_of(section) == []


def test_a_mentee_may_not_add_a_resource(client, cohort, section):
    at = visit_as(client, cohort.mentee)

    assert at.get(f"/resources/new/{section.id}").status_code == 403
    assert "Add a resource" not in at.get(f"/sections/{section.id}").text


def test_a_link_shows_where_it_leads_and_takes_nothing_along(client, cohort, section):
    resource = a_resource(section, url="https://example.org/talk?a=1")

    page = visit_as(client, cohort.mentee).get(f"/resources/{resource.id}").text

    assert "example.org" in page
    assert 'target="_blank" rel="noopener noreferrer"' in page


def test_two_changes_at_once_lose_neither_text(client, course, cohort, section):
    resource = a_resource(section, by=cohort.mentor)
    typed = {"kind": "link", "url": "https://example.org", "version": "1"}
    visit_as(client, a_lead(course)).post(f"/resources/{resource.id}/edit", {"title": "By the lead", **typed})

    clash = visit_as(client, cohort.mentor).post(
        f"/resources/{resource.id}/edit", {"title": "By the mentor", **typed}
    )

    assert clash.status_code == 409
    assert "By the lead" in clash.text
    assert "By the mentor" in clash.text
    assert resource_for(cohort.mentor, resource.id).title == "By the lead"


def test_before_a_course_is_opened_its_leads_alone_read_what_it_holds(client):
    ahead = a_course(opened=False)
    resource = a_resource(a_section(ahead))

    assert visit_as(client, a_lead(ahead)).get(f"/resources/{resource.id}").status_code == 200
    assert visit_as(client, a_mentee(ahead)).get(f"/resources/{resource.id}").status_code == 404
