"""What the demonstration LMS claims of its services, and what it keeps from a tool."""

from dataclasses import replace

import pytest

from demo.lms.app import create_lms
from demo.lms.claims import LTI
from demo.lms.faults import Faults
from demo.lms.memory import Memory
from demo.lms.vocabulary import GRADES_CLAIM, GROUPS_CLAIM, MEMBERSHIPS_CLAIM, NOTICES_CLAIM
from tests.demo.launching import ISSUER, launched, login_fields


def test_services_are_claimed_as_the_tool_may_use_them(browser, world):
    claims, here = launched(browser, world, "helena"), f"{ISSUER}/lti/services/courses/first-team"
    assert claims[MEMBERSHIPS_CLAIM]["context_memberships_url"] == f"{here}/bindings/1/memberships"
    assert claims[GRADES_CLAIM]["lineitems"] == f"{here}/lineitems?type_id=1"
    assert claims[GRADES_CLAIM].keys() == {"scope", "lineitems"}
    assert claims[GROUPS_CLAIM]["context_groups_url"] == f"{here}/bindings/1/groups"
    assert claims[GROUPS_CLAIM]["context_group_sets_url"] == f"{here}/bindings/1/sets"
    assert claims[NOTICES_CLAIM] == {
        "service_versions": ["1.0"],
        "platform_notification_service_url": f"{ISSUER}/lti/services/bindings/1/notice-handlers",
        "scope": ["https://purl.imsglobal.org/spec/lti/scope/noticehandlers"],
        "notice_types_supported": ["LtiContextCopyNotice"],
    }


def test_tool_that_may_read_nothing_is_told_of_no_service(world):
    alone = replace(world, memory=Memory(tools=[replace(world.tool, scopes=(), claims=())]))
    claims = launched(create_lms(alone).test_client(), alone, "helena")
    assert not [name for name in claims if "lti-nrps" in name or "lti-ags" in name or "lti-gs" in name]
    assert NOTICES_CLAIM not in claims
    assert "name" not in claims
    assert "email" not in claims


def test_variables_are_filled_in_and_unknown_ones_stay(world):
    custom = {
        "zone": "$Person.address.timezone",
        "hist": "$Context.id.history",
        "odd": "$ResourceLink.id.history",
    }
    told = replace(world, memory=Memory(tools=[replace(world.tool, custom={**custom, "plain": "x"})]))
    claims = launched(create_lms(told).test_client(), told, "fatima")
    said = claims[LTI + "custom"]
    assert said["zone"] == "Europe/Berlin"
    assert said["hist"] == ""
    assert said["odd"] == "$ResourceLink.id.history"
    assert said["plain"] == "x"


@pytest.mark.parametrize(("storage", "target"), [("parent", "_parent"), ("", None)])
def test_storage_is_offered_where_it_is_switched_on(world, storage, target):
    site = replace(world, faults=Faults(storage=storage))
    assert login_fields(create_lms(site).test_client(), "fatima").get("lti_storage_target") == target


def test_new_tab_has_no_storage_beside_it(browser):
    assert "lti_storage_target" not in login_fields(browser, "fatima", **{"in": "window"})


def test_whoever_is_suspended_does_not_launch(world):
    site = replace(world, memory=Memory(tools=[world.tool], states={"first-team/fatima": "suspended"}))
    browser = create_lms(site).test_client()
    browser.post("/sign-in", data={"who": "fatima"}, base_url=ISSUER)
    assert browser.get("/lti/start/mentoring?as=fatima", base_url=ISSUER).status_code == 404
    assert browser.get("/lti/start/mentoring?as=kwame", base_url=ISSUER).status_code == 403


def test_mentor_says_whom_they_look_after(browser, world):
    claims = launched(browser, world, "sofia", link="care-mentoring")
    assert claims[LTI + "role_scope_mentor"] == ["nw-1014", "nw-1017"]
    assert claims[LTI + "roles"][0].endswith("membership#Learner")
    assert claims[LTI + "roles"][-1] == "http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor"


@pytest.mark.parametrize(
    ("who", "link"), [("sofia", "mentoring"), ("mei-ling", "care-mentoring"), ("helena", "care-mentoring")]
)
def test_nobody_else_does(browser, world, who, link):
    claims = launched(browser, world, who, link=link)
    assert LTI + "role_scope_mentor" not in claims
    assert not [role for role in claims[LTI + "roles"] if role.endswith("#Mentor")]


def test_whoever_left_is_looked_after_no_more(world):
    left = {f"new-advocates/{who}": "out" for who in ("mei-ling", "oluwaseun")}
    site = replace(world, memory=Memory(tools=[world.tool], states=left))
    claims = launched(create_lms(site).test_client(), site, "sofia", link="care-mentoring")
    assert claims[LTI + "role_scope_mentor"] == []
