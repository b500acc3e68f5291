"""How sessions were, as figures: whole quarters that are over, of five people or more, and none that gives few away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from plugin import clock
from plugin.courses.sessions.models import Attendance, Session
from plugin.courses.sessions.pulse.models import Pulse, SharedPulse
from plugin.database import db
from plugin.groups.insight.pulse import Told, answers_of
from plugin.groups.insight.quarters import Quarter, next_told, of_moment, told
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_mentee, again
from tests.factories.courses import place_of
from tests.factories.people import mentors
from tests.factories.places import kept
from tests.factories.visits import visit_as

LATER = datetime(2026, 11, 20, 12, tzinfo=UTC)
SUMMER = Quarter(2026, 3)
IN_SUMMER = datetime(2026, 8, 10, 12, tzinfo=UTC)


@pytest.fixture
def course(app):
    with clock.at(LATER):
        yield a_course()


def a_cohort(course, mentees, since=IN_SUMMER):
    with clock.at(since):
        return a_group(course, mentees=mentees)


def said(course, mentor, at=IN_SUMMER, **useful):
    """A session of the mentor's with these, and how useful it was: `said(course, mentor, who=[(mentee, 4)])`."""
    answers = useful["who"]
    held = kept(
        Session(course_id=course.id, mentee_id=place_of(answers[0][0]), at=at, mode="call", made_at=at)
    )
    kept(Attendance(session_id=held.id, enrolment_id=place_of(mentor), part="mentor"))
    for mentee, value in answers:
        kept(Pulse(session_id=held.id, by_id=place_of(mentee), useful=value, at=at))


def useful(viewer, group, quarter=SUMMER):
    return answers_of(again(viewer), group, [quarter]).told["useful"][0]


def each(mentees, *values):
    return list(zip(mentees, values, strict=True))


def test_four_answers_are_hidden_and_five_are_told_to_the_nearest_half(course):
    cohort = a_cohort(course, 5)
    said(course, cohort.mentor, who=each(cohort.mentees[:4], 5, 4, 4, 3))
    assert useful(cohort.mentor, cohort.group) == Told(hidden="few")

    said(course, cohort.mentor, who=[(cohort.mentees[4], 2)])
    assert useful(cohort.mentor, cohort.group) == Told(5, 3.5)


def test_many_answers_of_one_person_are_one_person(course):
    cohort = a_cohort(course, 5)
    for _again in range(5):
        said(course, cohort.mentor, who=[(cohort.mentee, 5)])
    assert useful(cohort.mentor, cohort.group) == Told(hidden="few")

    said(course, cohort.mentor, who=each(cohort.mentees[1:], 1, 1, 1, 1))
    assert useful(cohort.mentor, cohort.group) == Told(5, 2)


def test_all_are_hidden_too_where_few_stand_beside_a_group(course):
    cohort = a_cohort(course, 5)
    with clock.at(IN_SUMMER):
        alone = [a_mentee(course, mentor=cohort.mentor) for _ in range(5)]
    said(course, cohort.mentor, who=[*each(cohort.mentees, 4, 4, 4, 4, 4), *each(alone[:4], 1, 1, 1, 1)])
    assert useful(cohort.mentor, cohort.group) == Told(5, 4)
    assert useful(cohort.mentor, None) == Told(hidden="too")

    said(course, cohort.mentor, who=[(alone[4], 1)])
    assert useful(cohort.mentor, None) == Told(10, 2.5)


def test_whoever_shares_their_own_answers_stands_in_a_figure_and_hides_nobody_in_it(course):
    cohort = a_cohort(course, 6)
    said(course, cohort.mentor, who=each(cohort.mentees[:5], 5, 4, 4, 3, 2))
    assert useful(cohort.mentor, cohort.group) == Told(5, 3.5)
    kept(SharedPulse(by_id=place_of(cohort.mentee), since=LATER))
    assert useful(cohort.mentor, cohort.group) == Told(hidden="too")

    said(course, cohort.mentor, who=[(cohort.mentees[5], 3)])
    assert useful(cohort.mentor, cohort.group) == Told(6, 3.5)
    kept(SharedPulse(by_id=place_of(cohort.mentees[1]), since=LATER))
    assert useful(cohort.mentor, cohort.group) == Told(hidden="too")


def test_what_was_hidden_beside_another_does_not_come_in_its_place_when_some_share(course):
    cohort = a_cohort(course, 5)
    with clock.at(IN_SUMMER):
        alone = [a_mentee(course, mentor=cohort.mentor) for _ in range(4)]
    said(course, cohort.mentor, who=[(one, 3) for one in (*cohort.mentees, *alone)])
    before = [useful(cohort.mentor, group).hidden for group in (cohort.group, None)]
    kept(SharedPulse(by_id=place_of(cohort.mentee), since=LATER))

    assert before == ["", "too"]
    assert [useful(cohort.mentor, group).hidden for group in (cohort.group, None)] == ["too", "too"]


