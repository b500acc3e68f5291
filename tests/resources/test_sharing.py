"""Sharing: with whom, in two clicks; who finds it then and who does not; and how it ends."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from plugin import clock
from plugin.courses.resources.queries import resource_for
from plugin.courses.resources.sharing.actions import end_share, share
from plugin.courses.resources.sharing.queries import Whom, choices_for, shared_with
from plugin.errors import Invalid, NotHere
from tests.factories import a_course, a_lead, a_mentee, a_section, again
from tests.factories.courses import a_resource, place_of
from tests.factories.crowds import a_crowd
from tests.factories.resources import a_gift, given, something
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def to_group(cohort):
    return Whom(group_id=cohort.id)


def to_one(member):
    return Whom(with_id=place_of(member))


def finds(member, resource) -> bool:
    try:
        return resource_for(again(member), resource.id) is resource
    except NotHere:
        return False


def test_a_mentor_shares_with_a_group_in_two_clicks(client, cohort, others, section):
    resource = something(cohort.mentor)
    at = visit_as(client, cohort.mentor)
    page = at.get(f"/resources/{resource.id}").text
    share_page = re.search(r'href="/v/[^/]+(/resources/[^"]+/share)"', page)

    answer = at.post(share_page[1], {"whom": f"group:{cohort.id}", "note": "For Tuesday"})

    assert answer.status_code == 303
    assert "Shared with Spring cohort." in at.get(answer.headers["Location"]).text
    told = visit_as(client, cohort.mentee).get("/resources/shared").text
    assert resource.title in told
    assert "For Tuesday" in told
    assert cohort.mentor.name in told
    assert resource.title not in visit_as(client, others.mentee).get("/resources/shared").text
    assert not finds(others.mentee, resource)


def test_leads_share_with_everybody_and_mentors_with_their_own(course, cohort, others):
    lead = a_lead(course)

    def offered(viewer):
        choices = choices_for(again(viewer))
        return choices.everybody, {one.name for one in choices.groups}, {one.name for one in choices.people}

    people = {one.name for one in (*cohort.mentors, *cohort.mentees, *others.mentors, *others.mentees)}
    assert offered(lead) == (True, {"Spring cohort", "Autumn cohort"}, people)
    assert offered(cohort.mentor) == (False, {"Spring cohort"}, {one.name for one in cohort.mentees})


def test_a_mentor_may_not_share_beyond_their_own(course, cohort, others):
    resource = something(cohort.mentor)
    elsewhere = a_mentee(a_course())

    for whom in (Whom(), to_group(others), to_one(others.mentee), to_one(elsewhere), to_one(cohort.mentor)):
        with pytest.raises(Invalid) as refused:
            share(again(cohort.mentor), resource, whom)
        assert refused.value.field == "whom"


@pytest.mark.parametrize("whom", ["", "everybody", "group:7", "person:", "all", "group:" + "0" * 32])
def test_whom_nobody_offered_comes_back_with_the_words(client, cohort, section, whom):
    resource = something(cohort.mentor)
    at = visit_as(client, cohort.mentor)

    answer = at.post(f"/resources/{resource.id}/share", {"whom": whom, "note": "My words"})
    new = at.post("/resources/share", {"kind": "page", "title": "T", "words": "W W", "whom": whom})

    assert answer.status_code == new.status_code == 422
    assert "My words" in answer.text
    assert "W W" in new.text


def test_something_new_is_brought_and_shared_in_one_form(client, cohort, others):
    at = visit_as(client, cohort.mentor)
    mentee = cohort.mentee
    page = at.get(f"/groups/mentees/{mentee.enrolment_id}").text
    assert f"/resources/share?with=person:{mentee.enrolment_id}" in page
    assert "selected" in at.get(f"/resources/share?with=person:{mentee.enrolment_id}").text

    fields = {"kind": "page", "title": "Only this", "words": "Count to five.", "note": "Try it"}
    answer = at.post("/resources/share", {**fields, "whom": f"person:{mentee.enrolment_id}"})

    assert answer.status_code == 303
    shares, _more = shared_with(again(mentee), 1)
    assert [(one.title, one.by, one.note) for one in shares] == [("Only this", cohort.mentor.name, "Try it")]
    read = visit_as(client, mentee).get(f"/resources/{shares[0].resource_id}").text
    assert "Count to five." in read
    assert f"Seen by you and {cohort.mentor.name}" in read
    for other in (cohort.mentees[1], others.mentee, others.mentor):
        assert visit_as(client, other).get(f"/resources/{shares[0].resource_id}").status_code == 404


def test_what_they_see_already_is_pointed_out(course, cohort, section):
    resource = a_resource(section)

    made = share(again(cohort.mentor), resource, to_one(cohort.mentee), "Look at the end")

    assert made.resource_id == resource.id


def test_whoever_could_not_see_it_gets_a_copy_with_a_discussion_of_its_own(client, cohort, section):
    """What was said beside the first stays among those who could read it when they wrote."""
    first = a_gift(cohort.mentor, to_one(cohort.mentee), words="<p>Kept</p>", skills=("asking",))
    visit_as(client, cohort.mentee).post(
        f"/discussions/on/resource/{first.id}", {"words": "a canary for two"}
    )

    made = share(again(cohort.mentor), first, to_group(cohort))

    assert made.resource_id != first.id
    page = visit_as(client, cohort.mentees[1]).get(f"/resources/{made.resource_id}").text
    assert "Kept" in page
    assert "canary" not in page
    assert not finds(cohort.mentees[1], first)


def test_what_was_shared_once_is_not_opened_to_others_after_it_ended(client, cohort):
    made = given(cohort.mentor, to_one(cohort.mentee))
    visit_as(client, cohort.mentee).post(
        f"/discussions/on/resource/{made.resource_id}", {"words": "between us"}
    )
    first = resource_for(again(cohort.mentor), made.resource_id)
    end_share(made)

    assert share(again(cohort.mentor), first, to_group(cohort)).resource_id != first.id
    assert not finds(cohort.mentee, first)


def test_a_copy_of_one_groups_section_goes_to_another(course, cohort, others):
    lead = a_lead(course)
    resource = a_resource(a_section(course, group_id=cohort.id))

    made = share(again(lead), resource, to_group(others))

    assert made.resource_id != resource.id
    assert not finds(others.mentee, resource)


def test_the_same_share_again_changes_its_note_alone(cohort):
    resource = something(cohort.mentor)

    first, second = (share(again(cohort.mentor), resource, to_group(cohort), note) for note in ("a", "b"))

    assert (first.id, second.note) == (second.id, "b")


def test_a_note_is_read_by_whom_it_is_for(client, course, cohort, section):
    """A mentor's words to one mentee beside what everybody sees: neither a mate nor a lead reads them."""
    resource = a_resource(section)
    share(again(cohort.mentor), resource, to_one(cohort.mentee), "the canary of two")

    for other in (cohort.mentees[1], a_lead(course)):
        at = visit_as(client, other)
        for path in ("", "/share", "/use"):
            assert "canary" not in at.get(f"/resources/{resource.id}{path}").text
        assert "canary" not in at.get("/resources/shared").text
    assert "canary" in visit_as(client, cohort.mentee).get(f"/resources/{resource.id}").text


