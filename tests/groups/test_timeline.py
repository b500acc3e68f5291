"""Everything in order: what happened with one mentee, for the pair alone, page by page and chip by chip."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.courses.agreements.actions import sign
from plugin.courses.agreements.queries import agreement_for
from plugin.courses.goals.milestones.actions import finish_milestone
from plugin.courses.goals.models import Goal
from plugin.courses.goals.standing.actions import move_goal
from plugin.courses.outline.progress import mark_done
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.promises.actions import finish_action, let_go
from plugin.database import db
from plugin.discussions.asks.actions import take
from plugin.groups.timeline.queries import timeline_of
from plugin.groups.timeline.sources import CHIPS, SOURCES
from plugin.people.models import Mentorship
from plugin.text import from_plain
from tests.factories import a_course, a_group, a_lead, a_mentor, a_section, again
from tests.factories.agreements import agreed
from tests.factories.assessments import a_section_asking, drafted, handed_in, responded
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, a_reply, a_topic
from tests.factories.goals import a_goal, an_entry
from tests.factories.remembered import an_own_note
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def pair(app):
    """A mentor with one mentee alone, besides a group."""
    cohort = a_group(a_course(), mentees=2)
    return again(cohort.mentor), again(cohort.mentee), cohort


def keys(viewer, person, chip=""):
    timeline = timeline_of(again(viewer), place_of(person), chip)
    return [one.key for _day, those in timeline.days for one in those]


def path_of(mentee, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/groups/mentees/{place_of(mentee)}/timeline/?{query}"


def met(mentor, mentee, **said):
    return a_session(again(mentor), mentee_id=place_of(mentee), **said)


def test_goals_with_their_turns_journal_and_milestones(pair):
    mentor, mentee, _cohort = pair
    goal = a_goal(mentee, title="Fridays")
    an_entry(mentee, goal)
    finish_milestone(mentee, goal.milestones[0])
    move_goal(mentee, db.session.get_one(Goal, goal.id), "achieved", "It is done")

    assert set(keys(mentor, mentee, "goals")) == {"begun", "journal", "reached", "turned"}
    assert keys(mentor, mentee) == keys(mentee, mentee)


def test_sessions_and_promises_both_ways(pair):
    mentor, mentee, _cohort = pair
    session = met(mentor, mentee)
    finish_action(mentor, an_action(mentor, session, place_of(mentor)))
    let_go(mentee, an_action(mentor, session, place_of(mentee)), "No time")

    assert keys(mentor, mentee, "sessions") == ["met"]
    assert sorted(keys(mentee, mentee, "promises")) == ["kept", "let go", "promised", "promised"]


def test_talk_of_theirs_that_the_viewer_reads(pair):
    mentor, mentee, cohort = pair
    asked = a_post(mentee, a_topic(mentor, group_id=cohort.id), "<p>How do I say no?</p>", asks=True)
    a_reply(mentor, asked)

    assert keys(mentor, mentee, "talk") == ["said"]
    page = timeline_of(mentor, place_of(mentee), "talk").days[0][1][0]
    assert page.told == "asks"


def test_advice_that_was_taken(pair):
    mentor, mentee, cohort = pair
    asked = a_post(mentee, a_topic(mentor, group_id=cohort.id), asks=True)
    take(mentee, a_reply(mentor, asked), "try", "Sounds right")

    assert keys(mentor, mentee, "talk") == ["took", "said"]


def test_sections_hand_ins_and_levels(pair):
    mentor, mentee, _cohort = pair
    section = a_section_asking(mentor_course(mentor))
    handed_in(again(mentee), section)
    responded(again(mentor), mentee, section)

    assert {"walked", "handed in", "answered", "rated"} <= set(keys(mentor, mentee, "work"))
    assert keys(mentor, mentee, "work") == keys(mentee, mentee, "work")


def test_a_first_draft_is_its_writers_alone(pair):
    mentor, mentee, _cohort = pair
    drafted(again(mentee), a_section_asking(mentor_course(mentor)))

    assert keys(mentor, mentee) == []


def test_what_they_signed(pair):
    mentor, mentee, _cohort = pair
    seen = agreed(again(mentor), "mentee")
    sign(again(mentee), agreement_for(again(mentee), seen.agreement.id), seen.agreement.version)

    assert keys(mentor, mentee) == ["signed"]


def mentor_course(mentor):
    return course_here(again(mentor))


def test_private_notes_stand_in_their_authors_own_alone_and_say_so(client, pair):
    mentor, mentee, _cohort = pair
    an_own_note(mentor, mentee, "Secret of the mentor")
    met(mentor, mentee, private=from_plain("Secret of the session"))

    theirs = visit_as(client, mentor).get(path_of(mentee, which="mine")).text
    assert "Secret of the mentor" in theirs
    assert "Secret of the session" in theirs
    assert 'class="private"' in theirs
    assert "Only you" in theirs
    page = visit_as(client, mentee).get(path_of(mentee)).text
    assert "Secret" not in page
    assert keys(mentee, mentee, "mine") == []


def test_another_mentors_meetings_and_promises_are_none_of_this_ones(pair):
    mentor, mentee, _cohort = pair
    other = a_mentor(mentor_course(mentor), of=mentee)
    session = met(other, mentee, private=from_plain("Theirs"))
    an_action(other, session, place_of(other), what="Only between these two")

    assert keys(mentor, mentee) == []
    assert sorted(keys(mentee, mentee)) == ["met", "promised"]


def test_every_link_of_it_leads_somewhere(client, pair):
    mentor, mentee, cohort = pair
    everything(mentor, mentee, cohort)
    for who in (mentor, mentee):
        at = visit_as(client, who)
        page = at.get(path_of(mentee)).text
        assert len(links_of(page)) >= 5
        for link in links_of(page):
            assert at.client.get(link).status_code == 200, link


def links_of(page):
    main = page.split('<ul class="plain list">', 1)[1]
    return {part.split('"', 1)[0].split("#")[0] for part in main.split('class="reach" href="')[1:]}


def everything(mentor, mentee, cohort):
    goal = a_goal(mentee)
    an_entry(mentee, goal)
    finish_milestone(mentee, goal.milestones[0])
    finish_action(mentor, an_action(mentor, met(mentor, mentee), place_of(mentor)))
    a_post(mentee, a_topic(mentor, group_id=cohort.id), asks=True)
    mark_done(place_of(mentee), a_section(mentor_course(mentor)))
    an_own_note(mentor, mentee)


def test_former_mentors_mates_leads_and_strangers_read_none_of_it(client, pair):
    mentor, mentee, cohort = pair
    stranger = a_group(a_course()).mentor
    for who, status in ((cohort.mentees[1], 403), (a_lead(mentor_course(mentor)), 403), (stranger, 404)):
        assert visit_as(client, who).get(path_of(mentee)).status_code == status
    end_all(mentor)
    assert visit_as(client, again(mentor)).get(path_of(mentee)).status_code == 403


def end_all(mentor):
    for one in db.session.query(Mentorship).filter_by(mentor_id=place_of(mentor)):
        one.until = clock.now()
    db.session.flush()


def test_it_costs_the_same_however_much_there_is(client, pair):
    mentor, mentee, cohort = pair
    everything(mentor, mentee, cohort)
    at = visit_as(client, mentor)
    few = statements(at, path_of(mentee))
    for _ in range(20):
        everything(mentor, mentee, cohort)
    assert statements(at, path_of(mentee)) == few
    assert few <= len(SOURCES) + 10
    assert {source.chip for source in SOURCES} == set(CHIPS)


def statements(at, path):
    at.get(path)
    with counted() as said:
        assert at.get(path).status_code == 200
    return len(said)
