"""A page that asks whether somebody has said something since: mostly nobody has, and the answer is next to nothing."""

from __future__ import annotations

from plugin.discussions.taking_back import take_back
from tests.factories import a_course, a_mentee
from tests.factories.discussions import a_post
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def ask(at, resource, said, tag=None):
    headers = {"If-None-Match": tag} if tag else {}
    return at.get(f"/discussions/on/resource/{resource.id}/since?said={said}", headers=headers)


def test_the_page_carries_the_number_that_it_knows(client, samir, resource):
    a_post(samir, resource)

    assert (
        f"/discussions/on/resource/{resource.id}/since?said=1"
        in visit_as(client, samir).get(f"/resources/{resource.id}").text
    )


def test_nothing_new_is_nothing_and_then_304(client, samir, aroha, resource):
    a_post(samir, resource)
    at = visit_as(client, aroha)

    first = ask(at, resource, 1)
    assert (first.status_code, first.text.strip()) == (200, "")
    again = ask(at, resource, 1, first.headers["ETag"])
    assert (again.status_code, again.text) == (304, "")


def test_what_came_since_is_told_with_the_way_to_it(client, samir, aroha, resource):
    a_post(samir, resource)
    at = visit_as(client, aroha)
    tag = ask(at, resource, 1).headers["ETag"]
    a_post(aroha, resource)
    assert ask(at, resource, 1, tag).status_code == 304, "one's own words are no news"

    new = a_post(samir, resource)
    told = ask(at, resource, 1, tag)
    assert told.status_code == 200
    assert "Somebody has said something since" in told.text
    assert f"/discussions/posts/{new.id}" in told.text
    take_back(new)
    assert ask(at, resource, 1, told.headers["ETag"]).text.strip() == ""


def test_a_tag_is_its_readers_own_and_says_nothing(client, samir, aroha, resource):
    a_post(samir, resource)
    a_post(aroha, resource)
    tags = {ask(visit_as(client, one), resource, 0).headers["ETag"] for one in (samir, aroha)}

    assert len(tags) == 2
    for member in (samir, aroha):
        assert all(member.enrolment_id.hex[:8] not in tag for tag in tags)


def test_a_stranger_and_a_thread_that_is_none_are_not_here(client, samir, resource):
    assert ask(visit_as(client, samir), resource, 0).status_code == 404
    a_post(samir, resource)
    assert ask(visit_as(client, a_mentee(a_course())), resource, 0).status_code == 404
    for nonsense in ("x", "-1", "9" * 30):
        assert ask(visit_as(client, samir), resource, nonsense).status_code == 200


def test_asking_by_itself_keeps_no_visit_alive(client, samir, aroha, resource, monkeypatch):
    a_post(samir, resource)
    monkeypatch.setattr("plugin.app.visits.wants_touch", lambda _stay: True)
    at = visit_as(client, aroha)

    with counted() as asked:
        ask(at, resource, 1)
    assert not [line for line in asked if line.startswith("UPDATE")]
    with counted() as asked:
        at.get(f"/resources/{resource.id}")
    assert [line for line in asked if line.startswith("UPDATE")]


def test_it_asks_once_beside_the_door(client, samir, resource):
    a_post(samir, resource)
    at = visit_as(client, samir)
    with counted() as asked:
        ask(at, resource, 1)
    assert len(asked) <= 6
