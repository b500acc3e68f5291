"""The course page, sections and resources as pages: who reads what on them, and what their forms do."""

from __future__ import annotations

import pytest

from plugin.courses.assessments.queries import own_answers
from plugin.courses.outline.progress import mark_done
from plugin.courses.outline.queries import section_for
from plugin.courses.resources.queries import resources_of
from tests.factories import a_course, a_group, a_lead, a_mentee, a_section
from tests.factories.courses import a_resource, place_of, typed_into
from tests.factories.outline import added
from tests.factories.people import a_mentor, again
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def test_a_mentee_sees_what_is_done_and_what_is_next(client, cohort, section, look_back):
    mark_done(place_of(cohort.mentee), section)

    page = visit_as(client, cohort.mentee).get("/course/").text

    assert "1 of 2 sections done. Next: Look back." in page
    assert "Open section 2" in page


def test_a_mentee_reads_when_a_section_opens(client, course, cohort, section):
    a_section(course, "session", position=2, title="Later", opens_day=30)

    mark_done(place_of(cohort.mentee), section)

    page = visit_as(client, cohort.mentee).get("/course/").text

    assert "1 of 2 sections done. The next one opens on " in page
    assert "Read ahead in section 2" in page


def test_a_mentor_reads_how_many_of_their_mentees_are_done(client, course, cohort, section):
    mark_done(place_of(cohort.mentee), section)
    other = a_group(course, mentees=1)
    mark_done(place_of(other.mentee), section)

    page = visit_as(client, cohort.mentor).get("/course/").text

    assert "1 of 3 mentees done" in page
    assert "sections done" not in page


def test_a_lead_counts_everybody(client, course, cohort, section):
    mark_done(place_of(cohort.mentee), section)
    a_group(course, mentees=1)

    assert "1 of 4 mentees done" in visit_as(client, a_lead(course)).get("/course/").text


def test_a_mentor_who_is_mentored_too_is_asked_to_finish_only_what_they_walk(client, course, cohort, section):
    theirs = added(cohort.mentor, "Yours", mentee_id=place_of(cohort.mentee))
    a_mentor(course, of=cohort.mentor)
    at = visit_as(client, again(cohort.mentor))

    own, others = at.get(f"/sections/{section.id}").text, at.get(f"/sections/{theirs.id}").text

    assert "Mark as done" in own
    assert "What counts" in own
    assert "Mark as done" not in others
    assert "What counts" not in others
    assert "0 of one mentee done" in others


def test_a_mentee_marks_a_section_done_and_not_done_again(client, cohort, section):
    at = visit_as(client, cohort.mentee)
    own = f"/sections/{section.id}"

    assert at.post(f"{own}/done").status_code == 303
    assert section_for(cohort.mentee, section.id).done_at is not None
    assert "Not done yet" in at.get(own).text

    assert at.post(f"{own}/reopen").status_code == 303
    assert section_for(cohort.mentee, section.id).done_at is None


def test_a_mentee_may_not_mark_what_settles_itself_or_is_ahead(client, course, cohort, look_back):
    ahead = a_section(course, "resources", position=3, opens_day=9)
    at = visit_as(client, cohort.mentee)

    assert at.post(f"/sections/{look_back.id}/done").status_code == 403
    assert at.post(f"/sections/{ahead.id}/done").status_code == 403
    assert "opens for you on" in at.get(f"/sections/{ahead.id}").text


def test_a_mentor_may_not_mark_a_section_done(client, cohort, section):
    assert visit_as(client, cohort.mentor).post(f"/sections/{section.id}/done").status_code == 403


def test_answers_are_kept_and_say_who_sees_them(client, cohort, look_back):
    at = visit_as(client, cohort.mentee)
    page = at.get(f"/sections/{look_back.id}").text
    assert f"What you hand in: {cohort.mentor.name} and you" in page

    answer = at.post(
        f"/answers/{look_back.id}",
        {**typed_into(look_back, "Asking", "Telling"), "version": "0", "then": "hand in"},
    )

    assert answer.status_code == 303
    assert [str(a.words) for a in own_answers(cohort.mentee, look_back).values()] == [
        "<p>Asking</p>",
        "<p>Telling</p>",
    ]
    assert section_for(cohort.mentee, look_back.id).done_at is not None


