"""Links that were picked here, when somebody opens them: to the thing itself, or to a page that says why not."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin.lti.models import Context
from tests.factories import a_course, a_section
from tests.lti.ways import Browser, visit_in
from tests.lti.windows.frames import Framed, field, go_on, say_yes

NOWHERE = "This link leads nowhere for you"


def opened(browser: Browser, content: object, role: str = "Learner") -> str:
    """Where the launch of a link leads in the end, without the visit."""
    answer = browser.launch(role, custom={"content": content, "groups": ""})
    visit = answer.location.split("/")[2]
    while answer.status_code == 303:
        answer = browser.client.get(answer.location)
    found: str = answer.request.path.removeprefix(f"/v/{visit}")
    return found if answer.status_code == 200 else f"{answer.status_code} {found}"


@pytest.mark.parametrize("role", ["Learner", "Instructor"])
def test_a_link_leads_to_its_section_and_its_resource(browser: Browser, section, resource, role):
    assert opened(browser, f"section.{section.id}", role) == f"/sections/{section.id}"
    assert opened(browser, f"resource.{resource.id}", role) == f"/resources/{resource.id}"


def test_what_the_launcher_may_not_see_explains_itself_with_a_way_to_the_course(browser: Browser, section):
    foreign = a_section(a_course())

    for content in (
        f"section.{foreign.id}",
        "section.01980000-0000-7000-8000-000000000000",
        f"x.{section.id}",
    ):
        answer = browser.launch(custom={"content": content})
        page = browser.client.get(answer.location)
        assert page.status_code == 404
        assert NOWHERE in page.text
        assert f'href="{answer.location.partition("placed")[0]}"' in page.text


def test_before_the_course_is_open_a_link_into_it_says_so_too(browser: Browser, section, session):
    session.delete(session.get(type(section), section.id))

    answer = browser.launch(custom={"content": f"section.{section.id}"})

    assert NOWHERE in browser.client.get(answer.location).text


@pytest.mark.parametrize(
    "content",
    ["", "course", "$ResourceLink.id.history", "section", "section.", "../me", 7, None, ["x"], "a" * 900],
)
def test_what_is_no_content_of_ours_opens_the_course(browser: Browser, content):
    assert visit_in(browser.launch(custom={"content": content}))


def test_custom_that_is_none_opens_the_course(browser: Browser):
    assert visit_in(browser.launch(custom="none"))


def test_a_link_leads_there_from_a_window_of_its_own_too(framed: Framed, section):
    window = framed.window()
    asked = go_on(window, framed.ticket(custom={"content": f"section.{section.id}"}))

    answer = say_yes(window, field(asked, "ticket"))

    assert answer.location.endswith(f"/placed/section.{section.id}")
    assert window.get(answer.location).location.endswith(f"/sections/{section.id}")


def test_a_link_outside_any_course_says_so(browser: Browser, section):
    answer = browser.launch(context=None, custom={"content": f"section.{section.id}"})

    assert NOWHERE in browser.client.get(answer.location).text


def test_placed_links_of_two_lms_courses_lead_to_their_own(browser: Browser, section, session):
    """The same content in a course that was copied elsewhere: until copies bring theirs, it is not there."""
    answer = browser.launch(
        context={"id": "copy", "title": "A copy"}, custom={"content": f"section.{section.id}"}
    )

    assert browser.client.get(answer.location).status_code == 404
    assert session.scalar(select(func.count()).select_from(Context)) == 2
