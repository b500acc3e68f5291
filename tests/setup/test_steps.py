"""Set-up in five steps: each is kept, each can be looked at again, and nobody but leads sees anything before the end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.models import Assignment, Course, Progress, Section
from plugin.courses.outline.programmes import programmes
from plugin.courses.outline.progress import recount
from plugin.courses.outline.queries import course_if_any, path_of
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.people.models import Enrolment
from tests.factories import a_context, a_group, a_lead, a_mentee, a_pair, a_section, again, mentors
from tests.factories.courses import a_resource, place_of
from tests.factories.discussions import a_post
from tests.factories.setup import a_beginning
from tests.factories.visits import visit_as
from tests.harness.statements import counted

STEPS = ("programme", "roster", "people", "cadence", "preview")


@pytest.fixture
def context(app):
    return a_context(title="Leading teams 2026")


@pytest.fixture
def lead(context):
    return a_lead(context, "Helena Brandt")


@pytest.fixture
def course(lead):
    return a_beginning(lead)


@pytest.fixture
def at(client, lead):
    return visit_as(client, lead)


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


@pytest.mark.parametrize("wrote", [added_a_section, added_a_resource, said_something])
def test_a_programme_stays_once_somebody_has_written_into_it(at, lead, course, wrote):
    wrote(lead, course)
    before = db.session.scalars(select(Section.id)).all()

    answer = chosen(at, programme="new-starter", version="1")

    assert answer.status_code == 422
    assert "so its programme stays as it is" in answer.text
    assert db.session.scalars(select(Section.id)).all() == before


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


def test_the_roster_step_says_whom_the_learning_site_names(at, context, course):
    a_mentee(context, "Sofia", email="sofia@example.org")
    a_mentee(context, "", email="")

    page = " ".join(at.get("/set-up/roster").text.split())

    assert "does not tell Tandem who is in this course" in page
    assert "<dt>People</dt><dd>3</dd>" in page
    assert "shares an e-mail address</dt><dd>1</dd>" in page


def test_the_roster_can_be_read_now(at, context, course):
    context.memberships_url = "https://lms.example/members"
    db.session.flush()

    assert "The LMS is being asked" in at.get("/set-up/roster").text
    assert where(at.post("/set-up/roster"), at) == "/set-up/roster"


def test_groups_pairs_and_places_are_made_where_one_is(at, lead, course):
    mentor, mentee, other = (a_mentee(course, name) for name in ("Ravi", "Sofia", "Kwame"))

    made = at.post("/set-up/people/groups", {"name": "Early desk"})
    group = db.session.execute(db.text("SELECT name FROM learning_group")).scalar_one()
    page = at.get("/set-up/people/").text
    group_id = page.split('<option value="')[1].split('"')[0]
    placed = {"group": group_id, "people": [str(mentor.enrolment_id)], "part": "mentor"}
    assert where(at.post("/set-up/people/places", placed), at) == "/set-up/people/#place"
    at.post("/set-up/people/places", {**placed, "people": [str(mentee.enrolment_id)], "part": "mentee"})
    at.post("/set-up/people/pairs", {"mentor": str(mentor.enrolment_id), "mentee": str(other.enrolment_id)})

    assert (made.status_code, group) == (303, "Early desk")
    assert again(mentor).mentee_ids == {mentee.enrolment_id, other.enrolment_id}
    assert at.post("/set-up/people/groups", {"name": "Early desk"}).status_code == 422
    assert at.post("/set-up/people/places", {**placed, "group": ""}).status_code == 422
    assert at.post("/set-up/people/pairs", {"mentor": str(mentor.enrolment_id)}).status_code == 422


def test_room_for_how_many_is_kept_for_all_and_for_one(at, course):
    mentor, _mentee = a_pair(course)
    field = f"capacity_{mentor.enrolment_id.hex}"

    at.post("/set-up/people/capacity", {"capacity": "5", "was_capacity": "", field: "0", f"was_{field}": ""})

    db.session.expire_all()
    assert course.capacity == 5
    assert db.session.get_one(Enrolment, mentor.enrolment_id).capacity == 0
    assert "more than there is room for" in at.get("/set-up/people/").text
    stale = at.post(
        "/set-up/people/capacity", {"capacity": "9", "was_capacity": "", field: "0", f"was_{field}": "0"}
    )
    assert stale.status_code == 409
    assert course.capacity == 5
    wrong = at.post("/set-up/people/capacity", {"capacity": "many", "was_capacity": "5"})
    assert wrong.status_code == 422
    assert "many" in wrong.text
    at.post("/set-up/people/capacity", {"capacity": "", "was_capacity": "5", field: "", f"was_{field}": "0"})
    db.session.expire_all()
    assert course.capacity is None
    assert db.session.get_one(Enrolment, mentor.enrolment_id).capacity is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("cadence_days", "0"), ("cadence_days", "x"), ("reply_days", "91"), ("reply_days", "")],
)
def test_numbers_of_days_that_cannot_be_come_back(at, course, field, value):
    answer = at.post(
        "/set-up/cadence", {"cadence_days": "14", "reply_days": "7", "version": "1", field: value}
    )

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert course.cadence_days != 0


def test_talk_is_off_beside_a_section_and_comes_back_with_its_posts(client, at, lead, course):
    _mentor, mentee = a_pair(course)
    at.post("/set-up/open")
    resource = db.session.scalars(select(Resource)).first()
    post = a_post(mentee, resource, "A word of mine")
    sections = [str(one) for one in db.session.scalars(select(Section.id)) if one != resource.section_id]
    settings = {"cadence_days": "14", "reply_days": "7"}

    off = at.post("/set-up/cadence", {**settings, "discussed": sections, "version": str(course.version)})

    reader = visit_as(client, mentee)
    assert off.status_code == 303
    quiet = reader.get(f"/resources/{resource.id}")
    assert quiet.status_code == 200
    assert "A word of mine" not in quiet.text
    assert "Ask or comment" not in quiet.text
    assert reader.post(f"/discussions/on/{resource.id}", {"words": "More"}).status_code == 403
    assert reader.get(f"/discussions/posts/{post.id}").status_code == 404
    at.post(
        "/set-up/cadence",
        {**settings, "discussed": [*sections, str(resource.section_id)], "version": str(course.version)},
    )
    assert "A word of mine" in reader.get(f"/resources/{resource.id}").text


def test_two_leads_who_settle_the_cadence_get_both_numbers(at, course):
    talked = [str(one) for one in db.session.scalars(select(Section.id))]
    at.post("/set-up/cadence", {"cadence_days": "10", "reply_days": "7", "discussed": talked, "version": "1"})

    clash = at.post(
        "/set-up/cadence", {"cadence_days": "20", "reply_days": "7", "discussed": talked, "version": "1"}
    )

    assert clash.status_code == 409
    assert 'value="20"' in clash.text
    assert ">10<" in "".join(clash.text.split())


def test_steps_ask_the_same_number_of_statements_however_many_there_are(client, app):
    def asked(many: int) -> list[int]:
        lead = a_lead(a_context())
        course = a_beginning(lead)
        for _each in range(many):
            a_group(course, mentors=2, mentees=3)
            mentors(a_mentee(course), a_mentee(course))
            a_section(course)
        at = visit_as(client, lead)
        at.get("/set-up/")
        return [statements(at, f"/set-up/{step}{'/' if step == 'people' else ''}") for step in STEPS]

    assert asked(1) == asked(6)


def statements(at, address):
    with counted() as said:
        assert at.get(address).status_code == 200
    return len(said)
