"""Many at the same moment, on a database that really commits: exactly one visit, nobody twice, nobody lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from demo.lms.keys import Key
from plugin import fetch
from plugin.database import db, transaction
from plugin.lti import cookies, registry
from plugin.lti.models import Company, Context, Deployment, Visit
from plugin.people.models import Enrolment, Person
from tests.fakes.platform import FakePlatform
from tests.harness.house import built, closed
from tests.lti.ways import Begun, Browser, Network, registered

MANY = 20


@pytest.fixture
def lms(key: Key, monkeypatch: pytest.MonkeyPatch) -> FakePlatform:
    lms, network = FakePlatform(key=key), Network()
    network.says(lms.key_set_url, lms.jwks())
    monkeypatch.setattr(fetch, "fetch", network.fetch)
    return lms


def within(app: Flask, call: Callable[[], Any]) -> Any:
    with app.app_context(), transaction():
        return call()


def count(app: Flask, table: Any) -> int:
    return within(app, lambda: db.session.scalar(select(func.count()).select_from(table)))


def all_at_once(calls: list[Callable[[], TestResponse]]) -> list[int]:
    """The statuses of answers to requests that are sent at the same moment."""
    barrier = Barrier(len(calls))

    def meet(call: Callable[[], TestResponse]) -> int:
        barrier.wait()
        return call().status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(meet, calls))


def same_browser(app: Flask, browser: Browser, begun: Begun) -> Browser:
    """The same browser again, for another thread: it holds the same cookie of the login."""
    again = Browser(app.test_client(), browser.lms)
    name = cookies.login_cookie(begun.state)
    held = browser.client.get_cookie(name)
    assert held
    again.client.set_cookie(name, held.value)
    return again


def test_one_launch_sent_twenty_times_at_once_opens_exactly_one_visit(real_app: Flask, lms: FakePlatform):
    within(real_app, lambda: registered(lms))
    browser = Browser(real_app.test_client(), lms)
    begun = browser.begin()
    token = lms.sign(lms.claims(nonce=begun.nonce))
    copies = [same_browser(real_app, browser, begun) for _ in range(MANY)]

    answers = all_at_once([partial(copy.send, begun.state, token) for copy in copies])

    assert sorted(answers) == [303] + [400] * (MANY - 1)
    assert count(real_app, Visit) == 1


def test_twenty_first_launches_of_one_person_at_once_make_one_person(real_app: Flask, lms: FakePlatform):
    within(real_app, lambda: registered(lms))
    browsers = [Browser(real_app.test_client(), lms) for _ in range(MANY)]
    begun = [browser.begin() for browser in browsers]

    answers = all_at_once([partial(b.answer, one) for b, one in zip(browsers, begun, strict=True)])

    assert answers == [303] * MANY
    assert [count(real_app, table) for table in (Person, Enrolment, Context, Visit)] == [1, 1, 1, MANY]


def test_of_two_first_deployments_at_once_one_is_trusted(real_app: Flask, lms: FakePlatform):
    found_at = registry.Addresses(lms.auth_login_url, lms.auth_token_url, lms.key_set_url)
    within(real_app, lambda: registry.register(lms.issuer, lms.client_id, found_at, private=False))
    browsers = [Browser(real_app.test_client(), lms) for _ in range(8)]
    begun = [browser.begin() for browser in browsers]

    answers = all_at_once(
        [
            partial(b.answer, one, deployment_id=str(n))
            for n, (b, one) in enumerate(zip(browsers, begun, strict=True))
        ]
    )

    assert sorted(answers) == [303] + [403] * 7
    assert count(real_app, Company) == 1
    assert count(real_app, Deployment) == 8


def test_a_replay_is_refused_after_a_restart_too(databases, lms: FakePlatform):
    url = databases.fresh()
    before = built(database_url=url)
    within(before, lambda: registered(lms))
    browser = Browser(before.test_client(), lms)
    begun = browser.begin()
    token = lms.sign(lms.claims(nonce=begun.nonce))
    assert browser.send(begun.state, token).status_code == 303
    closed(before)

    after = built(database_url=url)
    answer = same_browser(after, browser, begun).send(begun.state, token)

    assert answer.status_code == 400
    assert ">login-used<" in answer.text
    assert count(after, Visit) == 1
    closed(after)


def test_a_login_that_began_before_a_restart_goes_on_after_it(databases, lms: FakePlatform):
    url = databases.fresh()
    before = built(database_url=url)
    within(before, lambda: registered(lms))
    browser = Browser(before.test_client(), lms)
    begun = browser.begin()
    closed(before)

    after = built(database_url=url)
    assert same_browser(after, browser, begun).answer(begun).status_code == 303
    closed(after)
