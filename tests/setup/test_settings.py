"""What a lead settles in set-up and may change later: people, room for how many, cadence, where there is talk."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.people.models import Enrolment
from tests.factories import a_context, a_group, a_lead, a_mentee, a_pair, a_section, again, mentors
from tests.factories.discussions import a_post
from tests.factories.setup import a_beginning
from tests.factories.visits import visit_as
from tests.harness.statements import counted

STEPS = ("programme", "roster", "people", "cadence", "preview")


def where(answer, at):
    assert answer.status_code == 303
    return answer.location.removeprefix(f"/v/{at.visit}")


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
    assert reader.post(f"/discussions/on/resource/{resource.id}", {"words": "More"}).status_code == 403
    assert reader.get(f"/discussions/posts/{post.id}").status_code == 404
    at.post(
        "/set-up/cadence",
        {**settings, "discussed": [*sections, str(resource.section_id)], "version": str(course.version)},
    )
    assert "A word of mine" in reader.get(f"/resources/{resource.id}").text


def test_a_lead_lets_mentees_leave_their_name_out_and_takes_it_back(at, course):
    settings = {"cadence_days": "14", "reply_days": "7"}

    at.post("/set-up/cadence", {**settings, "anonymous": "yes", "version": "1"})
    db.session.refresh(course)
    assert course.anonymous
    assert re.search(r'name="anonymous"[^>]* checked', at.get("/set-up/cadence").text)
    late = at.post("/set-up/cadence", {**settings, "version": "1"})
    assert late.status_code == 409
    at.post("/set-up/cadence", {**settings, "version": str(course.version)})
    db.session.refresh(course)
    assert not course.anonymous


def test_a_lead_lets_flagged_posts_be_hidden(at, course):
    settings = {"cadence_days": "14", "reply_days": "7"}

    at.post("/set-up/cadence", {**settings, "hide_flagged": "yes", "version": "1"})
    db.session.refresh(course)

    assert course.hide_flagged
    assert re.search(r'name="hide_flagged"[^>]* checked', at.get("/set-up/cadence").text)


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