def test_two_windows_of_answers_get_both_texts(client, cohort, look_back):
    at = visit_as(client, cohort.mentee)
    at.post(f"/answers/{look_back.id}", {**typed_into(look_back, "The first"), "version": "0"})

    clash = at.post(f"/answers/{look_back.id}", {**typed_into(look_back, "The second"), "version": "0"})

    assert clash.status_code == 409
    assert "The first" in clash.text
    assert "The second" in clash.text
    assert 'name="version" value="1"' in clash.text


def test_too_long_an_answer_comes_back_whole(client, cohort, look_back):
    long = "word " * 5000

    page = visit_as(client, cohort.mentee).post(
        f"/answers/{look_back.id}", {**typed_into(look_back, long), "version": "0"}
    )

    assert page.status_code == 422
    assert page.text.count("word ") >= 5000
    assert own_answers(cohort.mentee, look_back) == {}


def test_nobody_else_may_answer(client, course, cohort, look_back):
    for other in (cohort.mentor, a_lead(course)):
        answer = visit_as(client, other).post(
            f"/answers/{look_back.id}", {**typed_into(look_back, "Mine"), "version": "0"}
        )
        assert answer.status_code == 403


def test_a_mentee_never_reads_a_mates_answer_on_the_section(client, cohort, look_back):
    visit_as(client, cohort.mentees[0]).post(
        f"/answers/{look_back.id}", {**typed_into(look_back, "canary"), "version": "0"}
    )

    for other in (cohort.mentees[1], cohort.mentor):
        assert "canary" not in visit_as(client, other).get(f"/sections/{look_back.id}").text


def test_a_strangers_ids_are_not_here(client, cohort, section):
    elsewhere = a_section(a_course(), "reflection", questions=["Why?"])
    resource = a_resource(elsewhere)
    at = visit_as(client, cohort.mentee)

    assert at.get(f"/sections/{elsewhere.id}").status_code == 404
    assert at.post(f"/sections/{elsewhere.id}/done").status_code == 404
    assert at.post(f"/sections/{elsewhere.id}/reopen").status_code == 404
    assert at.post(f"/answers/{elsewhere.id}", typed_into(elsewhere, "Mine")).status_code == 404
    assert at.get(f"/resources/{resource.id}").status_code == 404
    mentor = visit_as(client, cohort.mentor)
    assert mentor.get(f"/resources/new/{elsewhere.id}").status_code == 404
    assert mentor.post(f"/resources/{resource.id}/edit", {"title": "Mine"}).status_code == 404


@pytest.mark.parametrize("who", ["mentee", "mentor", "lead"])
def test_pages_ask_the_same_number_of_statements_however_long_the_course(client, who):
    def asked(sections: int, mentees: int) -> list[int]:
        course = a_course()
        cohort = a_group(course, mentees=mentees)
        made = [a_section(course, position=place) for place in range(1, sections + 1)]
        for section in made[:3]:
            for _each in range(sections):
                a_resource(section)
            for mentee in cohort.mentees:
                mark_done(place_of(mentee), section) if section is made[0] else None
        at = visit_as(client, {"mentee": cohort.mentee, "mentor": cohort.mentor}.get(who) or a_lead(course))
        addresses = ("/course/", f"/sections/{made[1].id}", f"/resources/{resources_of(made[0])[0].id}")
        return [statements(at, address) for address in addresses]

    assert asked(5, 2) == asked(50, 8)


def statements(at, address: str) -> int:
    at.get(address)  # the first look of a visit leaves marks
    with counted() as said:
        assert at.get(address).status_code == 200
    return len(said)


def test_an_outsider_of_the_course_reads_nothing(client, cohort, section):
    page = visit_as(client, a_mentee(a_course())).get(f"/sections/{section.id}")

    assert page.status_code == 404
    assert section.title not in page.text