def test_the_other_questions_are_shared_by_nobody(course):
    cohort = a_cohort(course, 5)
    said(course, cohort.mentor, who=each(cohort.mentees, 5, 4, 4, 3, 2))
    db.session.query(Pulse).update({"growth": 4})
    kept(SharedPulse(by_id=place_of(cohort.mentee), since=LATER))
    told_of = answers_of(again(cohort.mentor), cohort.group, [SUMMER]).told
    assert told_of["growth"] == [Told(5, 4)]


def test_a_group_that_shares_few_with_another_is_hidden_too(course):
    cohort = a_cohort(course, 6)
    with clock.at(IN_SUMMER):
        second = a_group(course, mentors=0, mentees=5)
        for mentee in (*second.mentees, cohort.mentee):
            mentors(cohort.mentor, mentee, group_id=second.id)
    said(course, cohort.mentor, who=[(one, 3) for one in (*cohort.mentees, *second.mentees)])

    shown = [useful(cohort.mentor, one.group) for one in (cohort, second)]

    assert sorted(one.hidden for one in shown) == ["", "too"]
    assert useful(cohort.mentor, None).hidden == ""  # the other five of it are five


def test_answers_to_sessions_of_another_mentor_enter_no_figure(course):
    cohort, other = a_cohort(course, 5), a_cohort(course, 5)
    said(course, other.mentor, who=each(cohort.mentees, 1, 1, 1, 1, 1))
    said(course, cohort.mentor, who=each(other.mentees, 1, 1, 1, 1, 1))
    assert [useful(one.mentor, one.group) for one in (cohort, other)] == [Told(hidden="few")] * 2

    said(course, cohort.mentor, who=each(cohort.mentees, 5, 5, 5, 5, 5))
    assert useful(cohort.mentor, cohort.group) == useful(cohort.mentor, None) == Told(5, 5)


def test_who_comes_or_goes_after_the_quarter_changes_no_figure(course):
    cohort = a_cohort(course, 6)
    said(course, cohort.mentor, who=each(cohort.mentees, 1, 2, 3, 4, 5, 5))
    before = useful(cohort.mentor, cohort.group)
    late = a_mentee(course, mentor=cohort.mentor)
    said(course, cohort.mentor, who=[(late, 1)])
    db.session.query(Mentorship).filter_by(mentee_id=place_of(cohort.mentee)).update({"until": LATER})

    assert useful(cohort.mentor, cohort.group) == useful(cohort.mentor, None) == before == Told(6, 3.5)


def test_who_left_before_its_end_is_not_in_it(course):
    cohort = a_cohort(course, 5)
    said(course, cohort.mentor, who=each(cohort.mentees, 1, 2, 3, 4, 5))
    gone = SUMMER.ends - timedelta(seconds=1)
    db.session.query(Mentorship).filter_by(mentee_id=place_of(cohort.mentee)).update({"until": gone})

    assert useful(cohort.mentor, cohort.group) == Told(hidden="few")


def test_a_quarter_holds_its_first_moment_and_not_the_next_ones(course):
    cohort = a_cohort(course, 5, since=SUMMER.begins)
    for at, told_of in ((SUMMER.ends, 0), (SUMMER.begins - timedelta(seconds=1), 0), (SUMMER.begins, 5)):
        said(course, cohort.mentor, at=at, who=each(cohort.mentees, 4, 4, 4, 4, 4))
        assert useful(cohort.mentor, cohort.group).people == told_of


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 10, 14, 23, 59, tzinfo=UTC), Quarter(2026, 2)),
        (datetime(2026, 10, 15, tzinfo=UTC), Quarter(2026, 3)),
        (datetime(2026, 12, 31, tzinfo=UTC), Quarter(2026, 3)),
        (datetime(2027, 1, 10, tzinfo=UTC), Quarter(2026, 3)),
        (datetime(2027, 1, 15, tzinfo=UTC), Quarter(2026, 4)),
    ],
)
def test_a_quarter_is_told_two_weeks_after_its_end(now, last):
    assert told(now) == [last.before, last]
    assert next_told(now) == last.after.told_from > now


def test_quarters_follow_each_other_without_a_gap():
    quarter = Quarter(2025, 4)

    assert (quarter.after, quarter.after.before) == (Quarter(2026, 1), quarter)
    assert quarter.ends == quarter.after.begins == datetime(2026, 1, 1, tzinfo=UTC)
    assert of_moment(quarter.ends) == Quarter(2026, 1)
    assert of_moment(quarter.ends - timedelta(seconds=1)) == quarter


def test_the_page_tells_figures_or_why_they_are_hidden(client, course):
    cohort = a_cohort(course, 5)
    said(course, cohort.mentor, who=each(cohort.mentees, 5, 4, 4, 4, 3))

    shown = visit_as(client, cohort.mentor).get(f"/groups/{cohort.id}/insight").text

    assert "4.0 on average, 5 people" in shown or "4 on average, 5 people" in shown
    assert "hidden-cell" in shown
    assert "Why some cells are hidden." in shown
    assert "The next figures come on 15 Jan 2027" in shown
