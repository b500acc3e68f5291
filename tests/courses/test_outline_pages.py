"""The outline's pages: what their forms do, what they say, and what a closed course still lets somebody do."""

from __future__ import annotations

from html import unescape

import pytest
from sqlalchemy import select

from plugin.courses.assessments.actions import keep_answers
from plugin.courses.outline.editing.actions import close_course
from plugin.courses.outline.models import OutlineChange, Section
from plugin.courses.outline.progress import mark_done, settle
from plugin.courses.outline.queries import section_for
from plugin.database import db
from tests.factories import a_course, a_group, a_lead, a_section
from tests.factories.courses import place_of, said_to
from tests.factories.drafts import a_draft
from tests.factories.outline import added, titles, typed
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def test_a_lead_adds_a_section_and_reads_where_it_stands(client, course, cohort, lead, section, look_back):
    at = visit_as(client, lead)

    answer = at.post("/outline/new", typed(whose="all", place=section.id, opens="day", opens_day=3))

    assert answer.status_code == 303
    assert titles(cohort.mentee, course) == [section.title, "A week in the night shift", look_back.title]
    page = unescape(at.get(answer.headers["Location"]).text)
    assert "“A week in the night shift” was added at 2 of 3." in page
    assert "opens 3 days after the start" in page


def test_bad_input_is_said_beside_its_field_and_loses_nothing(client, course, lead):
    bad = {
        "opens_day": typed(whose="all", opens="day", opens_day="soon"),
        "opens_on": typed(whose="all", opens="date"),
        "opens_after": typed(whose="all", opens="after"),
        "due_on": typed(whose="all", due="date", due_on="2020-01-01"),
        "whose": typed(whose=f"group-{a_group(a_course()).id}"),
        "title": typed(whose="all", title=""),
        "kind": typed(whose="all", kind="party"),
    }
    for field, form in bad.items():
        answer = visit_as(client, lead).post("/outline/new", form)
        assert answer.status_code == 422, field
        assert f'id="f-{field}-e"' in answer.text, field
        assert "Go along for one night." in answer.text
    assert titles(lead, course) == []


def test_what_belongs_to_a_rule_that_was_not_chosen_is_left_alone(client, course, lead):
    form = typed(whose="all", opens="once", opens_day="soon", opens_on="2020-01-01", due_on="1")

    assert visit_as(client, lead).post("/outline/new", form).status_code == 303

    section = db.session.scalars(select(Section)).one()
    assert (section.opens_day, section.opens_on, section.due_on) == (None, None, None)


def test_two_who_change_one_section_get_both_texts(client, course, section, lead):
    at = visit_as(client, lead)
    own = f"/outline/{section.id}/edit"
    assert 'name="version" value="1"' in at.get(own).text
    assert at.post(own, typed(title="The first", version=1)).status_code == 303

    clash = at.post(own, typed(title="The second", opens="day", opens_day=5, version=1))

    assert clash.status_code == 409
    for words in ("The first", "The second", "at once", 'name="version" value="2"'):
        assert words in clash.text
    assert at.post(own, typed(title="The second", version=2)).status_code == 303
    assert section_for(lead, section.id).section.title == "The second"


def test_after_taking_out_the_page_offers_to_take_it_back(client, course, cohort, section, look_back, lead):
    look_back.opens_after_id = section.id
    at = visit_as(client, lead)

    gone = at.post(f"/outline/{section.id}/take-out")
    page = unescape(at.get(gone.headers["Location"]).text)
    assert "is taken out" in page
    assert "One section that opens after it does not wait" in page
    assert titles(cohort.mentee, course) == [look_back.title]

    change = db.session.scalars(select(OutlineChange)).one()
    assert at.post(f"/outline/history/{change.id}/take-back").status_code == 303
    assert titles(cohort.mentee, course) == [section.title, look_back.title]
    told = unescape(at.get("/outline/history").text)
    assert "was taken out" in told
    assert "was brought back" in told
    again = at.post(f"/outline/history/{change.id}/take-back")
    assert again.status_code == 422
    assert "Something newer stands there now" in again.text


def test_up_down_and_dragging_send_the_same_form(client, course, cohort, section, look_back, lead):
    at = visit_as(client, lead)

    moved = at.post(f"/outline/{look_back.id}/move", {"to": "up", "after": "first"})
    assert titles(cohort.mentee, course) == [look_back.title, section.title]
    assert "stands at 1 of 2 now" in at.get(moved.headers["Location"]).text
    at.post(f"/outline/{look_back.id}/move", {"after": section.id})
    assert titles(cohort.mentee, course) == [section.title, look_back.title]
    assert at.post(f"/outline/{look_back.id}/move", {"to": "sideways"}).status_code == 422


