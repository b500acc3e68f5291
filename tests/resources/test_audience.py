"""The discussion beside a resource: who sees it is said truly, and nobody else reads or writes there."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.courses.resources.audience import audience_of
from plugin.courses.resources.sharing.queries import Whom
from plugin.people.models import Enrolment
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, a_section, again
from tests.factories.courses import a_resource, place_of
from tests.factories.crowds import a_crowd
from tests.factories.discussions import a_post
from tests.factories.people import mentors
from tests.factories.resources import a_gift
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def seen(viewer, resource):
    audience = audience_of(again(viewer), resource)
    return audience.everybody, audience.groups, audience.number


def test_everybody_sees_what_stands_in_everybodys_section(course, cohort, others, section):
    assert seen(cohort.mentee, a_resource(section)) == (True, (), 6)


def test_a_groups_section_is_seen_by_the_group_and_the_leads(course, cohort, others):
    a_lead(course)

    assert seen(cohort.mentee, a_resource(a_section(course, group_id=cohort.id))) == (
        False,
        ("Spring cohort",),
        5,
    )


def test_a_mentees_section_is_seen_by_the_pair_and_whoever_made_it(course, cohort):
    a_lead(course)
    maker = a_lead(course)
    section = a_section(course, mentee_id=place_of(cohort.mentee), made_by_id=place_of(maker), position=9)

    audience = audience_of(cohort.mentee, a_resource(section))

    assert audience.number == 3
    assert set(audience.others) == {cohort.mentor.name, maker.name}


def test_a_hidden_section_is_seen_by_the_leads_alone(course, cohort, section):
    lead = a_lead(course)
    section.hidden_at = clock.now()

    assert seen(lead, a_resource(section)) == (False, (), 1)


def test_what_was_given_to_one_is_seen_by_two(cohort, others):
    audience = audience_of(cohort.mentee, a_gift(cohort.mentor, Whom(with_id=place_of(cohort.mentee))))

    assert (audience.number, audience.others) == (2, (cohort.mentor.name,))


def test_who_left_the_course_is_not_counted(course, cohort, session):
    resource = a_gift(cohort.mentor, Whom(group_id=cohort.id))
    assert seen(cohort.mentee, resource) == (False, ("Spring cohort",), 4)

    session.get_one(Enrolment, cohort.mentees[2].enrolment_id).active = False
    session.flush()

    assert seen(cohort.mentee, resource) == (False, ("Spring cohort",), 3)


def test_the_number_is_of_exactly_those_who_find_it(client, course, cohort, others):
    """Each kind of audience against the door itself: whoever is counted gets in, nobody else does."""
    lead, mentee = a_lead(course), cohort.mentee
    cover = a_mentor(course, of=mentee)
    everyone = [lead, cover, *cohort.mentors, *cohort.mentees, *others.mentors, *others.mentees]
    own = a_section(course, mentee_id=place_of(mentee), made_by_id=place_of(cohort.mentor))
    things = [
        a_resource(a_section(course)),
        a_resource(a_section(course, group_id=cohort.id)),
        a_resource(own),
        a_resource(a_section(course, hidden_at=clock.now())),
        a_resource(a_section(course, retired_at=clock.now()), by=cohort.mentor),
        a_gift(cohort.mentor, Whom(group_id=cohort.id)),
        a_gift(cover, Whom(with_id=place_of(mentee))),
        a_gift(lead, Whom()),
    ]
    for thing in things:
        let_in = [
            one for one in everyone if visit_as(client, one).get(f"/resources/{thing.id}").status_code == 200
        ]
        assert let_in
        assert {audience_of(again(one), thing).number for one in let_in} == {len(let_in)}


@pytest.mark.parametrize("shared_with", ["group", "person"])
def test_only_they_read_and_write_there(client, course, cohort, others, shared_with):
    whom = Whom(group_id=cohort.id) if shared_with == "group" else Whom(with_id=place_of(cohort.mentee))
    resource = a_gift(cohort.mentor, whom)
    post = a_post(cohort.mentee, resource, "<p>a canary</p>")
    strangers = [others.mentee, others.mentor, a_lead(course), a_mentee(a_course())]
    if shared_with == "person":
        strangers.append(cohort.mentees[1])

    for stranger in strangers:
        at = visit_as(client, stranger)
        assert at.get(f"/resources/{resource.id}").status_code == 404
        assert at.get(f"/discussions/posts/{post.id}").status_code == 404
        assert at.post(f"/discussions/on/resource/{resource.id}", {"words": "May I?"}).status_code == 404
        assert at.post(f"/discussions/posts/{post.id}", {"words": "May I?"}).status_code == 404
    at = visit_as(client, cohort.mentor)
    assert "a canary" in at.get(f"/resources/{resource.id}").text
    assert at.post(f"/discussions/posts/{post.id}", {"words": "You may."}).status_code == 303


def test_the_page_says_who_sees_it(client, cohort):
    group = a_gift(cohort.mentor, Whom(group_id=cohort.id))
    pair = a_gift(cohort.mentor, Whom(with_id=place_of(cohort.mentee)))
    at = visit_as(client, cohort.mentee)

    assert "Seen by Spring cohort and whoever shared it (4 people)" in at.get(f"/resources/{group.id}").text
    assert f"Seen by you and {cohort.mentor.name}" in at.get(f"/resources/{pair.id}").text


def test_a_mentor_of_later_reads_nothing_of_a_pair_that_was(client, course):
    first, mentee = a_mentor(course), a_mentee(course)
    mentors(first, mentee)
    gift = a_gift(again(first), Whom(with_id=place_of(mentee)))
    second = a_mentor(course, of=mentee)

    assert visit_as(client, second).get(f"/resources/{gift.id}").status_code == 404


def test_an_audience_is_counted_in_the_same_statements_however_many(course):
    def cost(size: int) -> int:
        cohort = a_crowd(a_group(course), size)
        resource = a_gift(cohort.mentor, Whom(group_id=cohort.id))
        with counted() as said:
            audience_of(cohort.mentor, resource)
        return len(said)

    assert cost(1) == cost(300) == 2
