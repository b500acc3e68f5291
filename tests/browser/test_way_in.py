"""The way in, as a real browser takes it: cross-site frames, their cookies, and two of them on one page."""

from __future__ import annotations

import re

from playwright.sync_api import Frame, Page

from tests.fakes.demonstration import Demonstration
from tests.harness.browser import Windows, tool_frame

VISIT = re.compile(r"/v/[\w-]{43}/")


def sign_in(page: Page, demo: Demonstration, *people: str) -> None:
    """Let the LMS know people; it takes several in one browser."""
    for who in people:
        page.request.post(f"{demo.lms}/sign-in", form={"who": who})


def in_the_frame(page: Page, demo: Demonstration, who: str) -> Frame:
    """Somebody's visit in the LMS's own page."""
    sign_in(page, demo, who)
    page.goto(demo.frame(who))
    frame = tool_frame(page, demo.tool)
    frame.wait_for_url(VISIT)
    return frame


def two_frames(page: Page, demo: Demonstration, *people: str) -> None:
    """A page of the LMS that launches several people at the same moment."""
    link = demo.world.courses[0].links[0].id
    sign_in(page, demo, *people)
    frames = "".join(f'<iframe name="{who}" src="/lti/start/{link}?as={who}"></iframe>' for who in people)
    page.route(
        "**/two", lambda route: route.fulfill(content_type="text/html", body=f"<!doctype html><body>{frames}")
    )
    page.goto(f"{demo.lms}/two")


def inside(page: Page, who: str) -> Frame:
    """Somebody's frame, once their visit is there."""
    page.wait_for_function(f"() => window.frames['{who}'] !== undefined")
    frame = page.frame(name=who)
    assert frame
    frame.wait_for_url(VISIT)
    return frame


def test_two_people_in_two_frames_of_one_page_launch_at_once_and_stay_apart(
    window: Windows, empty_demo: Demonstration
):
    page = window()
    two_frames(page, empty_demo, "amara", "fatima")

    for _ in range(2):  # at first one visit is proved by its login's cookie, then both by the browser's key
        for who, name in (("amara", "Amara"), ("fatima", "Fatima")):
            frame = inside(page, who)
            me = VISIT.search(frame.url)
            assert me
            frame.goto(f"{empty_demo.tool}{me[0]}me")
            assert name in frame.content()


def test_the_browser_keeps_our_cookies_in_the_partition_of_the_lms(
    window: Windows, empty_demo: Demonstration
):
    page = window()
    in_the_frame(page, empty_demo, "amara")

    ours = [cookie for cookie in page.context.cookies() if cookie.get("name", "").startswith("__Host-tandem")]

    assert {re.sub("login-.*", "login", cookie["name"]) for cookie in ours} == {
        "__Host-tandem",
        "__Host-tandem-login",
    }
    for cookie in ours:
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
            True,
            True,
            "None",
            "/",
        )
        assert cookie.get("partitionKey"), cookie


def test_a_visit_copied_out_of_the_frame_opens_nowhere_else(window: Windows, empty_demo: Demonstration):
    page = window()
    frame = in_the_frame(page, empty_demo, "fatima")

    answer = window().goto(frame.url)

    assert answer
    assert answer.status == 401


def test_a_page_on_another_site_may_not_frame_a_visit(window: Windows, empty_demo: Demonstration):
    page = window()
    frame = in_the_frame(page, empty_demo, "fatima")

    answer = page.request.get(frame.url)

    said = answer.headers["content-security-policy"]
    assert f"frame-ancestors {empty_demo.lms}" in said
