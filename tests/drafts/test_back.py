"""A draft after the next launch: in its own form, on the first page, for its writer alone, until it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.drafts import actions
from plugin.drafts.models import Draft
from tests.factories import a_context, a_course, a_mentee, a_pair, a_section, again
from tests.factories.drafts import a_draft
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as
from tests.harness.statements import counted

WHOLE = {
    "title": "Listen first",
    "problem": "I talk too much",
    "outcome": "They talk more",
    "toward": "skill",
    "toward_what": "Listening",
    "milestone": "Ask five questions",
    "milestone_due": "2027-01-15",
}


@pytest.fixture
def course(app):
    made = a_course()
    a_section(made, "goal-setting")
    return made


@pytest.fixture
def pair(course):
    return a_pair(course)


@pytest.fixture
def mentee(pair):
    return pair[1]


@pytest.fixture
def place(client, mentee):
    return visit_as(client, mentee)


def drafts(session):
    return session.scalars(select(Draft)).all()


def test_its_form_begins_from_it(place, mentee):
    a_draft(mentee, **{**WHOLE, "problem": "<p>I <strong>talk</strong></p>", "problem_format": "html"})

    page = place.get("/goals/new").text

    assert "Kept from before" in page
    assert 'value="Listen first"' in page
    assert 'data-html="&lt;p&gt;I &lt;strong&gt;talk&lt;/strong&gt;&lt;/p&gt;"' in page
    assert 'value="2027-01-15"' in page


def test_the_first_page_offers_it_with_its_beginning(place, mentee):
    a_draft(mentee, problem="I talk too much " * 20, title="Short")

    page = place.get("/course/").text

    assert "Not sent yet" in page
    assert "I talk too much I talk" in page
    assert " …</q>" in page
    assert f'href="{place("/goals/new")}"' in page


def test_elsewhere_it_waits_quietly(place, mentee):
    a_draft(mentee)

    assert "Not sent yet" not in place.get("/me").text
    assert "Kept from before" not in place.get("/me").text


def test_once_sent_it_is_gone(place, mentee, session):
    draft = a_draft(mentee, **WHOLE)

    assert place.post("/goals/new", {**WHOLE, "draft": str(draft.id)}).status_code == 303

    assert drafts(session) == []
    assert "Kept from before" not in place.get("/goals/new").text


def test_a_form_handed_back_keeps_its_draft(place, mentee, session):
    draft = a_draft(mentee, **WHOLE)

    answer = place.post("/goals/new", {"title": "Listen", "draft": str(draft.id), "form_page": "/goals/new"})

    assert answer.status_code == 422
    assert 'name="form_page" value="/goals/new"' in answer.text
    assert len(drafts(session)) == 1


def test_let_go_it_is_gone_and_the_form_is_empty(place, mentee, session):
    draft = a_draft(mentee)

    answer = place.post(f"/kept/{draft.id}/let-go", {"stay": "yes"})

    assert answer.location == place("/goals/new")
    assert drafts(session) == []


def test_all_of_it_can_be_read_where_its_form_is_no_more(place, mentee):
    a_draft(
        mentee,
        "/goals/no-more/edit",
        words="<p>Kept <em>whole</em></p>",
        words_format="html",
        people=["a", "b"],
    )

    page = place.get("/kept/").text

    assert "Kept whole" in page.replace("\n", "")
    assert "a, b" in page


def test_nobody_else_in_the_same_browser_sees_it(client, course, mentee, session):
    draft = a_draft(mentee)
    other = visit_as(client, a_mentee(course))

    for path in ("/goals/new", "/course/", "/kept/"):
        assert "Listen first" not in other.get(path).text
    other.post("/goals/new", {**WHOLE, "draft": str(draft.id)})
    assert other.post(f"/kept/{draft.id}/let-go").status_code == 404
    assert len(drafts(session)) == 1


def test_their_mentor_does_not_see_it_either(client, pair, mentee):
    a_draft(mentee, f"/goals/{a_goal(mentee).id}/edit")

    assert "Listen first" not in visit_as(client, pair[0]).get("/kept/").text


def test_in_another_course_the_same_person_does_not_see_it(client, course, mentee, session):
    from plugin.people.models import Enrolment
    from plugin.people.queries import member_in

    elsewhere = a_course(a_context())
    session.add(
        Enrolment(
            context_id=elsewhere.context_id, person_id=mentee.person_id, role="member", since=clock.now()
        )
    )
    session.flush()
    a_draft(mentee)
    there = visit_as(client, member_in(mentee.person_id, elsewhere.context_id))

    assert "Listen first" not in there.get("/goals/new").text
    assert "Listen first" not in there.get("/kept/").text


def test_an_edit_goes_on_from_the_version_it_was_written_against(place, mentee):
    """Else a draft would overwrite, unseen, what was changed since."""
    goal = a_goal(mentee)
    a_draft(mentee, f"/goals/{goal.id}/edit", title="From my draft", version=str(goal.version))
    goal.version += 1

    page = place.get(f"/goals/{goal.id}/edit").text
    assert f'name="version" value="{goal.version - 1}"' in page
    assert 'value="From my draft"' in page


def test_a_form_beside_other_things_begins_from_its_draft_too(place, mentee):
    goal = a_goal(mentee)
    a_draft(mentee, f"/goals/{goal.id}/milestones", what="Ask first", due="2027-01-15", done_when="")

    assert 'value="Ask first"' in place.get(f"/goals/{goal.id}").text


def test_each_form_says_where_it_stands(place):
    assert 'name="form_page" value="/goals/new"' in place.get("/goals/new").text


def test_without_drafts_no_page_asks_for_them(place):
    place.get("/goals/new")

    with counted() as said:
        place.get("/goals/new")

    assert [one for one in said if "FROM draft" in one and "EXISTS" not in one] == []


def test_drafts_go_after_sixty_days(mentee, session):
    a_draft(again(mentee))

    assert actions.sweep(clock.now() + timedelta(days=59)) == 0
    assert actions.sweep(clock.now() + timedelta(days=61)) == 1
    assert drafts(session) == []


def test_from_an_ended_visit_to_the_form_and_away(place, client, mentee, session):
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        place.post("/goals/new", {**WHOLE, "form_page": "/goals/new"})
        anew = visit_as(client, mentee)
        page = anew.get("/goals/new").text
        assert "Ask five questions" in page
        (draft,) = drafts(session)

        assert anew.post("/goals/new", {**WHOLE, "draft": str(draft.id)}).status_code == 303

    assert drafts(session) == []
