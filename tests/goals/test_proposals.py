"""What a mentor proposes for a goal: taken or left by its owner, never edited in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.goals.proposals import actions, policy
from plugin.courses.goals.proposals.models import Proposal
from plugin.courses.goals.proposals.queries import proposal_for, proposals_of
from plugin.courses.goals.standing.actions import move_goal
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.text import clean
from tests.factories import a_group, a_lead, a_mentor
from tests.factories.goals import a_goal, a_proposal
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def a_step(pair, days=9):
    return {"milestone": "Ask Helena", "milestone_due": clock.today(pair[0].zone) + timedelta(days=days)}


def test_until_it_is_taken_nothing_changes(pair, goal):
    before = (goal.title, goal.outcome, goal.version, len(goal.milestones))
    a_proposal(pair[0], goal, **a_step(pair))

    db.session.refresh(goal)
    assert (goal.title, goal.outcome, goal.version, len(goal.milestones)) == before


def test_taken_it_says_so(pair, goal):
    mentor, mentee = pair
    proposal = a_proposal(mentor, goal, outcome=clean("<p>Within a day</p>"), **a_step(pair))
    actions.take(mentee, proposal_for(mentee, proposal.id), "Good")

    db.session.refresh(goal)
    assert (goal.title, goal.outcome, goal.version) == ("Say it within a day", "<p>Within a day</p>", 2)
    assert [one.what for one in goal.milestones][-1] == "Ask Helena"
    assert (proposal.taken, proposal.answer) == (True, "Good")
    assert "They go quiet" in goal.problem


def test_left_it_stays_with_the_answer(pair, goal):
    mentor, mentee = pair
    proposal = a_proposal(mentor, goal)
    actions.decline(mentee, proposal_for(mentee, proposal.id), "Not yet")
    actions.take(mentee, proposal_for(mentee, proposal.id), "a second window")

    assert (goal.title, proposal.taken, proposal.answer) == (
        "My team hears hard things early",
        False,
        "Not yet",
    )


def test_only_what_is_different_is_proposed(pair, goal):
    with pytest.raises(Invalid, match="Nothing here is different"):
        a_proposal(pair[0], goal, title=goal.title)
    assert a_proposal(pair[0], goal).outcome == ""


@pytest.mark.parametrize(
    ("days", "sentence"), [(None, "a milestone has a date"), (-1, "has passed"), (4000, "ten years")]
)
def test_a_milestone_needs_a_day_that_makes_sense(pair, goal, days, sentence):
    due = None if days is None else clock.today(pair[0].zone) + timedelta(days=days)
    with pytest.raises(Invalid, match=sentence):
        a_proposal(pair[0], goal, milestone="Ask Helena", milestone_due=due)


def test_what_cannot_be_taken_whole_is_not_taken(client, pair, goal, time_machine):
    proposal = a_proposal(pair[0], goal, **a_step(pair, days=2))
    time_machine.move_to(clock.now() + timedelta(days=5), tick=False)
    page = visit_as(client, pair[1]).post(
        f"/goals/proposals/{proposal.id}/answer", {"take": "yes", "answer": "Yes!"}
    )

    assert page.status_code == 422
    assert "That day has passed" in page.text
    assert "Yes!" in page.text
    db.session.refresh(goal)
    db.session.refresh(proposal)
    assert (goal.title, proposal.settled_at) == ("My team hears hard things early", None)


def test_five_wait_at_most(pair, goal):
    for number in range(5):
        a_proposal(pair[0], goal, title=f"Title {number}")
    with pytest.raises(Invalid, match="Five proposals"):
        a_proposal(pair[0], goal, title="One more")


def test_who_proposes_and_who_decides(course, pair, goal):
    mentor, mentee = pair
    proposal = proposal_for(mentee, a_proposal(mentor, goal).id)

    assert policy.can_propose(mentor, goal)
    for other in (mentee, a_mentor(course), a_lead(course)):
        assert not policy.can_propose(other, goal)
    assert policy.can_settle_proposal(mentee, proposal)
    assert not policy.can_settle_proposal(mentor, proposal)
    assert policy.can_take_back(mentor, proposal)
    assert not policy.can_take_back(mentee, proposal)
    move_goal(mentee, goal, "achieved", "Done")
    assert not policy.can_propose(mentor, goal)


def test_no_mate_and_no_lead_finds_it(course):
    group = a_group(course, mentees=2)
    proposal = a_proposal(group.mentor, a_goal(group.mentees[0]))
    for other in (group.mentees[1], a_lead(course), a_mentor(course)):
        with pytest.raises(NotHere):
            proposal_for(other, proposal.id)


def test_taken_back_nobody_reads_it(client, pair, goal):
    proposal = a_proposal(pair[0], goal, why="canary")
    assert "canary" in visit_as(client, pair[1]).get(f"/goals/{goal.id}").text
    visit_as(client, pair[0]).post(f"/goals/proposals/{proposal.id}/back", {})

    assert "canary" not in visit_as(client, pair[1]).get(f"/goals/{goal.id}").text
    assert db.session.query(Proposal).count() == 0


def test_the_pages(client, pair, goal):
    mentor, mentee = visit_as(client, pair[0]), visit_as(client, pair[1])
    assert "My team hears hard things early" in mentor.get(f"/goals/{goal.id}/propose").text
    sent = {"title": "Say it within a day", "outcome": "Within a day", "why": ""}
    page = mentor.post(f"/goals/{goal.id}/propose", sent)
    assert page.status_code == 422
    assert "Within a day" in page.text
    mentor.post(f"/goals/{goal.id}/propose", {**sent, "why": "It cannot be missed."})
    assert "waits for an answer" in mentee.get(f"/goals/{goal.id}").text
    [one] = proposals_of(goal)
    assert one.name == pair[0].name
    page = mentee.post(f"/goals/proposals/{one.proposal.id}/answer", {"take": "yes"}, follow_redirects=True)
    assert "Say it within a day" in page.text
    assert mentee.post(f"/goals/proposals/{one.proposal.id}/answer", {"take": "no"}).status_code == 403


def test_a_page_costs_the_same_with_all_of_them(client, pair, goal):
    at = visit_as(client, pair[1])

    def asked():
        db.session.expire_all()
        with counted() as statements:
            assert at.get(f"/goals/{goal.id}").status_code == 200
        return len(statements)

    asked()
    few = asked()
    for number in range(5):
        a_proposal(pair[0], goal, title=f"Title {number}")

    assert asked() == few
