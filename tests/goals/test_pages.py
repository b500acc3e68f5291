"""The pages for goals, as somebody in a browser meets them."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.goals.models import Goal
from tests.factories import a_group, a_lead
from tests.factories.goals import a_goal, goal_fields
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def at(client, pair):
    return visit_as(client, pair[1])


def test_a_goal_is_written_and_read(at, pair):
    page = at.post("/goals/new", goal_fields(pair[1], title="Say it early"), follow_redirects=True)

    assert page.status_code == 200
    for words in ("Say it early", "They go quiet", "within two days", "Watch somebody do it", "Seen by"):
        assert words in page.text
    assert pair[0].name in html.unescape(page.text)


def test_the_problem_comes_first_in_the_form(at):
    page = at.get("/goals/new").text

    assert page.index('name="problem"') < page.index('name="outcome"') < page.index('name="milestone"')


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("milestone_due", "2020-01-01"),
        ("milestone_due", "20025-01-01"),
        ("milestone_due", "next week"),
        ("milestone_due", ""),
        ("problem", ""),
        ("outcome", " \u200b "),
        ("title", "x" * 161),
        ("milestone", ""),
    ],
)
def test_what_makes_no_sense_comes_back_with_everything_typed(at, pair, field, typed, session):
    fields = goal_fields(pair[1], **{field: typed})
    page = at.post("/goals/new", fields)

    assert page.status_code == 422
    assert 'class="error"' in page.text
    for name in {"problem", "outcome", "title", "toward_what", "milestone_done_when"} - {field}:
        assert fields[name] in page.text
    assert typed.strip() in html.unescape(page.text)
    assert session.query(Goal).count() == 0


def test_what_is_missing_is_named_in_the_order_of_the_page(at):
    page = at.post("/goals/new", {"toward": "skill"}).text
    summary = page[page.index('role="alert"') : page.index("Seen by")]

    order = [
        "The problem",
        "What you want instead",
        "in one sentence",
        "Which one",
        "First milestone",
        "By which day",
    ]
    assert sorted(order, key=summary.index) == order


def test_a_choice_that_was_not_offered_is_refused(at, pair, session):
    assert at.post("/goals/new", goal_fields(pair[1], toward="fame")).status_code == 422
    assert session.query(Goal).count() == 0


def test_rich_words_come_back_as_they_were_sent(at, pair):
    sent = goal_fields(
        pair[1], problem="<div>They <strong>all</strong> go quiet</div>", problem_format="html", title=""
    )
    page = at.post("/goals/new", sent)

    assert page.status_code == 422
    assert "<div>They <strong>all</strong> go quiet</div>" in html.unescape(page.text)


def test_words_are_cleaned(at, pair):
    sent = goal_fields(
        pair[1], outcome="<p>ok</p><script>alert(1)</script>", outcome_format="html", title="<b>bold</b>"
    )
    page = at.post("/goals/new", sent, follow_redirects=True)

    assert "<script>alert" not in page.text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text


def test_a_form_sent_twice_makes_one_goal(at, pair, session):
    fields = goal_fields(pair[1], once="the same key twice")
    answers = [at.post("/goals/new", fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert session.query(Goal).count() == 1


def test_two_edits_lose_neither_text(at, pair):
    goal = a_goal(pair[1])
    edit = f"/goals/{goal.id}/edit"
    fields = {"outcome": "o", "toward": "skill", "toward_what": "feedback", "version": "1"}
    at.post(edit, {**fields, "title": "From the first window", "toward": "project"})
    page = at.post(edit, {**fields, "title": "From the second window"})

    assert page.status_code == 409
    assert "From the first window" in page.text
    assert "From the second window" in page.text
    assert "A project" in page.text
    assert 'name="version" value="2"' in page.text
    assert goal.title == "From the first window"
    assert at.post(edit, {**fields, "title": "Both", "version": "2"}).status_code == 303
    assert goal.title == "Both"


def test_the_problem_cannot_be_edited(at, pair):
    goal = a_goal(pair[1], problem="<p>As told.</p>")
    fields = {
        "title": "t",
        "outcome": "o",
        "toward": "skill",
        "toward_what": "w",
        "problem": "Another",
        "version": "1",
    }
    at.post(f"/goals/{goal.id}/edit", fields)

    assert goal.title == "t"
    assert goal.problem == "<p>As told.</p>"


def test_milestones_are_added_done_and_undone(at, pair):
    goal = a_goal(pair[1])
    due = clock.today("UTC") + timedelta(days=20)
    page = at.post(
        f"/goals/{goal.id}/milestones", {"what": "First try", "due": due.isoformat()}, follow_redirects=True
    )
    first, second = goal.milestones
    at.post(f"/goals/milestones/{first.id}/done")

    assert "First try" in page.text
    assert first.done_at
    assert second.done_at is None
    at.post(f"/goals/milestones/{first.id}/done", {"done": "no"})
    assert first.done_at is None


def test_a_milestone_in_the_past_comes_back_with_words(at, pair):
    goal = a_goal(pair[1])
    page = at.post(f"/goals/{goal.id}/milestones", {"what": "First try", "due": "2020-01-01"})

    assert page.status_code == 422
    assert "That day has passed" in page.text
    assert "First try" in page.text


def test_a_mentor_reads_a_goal_without_a_way_to_change_it(client, pair):
    goal = a_goal(pair[1])
    page = visit_as(client, pair[0]).get(f"/goals/{goal.id}")

    assert page.status_code == 200
    assert "They go quiet" in page.text
    for form in ("edit", "milestones", "stands", "journal"):
        assert f"/goals/{goal.id}/{form}" not in page.text
    assert "/done" not in page.text


def test_a_lead_sees_no_goal_and_is_told_why(client, course, pair):
    goal = a_goal(pair[1], title="Canary of a goal")
    lead = visit_as(client, a_lead(course))

    assert lead.get(f"/goals/{goal.id}").status_code == 404
    assert "Canary" not in lead.get("/goals/").text
    assert "does not read them" in lead.get("/goals/").text
    assert lead.get("/goals/new").status_code == 403


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x"])
def test_a_page_that_is_none_is_no_fault(at, page):
    assert at.get(f"/goals/?page={page}").status_code == 200


def statements(client, course, mentees: int) -> int:
    """How many statements the list takes for a mentor of so many."""
    group = a_group(course, mentees=mentees)
    for mentee in group.mentees:
        a_goal(mentee)
    mentor = visit_as(client, group.mentor)
    mentor.get("/goals/")
    with counted() as said:
        assert mentor.get("/goals/").text.count("Next:") == mentees
    return len(said)


def test_the_list_takes_as_many_statements_for_many(client, course):
    few, many = statements(client, course, 1), statements(client, course, 12)

    assert few == many <= 12
