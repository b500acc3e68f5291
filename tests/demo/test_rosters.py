"""Rosters and groups of the demonstration LMS: pages, filters, states, and each fault."""

import itertools
import json
import re

import pytest

from demo.lms.vocabulary import GROUP_SETS_TYPE, GROUPS, GROUPS_TYPE, MEMBERS_TYPE, MEMBERSHIP, MEMBERSHIPS

ISSUER = "http://localhost:8001"


def members_url(site, query=""):
    return f"{site.here}/bindings/1/memberships{query}"


def page(site, url=None, token=None):
    return site.call(url or members_url(site), MEMBERSHIPS, MEMBERS_TYPE, token=token)


def following(answer):
    found = re.fullmatch(r'<([^>]*)>; rel="next"', answer.headers.get("Link", ""))
    return found and found[1]


def pages(site, most=100):
    token = site.token(MEMBERSHIPS)
    answer = page(site, token=token)
    yield answer
    for _ in range(most):
        url = following(answer)
        if not url:
            return
        answer = page(site, url, token)
        yield answer


def everybody(site):
    return [member for answer in pages(site) for member in answer.json["members"]]


def test_pages_together_are_the_whole_course(site):
    sizes = [len(answer.json["members"]) for answer in pages(site)]
    assert sizes == [10, 7]
    subs = [member["user_id"] for member in everybody(site)]
    assert len(set(subs)) == len(subs) == 17
    assert "nw-1026" in subs  # has never launched
    assert "nw-1031" not in subs  # runs the LMS, is in no course


def test_page_says_its_type_and_its_course(site):
    answer = page(site)
    assert answer.content_type == MEMBERS_TYPE
    assert answer.json["context"] == {
        "id": "first-team",
        "label": "LEAD-1",
        "title": "Leading your first team",
    }
    fatima = next(one for one in everybody(site) if one["user_id"] == "nw-1011")
    assert fatima["status"] == "Active"
    assert fatima["roles"] == [MEMBERSHIP + "Learner"]
    assert fatima["name"] == "Fatima Zahra Benali"
    assert fatima["group_enrollments"] == [{"group_id": "day"}]


def test_shy_person_shares_neither_name_nor_email(site):
    yuki = next(one for one in everybody(site) if one["user_id"] == "nw-1025")
    assert not yuki.keys() & {"name", "given_name", "family_name", "email"}


def test_accept_must_be_exact(site):
    for accept in ("*/*", "application/json", MEMBERS_TYPE.replace("v2", "v1")):
        assert site.call(members_url(site), MEMBERSHIPS, accept).status_code == 400


def test_limit_and_role(site):
    assert len(page(site, members_url(site, "?limit=3")).json["members"]) == 3
    assert following(page(site, members_url(site, "?limit=17"))) is None
    for role in (
        "Instructor",
        "http%3A%2F%2Fpurl.imsglobal.org%2Fvocab%2Flis%2Fv2%2Fmembership%23Instructor",
    ):
        found = page(site, members_url(site, f"?role={role}")).json["members"]
        assert [member["user_id"] for member in found] == ["nw-1001"]


def test_link_named_says_what_its_launch_would_say(site):
    found = page(site, members_url(site, "?rlid=mentoring")).json["members"]
    assert all(member["message"] for member in found)
    assert page(site, members_url(site, "?rlid=no-such")).status_code == 404


def test_suspended_is_inactive_and_out_is_absent(site):
    teacher = site.sign_in("helena")
    for who, state in (("kwame", "suspended"), ("jonas", "out")):
        answer = teacher.post(
            "/as/helena/courses/first-team/participants", data={"whom": who, "state": state}, base_url=ISSUER
        )
        assert answer.status_code == 303
    listed = {member["user_id"]: member["status"] for member in everybody(site)}
    assert listed["nw-1012"] == "Inactive"
    assert "nw-1013" not in listed
    teacher.post(
        "/as/helena/courses/first-team/participants", data={"whom": "jonas", "state": ""}, base_url=ISSUER
    )
    assert "nw-1013" in {member["user_id"] for member in everybody(site)}


