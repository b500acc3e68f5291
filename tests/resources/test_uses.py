"""What came of a resource: opened, finished, helped; each reader sees what is theirs to see."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine

from plugin import clock
from plugin.courses.resources.models import Use
from plugin.courses.resources.sharing.queries import Whom
from plugin.courses.resources.uses.actions import mark, opened
from plugin.courses.resources.uses.queries import Figures, figures_of, opened_lately, used_by_mentees
from plugin.database import db
from tests.factories import a_group, a_lead, again
from tests.factories.courses import a_resource, place_of
from tests.factories.crowds import a_crowd
from tests.factories.resources import a_gift
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def use_of(member, resource) -> Use | None:
    db.session.expire_all()
    found = db.session.query(Use).filter_by(resource_id=resource.id, enrolment_id=member.enrolment_id)
    return found.one_or_none()


def test_opening_is_noted_once_a_day_of_the_readers_own(cohort, section):
    resource, mentee = a_resource(section), place_of(cohort.mentee)

    for at in ("2026-03-02 22:30", "2026-03-02 23:30", "2026-03-03 09:00", "2026-03-04 22:59"):
        with time_machine.travel(f"{at}+00:00", tick=False):
            opened(resource.id, mentee, "Europe/Berlin")

    use = use_of(cohort.mentee, resource)
    assert use.days == 3  # 23:30, already the third of March in Berlin; the third; the fourth
    assert (use.first_at.day, use.last_at.day) == (2, 4)


def test_a_mentees_look_is_noted_and_nobody_elses(client, course, cohort, section):
    resource = a_resource(section)

    for who in (cohort.mentee, cohort.mentor, a_lead(course)):
        assert visit_as(client, who).get(f"/resources/{resource.id}").status_code == 200

    assert use_of(cohort.mentee, resource).days == 1
    assert use_of(cohort.mentor, resource) is None
    assert db.session.query(Use).count() == 1


def test_a_look_that_is_refused_leaves_nothing(client, cohort, others):
    gift = a_gift(cohort.mentor, Whom(group_id=cohort.id))

    assert visit_as(client, others.mentee).get(f"/resources/{gift.id}").status_code == 404
    assert use_of(others.mentee, gift) is None


def test_finished_and_helped_are_pressed_and_taken_back(client, cohort, section):
    resource = a_resource(section)
    at = visit_as(client, cohort.mentee)
    page = f"/resources/{resource.id}"
    at.get(page)

    def pressed() -> list[str]:
        return re.findall(
            r'aria-pressed="(true|false)"><svg[^>]*><use[^>]*></svg> (?:I have|It helped)', at.get(page).text
        )

    assert pressed() == ["false", "false"]
    for what in ("finished", "helped", "helped"):
        assert at.post(f"{page}/marks", {"what": what, "on": "yes"}).status_code == 303
    assert pressed() == ["true", "true"]
    at.post(f"{page}/marks", {"what": "helped", "on": "no"})
    assert pressed() == ["true", "false"]
    assert use_of(cohort.mentee, resource).days == 1


def test_a_mark_that_is_none_is_refused(client, cohort, section):
    resource = a_resource(section)
    at = visit_as(client, cohort.mentee)

    assert at.post(f"/resources/{resource.id}/marks", {"what": "days", "on": "yes"}).status_code == 422
    assert at.post(f"/resources/{resource.id}/marks", {"what": "helped"}).status_code == 422


def test_a_mentor_sees_what_each_of_their_mentees_did_and_nobody_elses(client, cohort, others, section):
    resource = a_resource(section)
    mentee, mate, _third = cohort.mentees
    with time_machine.travel(clock.now() - timedelta(days=1), tick=False):
        opened(resource.id, place_of(mentee), "UTC")
    mark(mentee, resource, "helped", on=True)
    opened(resource.id, place_of(others.mentee), "UTC")

    page = visit_as(client, cohort.mentor).get(f"/resources/{resource.id}/use").text

    assert "opened on one day, yesterday" in page
    assert page.count("not opened here yet") == 2
    assert "helped" in page
    assert mate.name in page
    assert others.mentee.name not in page
    assert "time spent elsewhere" in page
    assert (
        "Opened by 1 of your 3 mentees."
        in visit_as(client, cohort.mentor).get(f"/resources/{resource.id}").text
    )


def test_a_mentor_sees_only_those_who_can_see_it(cohort):
    gift = a_gift(cohort.mentor, Whom(with_id=place_of(cohort.mentee)))

    used, total = used_by_mentees(again(cohort.mentor), gift, 1)

    assert ([one.id for one in used], total) == ([cohort.mentee.enrolment_id], 1)


def test_a_mentee_sees_nobodys_use(client, cohort, section):
    assert visit_as(client, cohort.mentee).get(f"/resources/{a_resource(section).id}/use").status_code == 403


def test_leads_see_numbers_and_none_below_five(client, course, section):
    cohort, lead = a_group(course, mentees=6), a_lead(course)
    resource = a_resource(section)
    for number, mentee in enumerate(cohort.mentees):
        opened(resource.id, place_of(mentee), "UTC") if number < 5 else None
        mark(mentee, resource, "helped", on=True) if number < 4 else None

    page = visit_as(client, lead).get(f"/resources/{resource.id}/use").text

    assert figures_of(again(lead), resource) == Figures(6, 5, None, None)
    assert page.count("fewer than five") == 2
    assert [one.name for one in cohort.mentees if one.name in page] == []


def test_figures_about_fewer_than_five_are_hidden_whole(client, course, cohort, section):
    lead, resource = a_lead(course), a_resource(section)

    assert figures_of(again(lead), resource) == Figures(None, None, None, None)
    assert "Hidden: fewer than five" in visit_as(client, lead).get(f"/resources/{resource.id}/use").text


def test_how_many_it_helped_is_told_from_five_on(client, course, section):
    cohort, resource = a_group(course, mentees=6), a_resource(section)
    at = visit_as(client, cohort.mentee)

    for many, told in ((4, False), (5, True)):
        for mentee in cohort.mentees[:many]:
            mark(mentee, resource, "helped", on=True)
        assert ("It helped 5 people." in at.get(f"/resources/{resource.id}").text) is told


def test_the_pair_sees_what_a_mentee_opened_lately(client, course, cohort, section):
    resource = a_resource(section, title="Waiting well")
    opened(resource.id, place_of(cohort.mentee), "UTC")
    page = f"/groups/mentees/{cohort.mentee.enrolment_id}"

    for who in (cohort.mentor, cohort.mentee):
        assert "Waiting well" in visit_as(client, who).get(page).text
    assert visit_as(client, cohort.mentees[1]).get(page).status_code == 403


def test_another_mentors_gift_is_not_named_there(course, cohort):
    second = a_group(course, mentees=0)
    gift = a_gift(cohort.mentor, Whom(with_id=place_of(cohort.mentee)))
    opened(gift.id, place_of(cohort.mentee), "UTC")

    assert opened_lately(again(second.mentor), place_of(cohort.mentee)) == []


def test_the_page_of_uses_costs_the_same_however_many_mentees(client, course, cohort, section):
    resource, lead = a_resource(section), a_lead(course)

    def cost() -> list[int]:
        found = []
        for who in (again(cohort.mentor), again(lead)):
            at = visit_as(client, who)
            at.get("/course/")
            with counted() as said:
                assert at.get(f"/resources/{resource.id}/use").status_code == 200
            found.append(len(said))
        return found

    few = cost()
    a_crowd(cohort, 120)

    assert cost() == few
    page = visit_as(client, again(cohort.mentor)).get(f"/resources/{resource.id}/use?page=3").text
    assert page.count("not opened here yet") == 23
