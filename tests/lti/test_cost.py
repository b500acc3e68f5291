"""What the way in asks of the database: little, and the same however much is there."""

from __future__ import annotations

from tests.harness.statements import counted
from tests.lti.ways import Browser, visit_in


def test_a_launch_is_six_statements(browser: Browser):
    visit_in(browser.launch())
    begun = browser.begin()

    with counted() as said:
        visit_in(browser.answer(begun))

    # The login, the login used up, the place, the person, the enrolment seen, the visit.
    assert len(said) == 6, said


def test_a_login_is_three_statements(browser: Browser):
    browser.begin()

    with counted() as said:
        browser.begin()

    # The platform, logins that are over, the login.
    assert len(said) == 3, said


def test_a_visit_is_found_in_one_statement(browser: Browser):
    visit = visit_in(browser.launch())

    with counted() as said:
        browser.client.get(f"/v/{visit}/me")

    assert [s for s in said if "FROM visit" in s] == said[:1]