def test_the_newest_stands_first_and_pages_cost_the_same(client, cohort):
    def cost(many: int) -> int:
        for number in range(many):
            with time_machine.travel(clock.now() + timedelta(minutes=number), tick=False):
                given(cohort.mentor, to_group(cohort), title=f"Talk {number:03}")
        at = visit_as(client, cohort.mentee)
        at.get("/resources/shared")
        with counted() as said:
            at.get("/resources/shared")
        return len(said)

    assert cost(2) == cost(60)
    at = visit_as(client, cohort.mentee)
    titles = re.findall(r"Talk \d+", at.get("/resources/shared").text)
    assert titles[0] == "Talk 059"
    assert len(titles) == 50
    assert "Talk 000" in at.get("/resources/shared?page=2").text


def test_a_share_page_costs_the_same_however_many_people(client, course, cohort):
    def cost() -> int:
        resource = something(cohort.mentor)
        at = visit_as(client, again(cohort.mentor))
        at.get("/course/")
        with counted() as said:
            at.get(f"/resources/{resource.id}/share")
            at.get("/resources/share")
        return len(said)

    few = cost()
    a_crowd(cohort, 220)

    assert cost() == few
    page = visit_as(client, again(cohort.mentor)).get("/resources/share?find=Mentee+0215").text
    assert "Mentee 0215" in page
    assert "Mentee 0214" not in page


def test_what_is_for_one_person_says_you_to_them_and_their_name_to_its_giver(client, cohort):
    gift = a_gift(cohort.mentor, Whom(with_id=cohort.mentee.enrolment_id))

    assert (
        f"Shared with you by {cohort.mentor.name} on"
        in visit_as(client, cohort.mentee).get(f"/resources/{gift.id}").text
    )
    assert f"Shared by {cohort.mentor.name} with {cohort.mentee.name} on" in " ".join(
        visit_as(client, cohort.mentor).get(f"/resources/{gift.id}").text.split()
    )
