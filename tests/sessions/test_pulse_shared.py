"""A mentee lets their mentors see how useful the sessions with them were: theirs to give, to see before, and to stop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.outline.editing.actions import close_course
from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.pulse.actions import keep_to_myself, let_mentors_see, say_how_it_was
from plugin.courses.sessions.pulse.models import SharedPulse
from plugin.courses.sessions.pulse.policy import can_share, can_stop_sharing
from plugin.courses.sessions.pulse.shared import Useful, seen_by_mentors, shared_since, trends_for
from plugin.courses.sessions.queries import session_for
from plugin.database import db
from plugin.groups.cover.actions import arrange
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentor, a_person, again, mentors
from tests.factories.courses import place_of
from tests.factories.pulses import felt
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.groups.covers import NOON, wanted
from tests.harness.statements import counted

SHARE, STOP, PAGE = "/sessions/pulse/share", "/sessions/pulse/keep-to-myself", "/sessions/pulse"


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def seen(viewer, mentee):
    return trends_for(again(viewer), [place_of(mentee)]).get(place_of(mentee))


def in_a_group_session(mentor, cohort, mentee, useful):
    held = a_session(again(mentor), group_id=cohort.id)
    finish_session(again(mentor), session_for(again(mentor), held.id))
    say_how_it_was(again(mentee), session_for(again(mentee), held.id), {"useful": useful})


def test_nothing_is_seen_until_it_is_shared_and_nothing_once_it_is_not(pair):
    mentor, mentee = pair
    felt(mentor, mentee, 3, 4)
    assert seen(mentor, mentee) is None

    let_mentors_see(mentee)
    assert seen(mentor, mentee) == Useful((3, 4))

    keep_to_myself(mentee)
    assert seen(mentor, mentee) is None


def test_it_is_the_last_six_in_the_order_of_their_sessions(pair):
    mentor, mentee = pair
    let_mentors_see(mentee)
    assert seen(mentor, mentee) == Useful()

    felt(mentor, mentee, 5, ago=2)
    felt(mentor, mentee, 1, 2, 2, 3, 3, 4, 4, ago=3)
    assert seen(mentor, mentee) == Useful((2, 3, 3, 4, 4, 5))


def test_a_question_that_was_left_out_is_no_answer(pair):
    mentor, mentee = pair
    let_mentors_see(mentee)
    felt(mentor, mentee, None, growth=2)
    felt(mentor, mentee, 4, growth=1)
    assert seen(mentor, mentee) == Useful((4,))


def test_each_mentor_sees_of_their_own_sessions_alone(course, pair, group):
    mentor, mentee = pair
    other = a_mentor(course, of=mentee)
    felt(mentor, mentee, 2)
    felt(other, mentee, 5)
    mentors(group.mentor, mentee, group_id=group.id)
    let_mentors_see(again(mentee))

    assert seen(mentor, mentee) == Useful((2,))
    assert seen(other, mentee) == Useful((5,))
    assert seen(group.mentor, mentee) == Useful()


def test_a_group_session_is_one_with_its_mentor_and_mates_see_nothing(group):
    mentor, mentee, mate = group.mentor, group.mentee, group.mentees[1]
    in_a_group_session(mentor, group, mentee, 4)
    let_mentors_see(again(mentee))

    assert seen(mentor, mentee) == Useful((4,))
    assert seen(mentor, mate) is None
    assert seen(mate, mentee) is None


def test_nobody_else_is_told_anything(course, pair):
    mentor, mentee = pair
    felt(mentor, mentee, 3)
    let_mentors_see(mentee)
    stranger = a_group(a_course()).mentor

    for viewer in (a_group(course).mentor, a_lead(course), a_person(course), stranger, mentee):
        assert seen(viewer, mentee) is None


def test_whoever_covers_sees_nothing_but_of_a_session_that_they_were_in(course, group):
    mentee, helper = group.mentee, a_person(course)
    in_a_group_session(group.mentor, group, mentee, 2)
    let_mentors_see(again(mentee))
    arrange(a_lead(course), wanted(group.mentor, helper))
    assert again(helper).mentors(place_of(mentee))
    assert seen(helper, mentee) is None
    assert place_of(helper) in again(mentee).mentor_ids
    assert [name for name, _seen in seen_by_mentors(again(mentee))] == [group.mentor.name]

    in_a_group_session(helper, group, mentee, 5)
    assert seen(helper, mentee) == Useful((5,))
    assert (helper.name, Useful((5,))) in seen_by_mentors(again(mentee))


def test_when_the_mentorship_is_over_nothing_is_seen_and_the_mentee_may_still_stop(client, pair):
    mentor, mentee = pair
    felt(mentor, mentee, 3)
    let_mentors_see(mentee)
    db.session.query(Mentorship).update({"until": clock.now()})
    db.session.flush()
    assert seen(mentor, mentee) is None

    at = visit_as(client, again(mentee))
    assert "Stop sharing" in at.get(PAGE).text
    assert at.post(STOP).status_code == 303
    assert "Let my mentors see it" not in at.get(PAGE).text
    assert db.session.query(SharedPulse).count() == 0


def test_for_many_it_is_one_statement(course):
    cohort = a_group(course, mentees=5)
    for number, mentee in enumerate(cohort.mentees, 1):
        felt(cohort.mentor, mentee, number, number)
        let_mentors_see(again(mentee))
    viewer = again(cohort.mentor)
    with counted() as said:
        found = trends_for(viewer, viewer.mentee_ids)

    assert found == {place_of(one): Useful((n, n)) for n, one in enumerate(cohort.mentees, 1)}
    assert len(said) == 1
    with counted() as said:
        assert trends_for(viewer, [place_of(a_group(course).mentee)]) == trends_for(viewer, []) == {}
    assert not [one for one in said if "shared_pulse" in one]


@pytest.mark.parametrize(
    ("answers", "before", "lately"),
    [((3,), 3, 3), ((3, 5, 4), 3, 4), ((5, 1, 1, 1, 2), 5, 2), ((2, 2, 2, 5, 5, 2), 2, 4)],
)
def test_the_last_is_held_beside_the_first_and_of_six_three_beside_three(answers, before, lately):
    told = Useful(answers)
    assert (told.before, told.lately) == (before, lately)


def test_a_mentee_reads_before_what_each_mentor_would_see(client, course, pair):
    mentor, mentee = pair
    other = a_mentor(course, "Noor Rahimi", of=mentee)
    felt(mentor, mentee, 2, 4, growth=1, words="Kanarienvogel")
    at = visit_as(client, again(mentee))
    card = at.get(PAGE).text.split('id="sharing"')[1].split("</section>")[0]

    assert "2, 4" in card.split(mentor.name)[1].split("</li>")[0]
    assert "nothing said yet" in card.split(other.name)[1].split("</li>")[0]
    assert "Kanarienvogel" not in card


def test_sharing_begins_by_one_button_and_ends_by_another(client, pair):
    mentee = pair[1]
    at = visit_as(client, mentee)
    assert "Only you" in at.get(PAGE).text
    answer = at.post(SHARE)
    assert answer.status_code == 303
    assert answer.location.endswith("/sessions/pulse#sharing")
    page = at.get(PAGE).text
    assert "You have let them see it since 20 Nov" in page
    assert "Only you" not in page
    assert "Let my mentors see it" not in page

    assert at.post(STOP).location.endswith("/sessions/pulse#sharing")
    assert at.post(STOP).status_code == 303
    assert "Let my mentors see it" in at.get(PAGE).text


def test_shared_twice_it_is_shared_once_and_since_the_first_time(pair):
    mentee = pair[1]
    let_mentors_see(mentee)
    with clock.at(NOON + timedelta(days=3)):
        let_mentors_see(mentee)

    assert db.session.query(SharedPulse).count() == 1
    assert shared_since(mentee) == NOON


def test_who_has_no_mentor_and_who_leads_see_no_form(client, course, pair):
    for who in (pair[0], a_person(course), a_lead(course)):
        at = visit_as(client, who)
        assert "Let my mentors see it" not in at.get(PAGE).text
        assert at.post(SHARE).status_code == 403
    assert can_share(pair[1], course)
    assert not can_share(pair[1], a_course())
    assert not can_stop_sharing(pair[1], a_course())


def test_a_lead_who_is_mentored_is_not_asked(client, course):
    lead = a_lead(course)
    a_mentor(course, of=lead)
    assert again(lead).mentor_ids
    assert visit_as(client, again(lead)).post(SHARE).status_code == 403


def test_in_a_closed_course_it_can_be_stopped_and_not_begun(client, course, pair):
    mentor, mentee = pair
    felt(mentor, mentee, 3)
    let_mentors_see(mentee)
    close_course(a_lead(course), course)
    at = visit_as(client, mentee)
    assert "Stop sharing" in at.get(PAGE).text
    assert at.post(STOP).status_code == 303
    assert seen(mentor, mentee) is None
    page = at.get(PAGE).text
    assert "Let my mentors see it" not in page
    assert "would see" not in page
    at.post(SHARE)
    assert shared_since(mentee) is None


def test_the_form_after_a_session_says_who_sees_it(client, pair):
    mentor, mentee = pair
    held = felt(mentor, mentee, 3)
    at, path = visit_as(client, mentee), f"/sessions/{held.id}"
    assert "Your mentors who were there" not in at.get(path).text
    let_mentors_see(mentee)
    form = at.get(path).text.split('id="pulse"')[1].split("</section>")[0]
    assert "Your mentors who were there see how useful it was; the rest is yours alone." in form
    assert "Only you" not in form
    assert "Only you" in visit_as(client, mentor).get(path).text.split('id="pulse"')[1].split("</section>")[0]
