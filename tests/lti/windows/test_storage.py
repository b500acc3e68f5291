"""What the platform keeps for us proves where a login began, and opens no visit by itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.lti import cookies
from plugin.lti.models import Login, Visit
from tests.lti.ways import Begun, Browser, refused_as, visit_in
from tests.lti.windows.frames import OURS, Framed, field, go_on, said_of, say_yes

OUR_PAGE = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin", "Origin": OURS}


@pytest.fixture
def begun(framed: Framed) -> Begun:
    """A login of an LMS that keeps words for tools."""
    return framed.begin(lti_storage_target="_parent")


def test_a_login_first_leaves_its_secret_with_the_platform_then_goes_there(begun: Begun, session):
    page = begun.answer

    assert page.status_code == 200
    assert said_of(page, "storage") == "lti.put_data"
    assert said_of(page, "target") == "_parent"
    assert said_of(page, "origin") == "https://lms.example"
    assert said_of(page, "key") == cookies.login_cookie(begun.state)
    (login,) = session.scalars(select(Login))
    assert cookies.digest(said_of(page, "value")) == login.browser_hash
    assert "frame-ancestors https://lms.example" in page.headers["Content-Security-Policy"]


def test_where_the_cookie_comes_back_the_launch_is_as_always(browser: Browser):
    begun = browser.begin(lti_storage_target="_parent")

    assert visit_in(browser.answer(begun))


def test_where_it_does_not_the_platform_is_asked(framed: Framed, begun: Begun):
    page = framed.answer(begun)

    assert page.status_code == 200
    assert said_of(page, "storage") == "lti.get_data"
    assert said_of(page, "target") == "_parent"
    assert said_of(page, "origin") == "https://lms.example"
    assert said_of(page, "key") == cookies.login_cookie(begun.state)
    assert field(page, "proof") == ""
    assert "frame-ancestors https://lms.example" in page.headers["Content-Security-Policy"]


def test_the_proof_is_the_launchs_and_carries_no_visit(framed: Framed, begun: Begun, session):
    proof = said_of(begun.answer, "value")
    framed.answer(begun)

    answer = framed.answer(begun, OUR_PAGE, {"proof": proof, "came": ""})

    assert field(answer, "ticket")
    assert not answer.headers.getlist("Set-Cookie")
    assert session.scalars(select(Visit)).all() == []


def test_a_visit_that_began_by_it_is_counted_so(framed: Framed, begun: Begun, session):
    answer = framed.answer(begun, OUR_PAGE, {"proof": said_of(begun.answer, "value"), "came": ""})
    window = framed.window()

    visit_in(say_yes(window, field(go_on(window, field(answer, "ticket")), "ticket")))

    assert session.scalars(select(Visit.way)).all() == ["storage"]


def test_a_platform_that_stays_silent_is_done_without(framed: Framed, begun: Begun):
    """Or scripts are off: the page that asked had come from the platform, and says so with a mark."""
    came = field(framed.answer(begun), "came")

    assert field(framed.answer(begun, OUR_PAGE, {"proof": "", "came": came}), "ticket")


def test_without_proof_or_mark_there_is_no_way(framed: Framed, begun: Begun, session):
    for more in ({"proof": ""}, {"proof": "wrong"}, {"proof": "", "came": "made up"}):
        assert refused_as(framed.answer(begun, OUR_PAGE, more), "cookie-gone"), more
    assert session.scalars(select(Login.used_at)).all() == [None]


def test_the_mark_of_another_login_is_none(framed: Framed, begun: Begun):
    other = framed.begin(lti_storage_target="_parent")
    came = field(framed.answer(other), "came")

    assert refused_as(framed.answer(begun, OUR_PAGE, {"proof": "", "came": came}), "cookie-gone")


def test_the_secret_of_another_login_proves_nothing(framed: Framed, begun: Begun):
    other = framed.begin(lti_storage_target="_parent")

    answer = framed.answer(begun, OUR_PAGE, {"proof": said_of(other.answer, "value"), "came": ""})

    assert refused_as(answer, "cookie-gone")


def test_a_page_that_another_site_asked_for_carries_no_mark(framed: Framed, begun: Begun):
    page = framed.answer(begun, {"Origin": "https://evil.example", "Sec-Fetch-Dest": "document"})

    assert field(page, "came") == ""


def test_what_the_lms_names_stays_words_in_our_page(framed: Framed):
    page = framed.begin(lti_storage_target='"><script>x</script>').answer

    assert "<script>x" not in page.text
    assert said_of(page, "target") == '"><script>x</script>'
