"""What a group tells: each figure in a small world counted by hand, of whom, to whom, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.parting.actions import rest
from plugin.courses.agreements.parting.queries import together
from plugin.courses.resources.uses.actions import mark, opened
from plugin.groups.insight.contact import ByMode
from plugin.groups.insight.queries import insight_of
from tests.factories import a_course, a_group, a_lead, a_pair, a_section, again
from tests.factories.courses import a_resource, place_of
from tests.factories.crowds import a_crowd
from tests.factories.discussions import a_post, a_reply
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.groups.walks import days_ago, together_for, walked
from tests.harness.statements import counted


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=6)


def told(cohort, group=True):
    return insight_of(again(cohort.mentor), cohort.group if group else None)


def open_it(resource, *mentees):
    for mentee in mentees:
        opened(resource.id, place_of(mentee), "UTC")


def test_time_in_a_section_counts_those_done_and_those_still_in_it(course):
    begin, meet = a_section(course, title="Begin"), a_section(course, title="Meet")
    cohort, _others = a_group(course, mentees=6), a_group(course, mentees=3)
    together_for(40)
    for mentee, days in zip(cohort.mentees, (2, 4, 6, 8), strict=False):
        walked(mentee, (begin, 40 - days))

    first, second = told(cohort).stays

    assert (first.id, first.done, first.still) == (begin.id, (2, 4, 6, 8), (40, 40))
    assert first.quarters == (4.5, 7, 32)
    assert (second.id, second.done, second.still, second.quarters) == (meet.id, (), (32, 34, 36, 38), None)
    assert second.longest[0] == (place_of(cohort.mentees[0]), 38)
    assert told(cohort).slowest == first


def test_quarters_are_not_told_of_four(course):
    a_section(course)
    few = a_group(course, mentees=4)

    assert [stay.quarters for stay in told(few).stays] == [None]
    assert told(few).slowest is None


def test_what_they_engage_with_is_what_most_opened_and_talked_about(course, cohort):
    section, other = a_section(course), a_group(course, mentees=2)
    much, little, untouched = (a_resource(section, title=title) for title in ("Much", "Little", "None"))
    open_it(much, *cohort.mentees[:3])
    open_it(little, cohort.mentee, *other.mentees)
    open_it(untouched, *other.mentees)
    a_reply(again(cohort.mentees[1]), a_post(again(cohort.mentee), little))
    a_post(again(other.mentee), little)

    assert [(one.title, one.opened, one.posts) for one in told(cohort).engaging] == [
        ("Much", 3, 0),
        ("Little", 1, 2),
    ]


def test_what_helped_is_counted_and_nobody_is_named(client, course, cohort):
    resource, other = a_resource(a_section(course), title="Feedback that lands"), a_group(course, mentees=1)
    open_it(resource, *cohort.mentees[:3])
    for mentee in (*cohort.mentees[:2], other.mentee):
        mark(again(mentee), resource, "helped", on=True)

    assert [(one.title, one.helped, one.opened) for one in told(cohort).helpful] == [
        ("Feedback that lands", 2, 3)
    ]
    shown = visit_as(client, cohort.mentor).get(f"/groups/{cohort.id}/insight").text
    card = shown.split('id="helpful"')[1].split("</section>")[0]
    assert not [one.name for one in cohort.mentees if one.name in card]


def test_what_is_shared_with_others_alone_is_not_told(course, cohort):
    other = a_group(course, mentees=1)
    hidden = a_resource(a_section(course, group_id=other.id), title="Theirs")
    open_it(hidden, cohort.mentee)

    assert told(cohort).engaging == []


def test_unanswered_are_first_posts_that_nobody_else_replied_to(course, cohort):
    section, other = a_section(course), a_group(course, mentees=1)
    fresh, old, answered, _theirs = (
        a_post(again(one), section) for one in (*cohort.mentees[:3], other.mentee)
    )
    old.made_at = days_ago(4)
    a_reply(again(cohort.mentees[0]), answered)

    unanswered = told(cohort).unanswered

    assert unanswered.waits == (2, 1, 1, 0)
    assert unanswered.oldest == old.made_at < fresh.made_at


def test_contact_by_mode_counts_my_sessions_with_them_in_twelve_weeks(course, cohort):
    other, mentor = a_group(course, mentees=1), again(cohort.mentor)
    a_session(mentor, mentee_id=place_of(cohort.mentee), mode="call", minutes=20)
    a_session(mentor, mentee_id=place_of(cohort.mentee), mode="call", minutes=None)
    a_session(mentor, group_id=cohort.id, mode="video", minutes=50)
    a_session(mentor, group_id=cohort.id, mode="video", at=clock.now() - timedelta(weeks=12, days=1))
    a_session(again(other.mentor), group_id=other.id, mode="event")

    assert told(cohort).modes == [ByMode("call", 2, 20, 1), ByMode("video", 1, 50, 1)]


def test_quiet_are_those_without_contact_for_two_weeks_longest_first(course, cohort):
    never, long_ago, longer, lately, writes, rests = cohort.mentees
    for mentee, days in ((long_ago, 15), (longer, 30), (lately, 14)):
        a_session(again(cohort.mentor), mentee_id=place_of(mentee), at=days_ago(days))
    a_post(again(writes), a_section(course))
    rest(again(rests), together(again(rests), place_of(cohort.mentor)), None, "")

    silence = told(cohort).silence

    assert [(one.id, one.days) for one in silence.quiet] == [
        (place_of(never), None),
        (place_of(longer), 30),
        (place_of(long_ago), 15),
    ]
    assert (silence.heard, silence.of, silence.rest) == (2, 5, 1)


def test_a_mentee_of_another_mentor_enters_no_figure(course):
    a_section(course)
    cohort, other, (_mentor, mentee) = a_group(course, mentees=2), a_group(course, mentees=3), a_pair(course)

    for group in (True, False):
        assert told(cohort, group).names.keys() == {place_of(one) for one in cohort.mentees}
        assert sum(stay.people for stay in told(cohort, group).stays) == 2
    assert place_of(mentee) not in told(other).names


def test_each_line_leads_to_what_stands_behind_it(client, course):
    section = a_section(course)
    resource = a_resource(section)
    cohort = a_group(course, mentees=6)
    open_it(resource, cohort.mentee)
    mark(again(cohort.mentee), resource, "helped", on=True)
    a_post(again(cohort.mentee), section)
    at = visit_as(client, cohort.mentor)

    shown = at.get(f"/groups/{cohort.id}/insight").text

    for path in (
        f"/sections/{section.id}",
        f"/resources/{resource.id}/use",
        f"/resources/{resource.id}",
        f"/groups/mentees/{place_of(cohort.mentees[1])}",
        "/discussions/waiting?which=unanswered",
        "/sessions/",
    ):
        assert f'href="{at(path)}' in shown, path
    assert shown.count('<svg class="pic wide figures"') == shown.count("<desc") == 4


def test_nothing_yet_is_said_in_words(client, course, cohort):
    shown = visit_as(client, cohort.mentor).get(f"/groups/{cohort.id}/insight").text

    assert "Nobody has a section to walk yet." in shown
    assert "Every post has a reply." in shown
    assert "No session with you in the last twelve weeks is written down." in shown
    empty = a_group(course, mentees=0)
    assert (
        "Nobody is in this group yet"
        in visit_as(client, empty.mentor).get(f"/groups/{empty.id}/insight").text
    )


def test_the_groups_own_mentors_read_it_and_nobody_else(client, course, cohort):
    other = a_group(course, mentees=1)
    for who, status in (
        (cohort.mentor, 200),
        (other.mentor, 403),
        (cohort.mentee, 403),
        (a_lead(course), 403),
        (a_group(a_course(), mentees=1).mentor, 404),
    ):
        assert visit_as(client, who).get(f"/groups/{cohort.id}/insight").status_code == status


@pytest.mark.parametrize(
    "path", ["/groups/{group}", "/groups/{group}/map", "/groups/mine", "/groups/mine/map"]
)
def test_board_and_map_lead_there_and_lead_no_lead_there(client, course, cohort, path):
    a_section(course)
    address = path.format(group=cohort.id)

    assert "/insight" in visit_as(client, cohort.mentor).get(address).text
    if "mine" not in path:
        assert "/insight" not in visit_as(client, a_lead(course)).get(address).text


@pytest.mark.parametrize("path", ["/groups/{group}/insight", "/groups/mine/insight"])
def test_insight_costs_the_same_for_ten_and_for_two_hundred(client, path):
    def costs(crowd):
        course = a_course()
        section = a_section(course)
        cohort = a_crowd(a_group(course, mentees=10), crowd)
        a_session(again(cohort.mentor), group_id=cohort.id)
        for mentee in cohort.mentees:
            open_it(a_resource(section), mentee)
            a_post(again(mentee), section)
        at = visit_as(client, cohort.mentor)
        address = path.format(group=cohort.id)
        at.get(address)  # the first request of a visit also notes that somebody was here
        with counted() as said:
            assert at.get(address).status_code == 200
        return len(said)

    assert costs(0) == costs(190)