def test_a_mentor_sees_everything_and_has_buttons_for_their_own(client, course, cohort, section):
    own = added(cohort.mentor, "Yours", group_id=cohort.id)

    page = visit_as(client, cohort.mentor).get("/outline/").text

    assert section.title in page
    assert f"/outline/{own.id}/edit" in page
    assert f"/outline/{section.id}/edit" not in page
    assert f"for {cohort.group.name}" in page
    assert "Close this course" not in page


def test_the_journey_says_whose_when_and_late(client, course, cohort, section, look_back):
    mentee = cohort.mentee
    look_back.opens_after_id = section.id
    added(cohort.mentor, "Yours", mentee_id=place_of(mentee))
    a_section(course, "text", position=9, title="Ours", group_id=cohort.id, due_day=0)
    a_section(course, "text", position=10, title="Past", due_day=0)
    course.opened_at = course.opened_at.replace(year=course.opened_at.year - 1)
    for row in db.session.scalars(select(Section)):
        row.due_on, row.due_day = (
            (section.due_on, None) if row.title != "Past" else (course.opened_at.date(), None)
        )

    walked = unescape(visit_as(client, mentee).get("/course/").text)
    followed = unescape(visit_as(client, cohort.mentor).get("/course/").text)

    for words in ("for you", "for your group", "late", f"opens after “{section.title}”"):
        assert words in walked
    for words in (f"for {mentee.name}", f"for {cohort.group.name}", "Change the outline"):
        assert words in followed
    assert "Change the outline" not in walked
    page = unescape(visit_as(client, mentee).get(f"/sections/{look_back.id}").text)
    assert f"as soon as you are done with “{section.title}”" in page


@pytest.mark.parametrize("who", ["mentor", "lead"])
def test_the_outline_asks_the_same_of_the_database_at_5_and_200_sections(client, who):
    def asked(sections: int) -> list[int]:
        course = a_course()
        cohort = a_group(course)
        made = [
            Section(course_id=course.id, kind="text", position=at, title=f"{at}") for at in range(sections)
        ]
        db.session.add_all(made)
        db.session.flush()
        settle(course.context_id)
        member = {"mentor": cohort.mentor}.get(who) or a_lead(course)
        own = added(member, group_id=cohort.id, after=made[2], opens_after_id=made[0].id)
        at = visit_as(client, member)
        pages = [
            statements(at.get, path) for path in ("/outline/", "/outline/new", "/outline/history", "/course/")
        ]
        return [*pages, statements(at.post, f"/outline/{own.id}/move", {"to": "up"})]

    assert asked(5) == asked(200)


def statements(send, *what) -> int:
    send(*what)  # the first look of a visit leaves marks
    with counted() as said:
        assert send(*what).status_code in (200, 303)
    return len(said)


def test_a_closed_course_is_read_and_takes_no_form(client, course, cohort, lead, section, look_back):
    keep_answers(cohort.mentee, look_back, said_to(look_back, "<p>Asking first</p>"), 0)
    mark_done(place_of(cohort.mentee), section)
    visit_as(client, lead).post("/outline/close")
    at = visit_as(client, cohort.mentee)

    for path in (
        "/course/",
        f"/sections/{look_back.id}",
        f"/sections/{section.id}",
        "/goals/",
        "/sessions/",
        "/goals/new",
    ):
        page = at.get(path)
        assert page.status_code == 200
        assert "This course is closed" in page.text
        assert '<form method="post"' not in page.text, path
    assert "Asking first" in at.get(f"/sections/{look_back.id}").text
    assert visit_as(client, cohort.mentor).get(f"/groups/{cohort.id}").status_code == 200
    refused = at.post("/goals/new", {"problem": "They all go quiet", "problem_format": "plain"})
    assert refused.status_code == 403
    assert "This course is closed" in refused.text
    assert "They all go quiet" in refused.text
    assert visit_as(client, lead).post("/outline/new", typed(whose="all")).status_code == 403


def test_in_a_closed_course_somebody_says_who_they_are_lets_drafts_go_and_opens_it_again(
    client, course, cohort, lead, section
):
    close_course(lead, course)
    draft = a_draft(cohort.mentee)
    at, leads = visit_as(client, cohort.mentee), visit_as(client, lead)

    assert '<form method="post"' in at.get("/me").text
    me = {"shown_name": "Fatima", "zone": "Europe/Lisbon", "theme": "dark", "version": "1"}
    assert at.post("/me", me).status_code == 303
    assert at.post(f"/kept/{draft.id}/let-go").status_code == 303
    assert at.post("/outline/open").status_code == 403
    assert "Open this course again" in leads.get("/outline/").text
    assert leads.post("/outline/open").status_code == 303
    assert at.post(f"/sections/{section.id}/done").status_code == 303
    told = leads.get("/outline/history").text
    assert "The course was closed" in told
    assert "The course was opened again" in told
