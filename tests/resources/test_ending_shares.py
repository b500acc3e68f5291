"""Ending a share: by whoever shared it, and by leads what is for many."""

from __future__ import annotations

from plugin.courses.resources.queries import resource_for
from plugin.courses.resources.sharing.actions import share
from plugin.courses.resources.sharing.queries import Whom
from tests.factories import a_course, a_lead, again
from tests.factories.courses import a_resource, place_of
from tests.factories.resources import given
from tests.factories.visits import visit_as


def reads(client, member, resource) -> bool:
    return visit_as(client, member).get(f"/resources/{resource.id}").status_code == 200


def test_ending_a_share_takes_it_from_their_eyes_and_is_for_its_giver(client, course, cohort):
    made = given(cohort.mentor, Whom(group_id=cohort.id))
    resource = resource_for(again(cohort.mentor), made.resource_id)
    assert reads(client, cohort.mentee, resource)

    assert visit_as(client, cohort.mentee).post(f"/resources/shares/{made.id}/end").status_code == 403
    assert visit_as(client, a_lead(course)).post(f"/resources/shares/{made.id}/end").status_code == 404
    assert visit_as(client, cohort.mentor).post(f"/resources/shares/{made.id}/end").status_code == 303

    assert not reads(client, cohort.mentee, resource)


def test_a_lead_ends_what_a_mentor_pointed_out_to_a_group(client, course, cohort, others, section):
    resource = a_resource(section)
    made = share(again(cohort.mentor), resource, Whom(group_id=cohort.id), "the canary of a group")
    at = visit_as(client, a_lead(course))
    page = at.get(f"/resources/{resource.id}/share").text
    assert "Others share it with" in page
    assert f"{cohort.mentor.name}, since" in page
    assert "canary" not in page

    assert visit_as(client, others.mentor).post(f"/resources/shares/{made.id}/end").status_code == 404
    assert visit_as(client, a_lead(a_course())).post(f"/resources/shares/{made.id}/end").status_code == 404
    ended = at.post(f"/resources/shares/{made.id}/end")

    assert "Others share it with" not in at.get(ended.headers["Location"]).text
    assert resource.title not in visit_as(client, cohort.mentee).get("/resources/shared").text


def test_a_lead_may_not_end_what_is_for_one_person_nor_see_that_it_is(client, course, cohort, section):
    resource = a_resource(section)
    made = share(again(cohort.mentor), resource, Whom(with_id=place_of(cohort.mentee)))
    at = visit_as(client, a_lead(course))

    assert "Others share it with" not in at.get(f"/resources/{resource.id}/share").text
    assert at.post(f"/resources/shares/{made.id}/end").status_code == 404


def test_a_mentor_sees_no_share_of_anybody_else(client, cohort, others, section):
    resource = a_resource(section)
    share(again(cohort.mentor), resource, Whom(group_id=cohort.id))

    page = visit_as(client, others.mentor).get(f"/resources/{resource.id}/share").text

    assert "Others share it with" not in page
    assert "End it" not in page


def test_a_lead_who_ends_what_another_lead_brought_for_everybody_is_led_on(client, course):
    made = given(a_lead(course), Whom())
    at = visit_as(client, a_lead(course))

    answer = at.post(f"/resources/shares/{made.id}/end")

    assert answer.headers["Location"] == at("/resources/shared")
    assert at.get(f"/resources/{made.resource_id}").status_code == 404