def test_nobody_but_a_teacher_changes_the_course(site):
    answer = site.sign_in("fatima").post(
        "/as/fatima/courses/first-team/participants", data={"whom": "kwame", "state": "out"}, base_url=ISSUER
    )
    assert answer.status_code == 404
    assert not site.world.memory.states


def test_short_role_names(site):
    site.world.faults.short_roles = True
    assert {role for member in everybody(site) for role in member["roles"]} == {"Instructor", "Learner"}


def test_odd_links_are_written_as_moodle_writes_them(site):
    site.world.faults.odd_links = True
    said = page(site, members_url(site, "?limit=3")).headers["Link"].encode("latin-1").decode()
    assert re.fullmatch(r"<\S+\?limit=3&amp;page=2>; rel=“next”", said)


def test_groups_and_their_sets(site):
    url = f"{site.here}/bindings/1"
    groups = site.call(f"{url}/groups", GROUPS, GROUPS_TYPE)
    assert groups.content_type == GROUPS_TYPE
    assert [(one["name"], one["set_id"]) for one in groups.json["groups"]] == [
        ("Day shift", "set-shifts"),
        ("Night shift", "set-shifts"),
    ]
    of_one = site.call(f"{url}/groups?user_id=nw-1027", GROUPS, GROUPS_TYPE).json["groups"]
    assert [one["id"] for one in of_one] == ["night"]
    assert site.call(f"{url}/groups?user_id=nobody", GROUPS, GROUPS_TYPE).json["groups"] == []
    sets = site.call(f"{url}/sets", GROUPS, GROUP_SETS_TYPE)
    assert sets.json["sets"] == [{"id": "set-shifts", "name": "Shifts"}]
    assert site.call(f"{url}/sets", GROUPS, GROUPS_TYPE).status_code == 400
    assert site.call(f"{url}/groups", MEMBERSHIPS, GROUPS_TYPE).status_code == 403


def test_page_that_links_to_itself(site):
    site.world.faults.roster = "self-link"
    assert [following(answer)[-6:] for answer in pages(site, 2)] == ["page=1"] * 3


def test_two_pages_that_link_to_each_other(site):
    site.world.faults.roster = "a-b-a"
    assert [following(answer)[-6:] for answer in pages(site, 3)] == ["page=2", "page=1"] * 2


def test_endless_pages_never_say_the_same(site):
    site.world.faults.roster = "endless"
    found = list(itertools.islice(pages(site), 12))
    assert len(found) == 12
    assert len({json.dumps(answer.json["members"]) for answer in found}) == 12


def test_lists_that_are_none(site):
    site.world.faults.roster = "no-members"
    assert "members" not in page(site).json
    site.world.faults.roster = "no-list"
    assert not isinstance(page(site).json["members"], list)
    site.world.faults.roster = "bad-json"
    with pytest.raises(json.JSONDecodeError):
        json.loads(page(site).data)


def test_doubles(site):
    site.world.faults.roster = "doubles"
    subs = [member["user_id"] for member in everybody(site)]
    assert len(subs) == 2 * len(set(subs)) == 34


def test_last_page_fails(site):
    site.world.faults.roster = "last-5xx"
    assert [answer.status_code for answer in pages(site)] == [200, 503]


def test_drip_sends_a_beginning_and_ends(site):
    site.world.faults.roster, site.world.faults.drip = "drip", 0.3
    answer = page(site)
    assert 0 < len(answer.data) < 10


def test_ten_thousand_more(site):
    site.world.faults.roster = "crowd"
    subs = {member["user_id"] for member in everybody(site)}
    assert len(subs) == 10_017


def test_services_that_are_down(site):
    token = site.token(MEMBERSHIPS)
    site.world.faults.down = True
    assert page(site, token=token).status_code == 503
    assert site.ask(MEMBERSHIPS).status_code == 503
    assert site.client.get("/lti/jwks", base_url=ISSUER).status_code == 503
    site.world.faults.clear()
    assert page(site, token=token).status_code == 200
