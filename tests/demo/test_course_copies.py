"""Copying a course in the demonstration LMS: what comes along, what stays, and what a launch says of it."""

import json

import pytest

from demo.lms.claims import LTI
from demo.lms.memory import Copied, LineItem, Link, Memory, Score, remembered
from demo.lms.vocabulary import GRADES_CLAIM
from tests.demo.launching import ISSUER, launched

FIRST = "/as/helena/courses/first-team"
PICKED = Link("placed-1", "Goals", "Write one", "tandem-demonstration", custom={"content": "section.1"})
SCORE = Score("2026-11-23T10:00:00+00:00", "Completed", "FullyGraded", 7.0, 10.0)


def copied(site, title="Leading, spring", course="first-team"):
    """The course that a teacher's press makes."""
    page = site.sign_in("helena").post(
        f"/as/helena/courses/{course}/copy", data={"title": title}, base_url=ISSUER
    )
    assert page.status_code == 303
    made = site.world.every_course[-1]
    assert page.location == f"/as/helena/courses/{made.id}"
    return made


@pytest.fixture
def placed(site):
    """A link of the course that was picked, with its column and a score in it, and a column of no link."""
    site.world.memory.links["first-team"] = [PICKED]
    for number, link in (("91", "placed-1"), ("92", "")):
        column = LineItem(number, "first-team", "tandem-demonstration", "Goals", 10.0, "r-1", "goals", link)
        column.scores["fatima"] = SCORE
        site.world.memory.items[number] = column
    return PICKED


def test_teacher_is_led_to_a_copy_in_which_nobody_else_is(site):
    suggested = site.sign_in("helena").get(f"{FIRST}/copy", base_url=ISSUER).text
    assert 'value="Leading your first team, copy"' in suggested
    made = copied(site, "  Leading,\n spring ")
    assert made.title == "Leading, spring"
    assert made.members == {"helena": "Instructor"}
    assert made.groups == ()
    page = site.client.get(f"/as/helena/courses/{made.id}", base_url=ISSUER).text
    assert "This is the copy" in page
    assert 'title="Mentoring, in Tandem"' in page
    assert "Leading, spring" in site.client.get("/as/helena/", base_url=ISSUER).text
    assert site.sign_in("fatima").get(f"/as/fatima/courses/{made.id}", base_url=ISSUER).status_code == 404


def test_links_come_along_with_ids_of_their_own(site, placed):
    made = copied(site)
    mentoring, goals = site.world.links_of(made)
    assert mentoring.title == "Mentoring"
    assert {mentoring.id, goals.id}.isdisjoint({"mentoring", placed.id})
    assert (goals.title, goals.text, goals.tool, goals.url, goals.custom) == (
        *(placed.title, placed.text, placed.tool, placed.url, placed.custom),
    )
    for link in (mentoring, goals):
        assert site.world.course_of(link.id)[0].id == made.id


def test_columns_come_along_empty_and_at_the_copied_links(site, placed):
    made = copied(site)
    goals = site.world.links_of(made)[1]
    linked, alone = [item for item in site.world.memory.items.values() if item.course == made.id]
    assert (linked.label, linked.maximum, linked.resource_id, linked.tag) == ("Goals", 10, "r-1", "goals")
    assert (linked.link, alone.link) == (goals.id, "")
    assert linked.scores == alone.scores == {}
    assert len({*site.world.memory.items, "91", "92"}) == 4
    assert site.world.memory.items["91"].scores == {"fatima": SCORE}
    claims = launched(site.client, site.world, "helena", link=goals.id)
    assert f"/{linked.id}/lineitem" in claims[GRADES_CLAIM]["lineitem"]
    assert claims[LTI + "custom"]["content"] == "section.1"


def test_history_names_all_origins_newest_first(site):
    site.world.tool.custom["context_history"] = "$Context.id.history"
    first = copied(site)
    second = copied(site, course=first.id)
    said = []
    for course in (site.world.courses[0], first, second):
        claims = launched(site.client, site.world, "helena", link=site.world.links_of(course)[0].id)
        assert claims[LTI + "context"]["id"] == course.id
        said.append(claims[LTI + "custom"]["context_history"])
    assert said == ["", "first-team", f"{first.id},first-team"]


@pytest.mark.parametrize("typed", ["", "  ", "x" * 121])
def test_title_that_cannot_be_is_refused_and_given_back(site, typed):
    page = site.sign_in("helena").post(f"{FIRST}/copy", data={"title": typed}, base_url=ISSUER)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert f'value="{typed}"' in page.text
    assert site.world.memory.copies == []


def test_nobody_but_a_teacher_copies(site):
    browser = site.sign_in("fatima")
    assert "/copy" not in browser.get("/as/fatima/courses/first-team", base_url=ISSUER).text
    for ask in (browser.get, browser.post):
        page = ask("/as/fatima/courses/first-team/copy", data={"title": "Mine"}, base_url=ISSUER)
        assert page.status_code == 404
    assert site.world.memory.copies == []


def test_copies_and_handlers_are_there_after_a_restart_and_an_older_file_has_none(tmp_path):
    file = tmp_path / "lms.json"
    made = Copied("copy-1", "COPY-1", "Spring", "Again", "helena", ("copy-0", "first-team"))
    with Memory(file=file).changing() as memory:
        memory.copies.append(made)
        memory.handlers["tandem"] = {"LtiContextCopyNotice": "http://127.0.0.1:8000/lti/notices"}
    again = remembered(file)
    assert again.copies == [made]
    assert again.handlers == {"tandem": {"LtiContextCopyNotice": "http://127.0.0.1:8000/lti/notices"}}
    older = json.loads(file.read_text())
    del older["copies"], older["handlers"]
    file.write_text(json.dumps(older))
    again = remembered(file)
    assert (again.copies, again.handlers) == ([], {})
