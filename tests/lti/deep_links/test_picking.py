"""Picking in a visit: what is offered to whom, and what goes back to the LMS."""

from __future__ import annotations

import pytest

from plugin.courses.outline.models import Course
from plugin.lti import cookies
from tests.factories.courses import a_resource
from tests.factories.places import a_course, a_section
from tests.harness.statements import counted
from tests.lti.deep_links.ways import (
    BACK,
    DL,
    ICON,
    LTI,
    Editor,
    action_of,
    choices,
    claims_of,
    contents,
    items_of,
)
from tests.lti.ways import Browser, refused_as
from tests.lti.windows.frames import field


def test_the_course_its_sections_and_their_resources_are_offered(editor: Editor, section, resource):
    page = editor.page()

    assert contents(page) == ["course", f"section.{section.id}", f"resource.{resource.id}"]
    assert "with its discussion" in page.text
    assert "set up" not in page.text


def test_where_nothing_is_open_the_course_alone_is_and_says_so(editor: Editor):
    page = editor.page()

    assert choices(page) == ["course"]
    assert "it will ask to be set up when it is opened" in page.text
    assert items_of(editor.answer("course")) == [
        {
            "type": "ltiResourceLink",
            "title": "Leading your first team",
            "url": "http://localhost/lti/launch",
            "icon": ICON,
        }
    ]


def test_a_section_goes_back_as_a_link_that_knows_it(editor: Editor, section):
    page = editor.answer(f"section.{section.id}")

    said = claims_of(page)
    assert said[LTI + "message_type"] == "LtiDeepLinkingResponse"
    assert (said[LTI + "version"], said[LTI + "deployment_id"]) == ("1.3.0", "1")
    assert (said["iss"], said["aud"]) == ("tandem-at-lms", "https://lms.example")
    assert said["exp"] - said["iat"] == 600
    assert len(said["nonce"]) == 43
    assert said[DL + "content_items"] == [
        {
            "type": "ltiResourceLink",
            "title": "Listening <b>well</b>",
            "text": 'Ask & "listen"',
            "url": "http://localhost/lti/launch",
            "icon": ICON,
            "custom": {"content": f"section.{section.id}"},
        }
    ]


def test_a_resource_goes_back_too(editor: Editor, resource):
    (item,) = items_of(editor.answer(f"resource.{resource.id}"))

    assert (item["title"], item["text"]) == ("How to listen", "Before you answer")
    assert item["custom"] == {"content": f"resource.{resource.id}"}


def test_the_page_costs_the_same_with_many_sections(editor: Editor, section, resource, session):
    course, address = session.get(Course, section.course_id), editor.ask().location
    with counted() as few:
        editor.browser.client.get(address)
    for _ in range(12):
        a_resource(a_section(course))

    with counted() as many:
        page = editor.browser.client.get(address)

    assert len(contents(page)) == 27
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "choice",
    ["", "section", "section.x", "goal.0198", "course.x", "section.01980000-0000-7000-8000-000000000000"],
)
def test_what_was_not_offered_is_asked_again(editor: Editor, section, choice):
    page = editor.page()

    answer = editor.pick(page, choice)

    assert answer.status_code == 422
    assert "Please choose one of these" in answer.text
    assert editor.pick(answer, f"section.{section.id}").status_code == 303


def test_a_section_of_another_course_is_not_offered(editor: Editor, section, session):
    foreign = a_section(a_course())

    assert editor.pick(editor.page(), f"section.{foreign.id}").status_code == 422


def test_the_answer_goes_where_the_lms_said_whatever_is_sent(editor: Editor, section):
    done = editor.pick(
        editor.page(),
        "course",
        return_url="https://evil.example/",
        deep_link_return_url="https://evil.example/",
        data="another",
        action="https://evil.example/",
    )

    page = editor.browser.client.get(done.location)
    assert action_of(page) == BACK
    assert claims_of(page)[DL + "data"] == "opaque <&> words"
    assert "evil" not in page.text


def test_a_request_is_answered_once(editor: Editor, section):
    page = editor.page()
    assert editor.pick(page, "course").status_code == 303

    again = editor.pick(page, f"section.{section.id}", once="another-key")

    assert refused_as(again, "choice-sent")
    assert refused_as(editor.browser.client.get(action_of(page)), "choice-sent")


def test_looked_at_again_the_answer_is_the_same_and_has_the_same_nonce(editor: Editor):
    done = editor.pick(editor.page(), "course")

    one, other = (claims_of(editor.browser.client.get(done.location)) for _ in range(2))

    assert one["nonce"] == other["nonce"]


def test_two_requests_have_two_nonces(editor: Editor):
    assert claims_of(editor.answer("course"))["nonce"] != claims_of(editor.answer("course"))["nonce"]


def test_before_a_choice_there_is_no_answer(editor: Editor):
    page = editor.page()

    answer = editor.browser.client.get(f"{action_of(page)}/answer")

    assert (answer.status_code, answer.location) == (303, action_of(page))


def test_titles_stay_words(editor: Editor, section):
    section.title, section.purpose = '"><script>alert(1)</script>', "<img src=x onerror=alert(1)>"

    page = editor.page()
    answer = editor.answer(f"section.{section.id}")

    for shown in (page, answer):
        assert "<script>alert" not in shown.text
        assert "<img" not in shown.text
    assert items_of(answer)[0]["title"] == '"><script>alert(1)</script>'


def test_another_site_can_pick_nothing(editor: Editor, section):
    page = editor.page()
    sent = {"choice": "course", "csrf": field(page, "csrf"), "once": field(page, "once")}

    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert editor.browser.client.post(action_of(page), data=sent, headers=headers).status_code == 403
    assert editor.browser.client.post(action_of(page), data={**sent, "csrf": "x"}).status_code == 403
    assert editor.pick(page, "course").status_code == 303


def test_the_pages_stand_in_the_platforms_frames_alone(editor: Editor, section):
    page = editor.page()
    answer = editor.answer("course")

    for shown in (page, answer):
        policy = shown.headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors https://lms.example")
    assert "form-action 'self';" in page.headers["Content-Security-Policy"]
    assert "form-action https://lms.example;" in answer.headers["Content-Security-Policy"]


def test_a_browser_that_comes_back_keeps_its_key(editor: Editor, browser: Browser):
    browser.launch("Instructor")
    before = browser.client.get_cookie(cookies.BROWSER)

    editor.ask()

    after = browser.client.get_cookie(cookies.BROWSER)
    assert before
    assert after
    assert after.value == before.value
