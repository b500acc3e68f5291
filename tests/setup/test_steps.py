"""Set-up in five steps: each is kept, each can be looked at again, and nobody but leads sees anything before the end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.grades.actions import retire
from plugin.courses.grades.queries import choices
from plugin.courses.grades.reckoning import live_columns
from plugin.courses.outline.models import Assignment, Course, Progress, Section
from plugin.courses.outline.programmes import programmes
from plugin.courses.outline.progress import recount
from plugin.courses.outline.queries import course_if_any, path_of
from plugin.courses.resources.models import Resource
from plugin.database import db
from tests.factories import a_group, a_mentee, a_pair, a_section
from tests.factories.courses import a_resource, place_of
from tests.factories.discussions import a_post
from tests.factories.grades import a_column
from tests.factories.visits import visit_as

STEPS = ("programme", "roster", "people", "cadence", "preview")


def chosen(at, **said):
    return at.post("/set-up/programme", {"programme": "leadership", "title": "Our course", **said})


def where(answer, at):
    assert answer.status_code == 303
    return answer.location.removeprefix(f"/v/{at.visit}")


def test_a_lead_is_led_through_five_steps_and_opens(at, lead):
    assert where(at.get("/"), at) == "/set-up/"
    assert where(at.get("/set-up/"), at) == "/set-up/programme"
    assert where(chosen(at), at) == "/set-up/roster"
    assert where(at.post("/set-up/done", {"step": "roster"}), at) == "/set-up/people/"
    assert where(at.post("/set-up/done", {"step": "people"}), at) == "/set-up/cadence"
    kept = at.post("/set-up/cadence", {"cadence_days": "7", "reply_days": "3", "version": "1"})
    assert where(kept, at) == "/set-up/preview"
    assert course_if_any(lead).opened_at is None
    assert where(at.post("/set-up/open"), at) == "/course/"

    course = course_if_any(lead)
    assert (course.opened_by_id, course.cadence_days, course.reply_days) == (lead.enrolment_id, 7, 3)
    assert where(at.get("/set-up/"), at) == "/course/"


def test_whoever_comes_back_goes_on_where_they_were(at, course):
    at.post("/set-up/done", {"step": "roster"})

    assert where(at.get("/set-up/"), at) == "/set-up/people/"
    assert where(at.post("/set-up/done", {"step": "roster"}), at) == "/set-up/people/"
    assert where(at.get("/set-up/"), at) == "/set-up/people/"


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_looked_at_again_and_says_where_one_is(at, course, step):
    page = at.get(f"/set-up/{step}{'/' if step == 'people' else ''}")

    assert page.status_code == 200
    assert f"Step {STEPS.index(step) + 1} of 5" in page.text
    assert page.text.count('aria-current="step"') == 1
    assert page.text.count('class="main"') == 1


def test_the_first_step_offers_every_programme_and_the_lms_courses_title(at):
    page = at.get("/set-up/programme").text

    assert all(programme.title in page for programme in programmes())
    assert 'value="Leading teams 2026"' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"programme": None}, "Choose one of the programmes."),
        ({"programme": "no-such"}, "Choose one of the programmes."),
        ({"title": " "}, "Please fill this in."),
        ({"title": "t" * 121}, "120"),
    ],
)
def test_what_is_missing_stands_beside_its_field_and_nothing_is_made(at, lead, fields, sentence):
    page = chosen(at, **fields)

    assert page.status_code == 422
    assert sentence in page.text
    assert course_if_any(lead) is None


def test_another_programme_takes_the_place_of_the_first_and_the_counters_follow(at, lead, course):
    a_pair(course)

    assert "Its sections then take the place of these" in at.get("/set-up/programme").text
    chosen(at, programme="new-starter", title="Starting here", version="1")

    db.session.expire_all()
    assert (course.programme, course.title, course.opened_at) == ("new-starter", "Starting here", None)
    wanted = next(one for one in programmes() if one.key == "new-starter")
    assert [stop.section.title for stop in path_of(lead, course)] == [one.title for one in wanted.sections]
    progress = db.session.scalars(select(Progress)).one()
    assert progress.assigned == len(wanted.sections) == len(db.session.scalars(select(Assignment)).all())
    assert recount(course.id).counters == 0


def test_the_same_programme_again_leaves_the_outline_as_it_is(at, course):
    before = db.session.scalars(select(Section.id)).all()

    chosen(at, title="Called otherwise", version="1")

    assert db.session.scalars(select(Section.id)).all() == before
    assert db.session.scalars(select(Course.title)).one() == "Called otherwise"


def added_a_section(lead, course):
    a_section(course, made_by_id=lead.enrolment_id)


def added_a_resource(lead, course):
    a_resource(db.session.scalars(select(Section)).first(), by=lead)


def said_something(lead, course):
    a_post(lead, db.session.scalars(select(Resource)).first(), "Begin with this")


def chose_a_section_for_the_gradebook(lead, course):
    a_column(lead, next(one.value for one in choices(lead, course) if one.what == "assessment"))


def took_one_back(lead, course):
    chose_a_section_for_the_gradebook(lead, course)
    retire(live_columns(course.id)[0])


WROTE = [
    added_a_section,
    added_a_resource,
    said_something,
    chose_a_section_for_the_gradebook,
    took_one_back,
]


@pytest.mark.parametrize("wrote", WROTE)
def test_a_programme_stays_once_somebody_has_written_into_it(at, lead, course, wrote):
    wrote(lead, course)
    before = db.session.scalars(select(Section.id)).all()

    answer = chosen(at, programme="new-starter", version="1")

    assert answer.status_code == 422
    assert "so its programme stays as it is" in answer.text
    assert db.session.scalars(select(Section.id)).all() == before


def test_what_counts_the_whole_course_stays_with_another_programme(at, lead, course):
    column = a_column(lead, "progress")

    assert where(chosen(at, programme="new-starter", version="1"), at) == "/set-up/roster"

    db.session.expire_all()
    assert [one.id for one in live_columns(course.id)] == [column.id]
    assert course.programme == "new-starter"


def test_two_leads_who_choose_get_both_texts(at, course):
    chosen(at, title="The first", version="1")

    clash = chosen(at, title="The second", version="1")

    assert clash.status_code == 409
    assert "The first" in clash.text
    assert "The second" in clash.text


def test_an_open_course_is_not_begun_again(at, course):
    at.post("/set-up/open")

    assert where(at.get("/set-up/programme"), at) == "/course/"
    assert chosen(at, programme="new-starter", version="2").status_code == 422
    assert where(at.post("/set-up/open"), at) == "/course/"


def test_a_course_without_a_section_is_not_opened(at, course):
    db.session.query(Section).update({"hidden_at": clock.now()})

    answer = at.post("/set-up/open")

    assert answer.status_code == 422
    assert "no section yet that anybody could see" in answer.text
    assert course.opened_at is None


def test_nobody_but_leads_sees_anything_until_it_is_opened(client, course):
    cohort = a_group(course, mentees=1)
    section = db.session.scalars(select(Section)).first()
    paths = ("/course/", "/goals/", "/sessions/", "/groups/", "/groups/mine", f"/groups/{cohort.id}")
    paths += (f"/groups/mentees/{place_of(cohort.mentee)}", f"/sections/{section.id}")

    for who in (cohort.mentor, cohort.mentee):
        at = visit_as(client, who)
        assert "Not open yet" in at.get("/").text
        assert {
            path: at.get(path).status_code for path in paths if at.get(path).status_code not in (403, 404)
        } == {}


def test_whoever_is_no_lead_sets_nothing_up(client, context, course):
    at = visit_as(client, a_mentee(context))

    assert at.get("/set-up/").status_code == 403
    assert chosen(at).status_code == 403
    assert at.post("/set-up/open").status_code == 403
    assert course.opened_at is None


def test_leads_have_a_way_to_set_up_until_it_is_open(at, course):
    assert ">Set up</a>" in at.get("/groups/").text.replace(' aria-current="page"', "")

    at.post("/set-up/open")

    assert ">Set up</a>" not in at.get("/groups/").text
