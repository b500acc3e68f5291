"""Links from mail: the same words for everybody who is not in, and the thing itself where this browser has a visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from plugin import clock
from plugin.database import new_id
from plugin.home.go import GO
from plugin.lti import cookies
from tests.factories import a_course, a_lead, a_mentee, a_pair, a_section
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


@pytest.fixture
def goal(pair):
    return a_goal(pair[1], title="Listen first")


def in_a_window(client, *places):
    """The browser has these visits in windows of its own, the latest first."""
    client.set_cookie(cookies.HERE, ".".join(place.visit for place in places))


def came_for(client, kind, thing_id):
    """The browser came by a link from mail before."""
    client.set_cookie(GO, f"{kind}.{thing_id}")


def without_reference(answer):
    return [line for line in answer.text.splitlines() if "csp-nonce" not in line]


def test_without_a_visit_known_and_unknown_ids_look_the_same(client, goal):
    known, unknown = client.get(f"/go/goal/{goal.id}"), client.get(f"/go/goal/{new_id()}")

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert "Open it in your learning site" in known.text
    assert without_reference(known) == without_reference(unknown)
    assert "frame-ancestors 'none'" in known.headers["Content-Security-Policy"]


def test_what_somebody_came_for_is_remembered_in_a_cookie_that_reaches_frames(client, goal):
    (line,) = client.get(f"/go/goal/{goal.id}").headers.getlist("Set-Cookie")

    assert line.startswith(f"{GO}=goal.{goal.id}; ")
    for word in ("Secure", "HttpOnly", "SameSite=None", "Path=/"):
        assert word in line
    assert "Partitioned" not in line


@pytest.mark.parametrize("path", ["/go/person/{}", "/go/goal/x", "/go/goal/"])
def test_what_is_no_link_of_ours_is_not_here(client, goal, path):
    assert client.get(path.format(goal.id)).status_code == 404


def test_a_visit_in_a_window_whose_member_may_see_it_leads_there(client, pair, goal):
    for who in pair:
        place = visit_as(client, who)
        in_a_window(client, place)

        answer = client.get(f"/go/goal/{goal.id}")

        assert (answer.status_code, answer.location) == (303, place(f"/goals/{goal.id}"))


def test_of_several_visits_the_one_that_may_see_it(client, course, pair, goal):
    stranger, mentee = visit_as(client, a_mentee(a_course())), visit_as(client, pair[1])
    in_a_window(client, stranger, mentee)

    assert client.get(f"/go/goal/{goal.id}").location == mentee(f"/goals/{goal.id}")


def test_who_may_not_see_it_gets_the_page_of_everybody(client, course, goal, app):
    plain = app.test_client().get(f"/go/goal/{goal.id}")
    for other in (a_lead(course), a_mentee(course), a_lead(a_course())):
        in_a_window(client, visit_as(client, other))

        answer = client.get(f"/go/goal/{goal.id}")

        assert answer.status_code == 200
        assert without_reference(answer) == without_reference(plain)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_visit_still_has_to_be_proved_by_this_browser(client, pair, goal, app):
    elsewhere = app.test_client()
    in_a_window(elsewhere, visit_as(client, pair[1]))

    assert elsewhere.get(f"/go/goal/{goal.id}").status_code == 200


def test_a_visit_that_is_over_leads_nowhere(client, pair, goal):
    in_a_window(client, visit_as(client, pair[1]))

    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        assert client.get(f"/go/goal/{goal.id}").status_code == 200


@pytest.mark.parametrize("value", ["", ".", "x.y", "a" * 3000, "é", "." * 50])
def test_no_cookie_breaks_a_link(client, goal, value):
    client.set_cookie(cookies.HERE, value)

    assert client.get(f"/go/goal/{goal.id}").status_code == 200


# After the next launch ----------------------------------------------------------------------------


def test_the_thing_waits_on_top_of_the_first_page(client, pair, goal):
    place = visit_as(client, pair[1])
    client.get(f"/go/goal/{goal.id}")

    page = place.get("/course/").text

    assert "You came for:" in page
    assert "Listen first" in page
    assert "You came for:" not in place.get("/me").text


def test_it_waits_where_mentors_and_leads_land_too(client, pair, course):
    section = a_section(course, title="Things worth reading")
    for who, path in ((pair[0], "/groups/mine"), (a_lead(course), "/groups/"), (a_lead(course), "/course/")):
        came_for(client, "section", section.id)

        assert "You came for:" in visit_as(client, who).get(path).text


def test_it_waits_for_nobody_who_may_not_see_it(client, course, goal):
    came_for(client, "goal", goal.id)

    assert "You came for:" not in visit_as(client, a_mentee(course)).get("/course/").text


def test_following_it_leads_there_once(client, pair, goal):
    place = visit_as(client, pair[1])
    client.get(f"/go/goal/{goal.id}")

    assert place.get("/came-for").location == place(f"/goals/{goal.id}")

    assert "You came for:" not in place.get("/course/").text
    assert place.get("/came-for").location == place("/")


def test_it_can_be_let_go(client, pair, goal):
    place = visit_as(client, pair[1])
    client.get(f"/go/goal/{goal.id}")

    assert place.post("/came-for").location == place("/")

    assert "You came for:" not in place.get("/course/").text


@pytest.mark.parametrize("value", ["", "goal", "goal.", "goal.x", "person.1", "goal." + "9" * 4000, "é.é"])
def test_no_cookie_breaks_the_first_page(client, pair, course, value):
    client.set_cookie(GO, value)

    assert visit_as(client, pair[1]).get("/course/").status_code == 200


def test_a_visit_in_a_window_is_remembered_and_the_last_three_are_kept(client):
    tokens = [cookies.fresh() for _ in range(5)]
    held = {cookies.HERE: ".".join(tokens[1:])}

    assert cookies.visits_here(held) == tuple(tokens[1:4])
