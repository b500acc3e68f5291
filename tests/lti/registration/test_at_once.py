"""Several who use one invitation at the same moment, on a database that really commits."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from plugin import fetch
from plugin.database import transaction
from tests.fakes.platform import FakePlatform
from tests.fakes.registrar import Registrar
from tests.lti.registration.ways import Administrator, invitation, kept, only_invitation


def at_once(app: Flask, registrar: Registrar, tokens: list[str]) -> Counter[int]:
    """Register with each token, all at the same moment; gives how often each status came."""

    def one(token: str) -> int:
        return Administrator(app.test_client(), registrar, token).registers().status_code

    with ThreadPoolExecutor(len(tokens)) as pool:
        return Counter(pool.map(one, tokens))


def invite(app: Flask, count: int = 1) -> list[str]:
    with app.app_context(), transaction():
        return [invitation() for _one in range(count)]


@pytest.fixture
def registrar(key, monkeypatch) -> Registrar:
    registrar = Registrar(FakePlatform(key=key))
    monkeypatch.setattr(fetch, "fetch", registrar.fetch)
    return registrar


def test_success_at_once_by_two_is_one_platform(real_app, registrar):
    [token] = invite(real_app)

    assert at_once(real_app, registrar, [token] * 2) == {200: 1, 410: 1}
    with real_app.app_context(), transaction(writing=False):
        assert kept() == (1, 1, 1)
        assert only_invitation().spent_at


def test_many_at_once_make_no_more_than_five_tries(real_app, registrar):
    [token] = invite(real_app)
    registrar.statuses = (500, 201)

    statuses = at_once(real_app, registrar, [token] * 12)

    assert statuses == {400: 5, 410: 7}
    assert len(registrar.asked) == 5


def test_two_invitations_for_the_same_client_id_are_one_platform(real_app, registrar):
    registrar.reply = {"client_id": "the same"}

    assert at_once(real_app, registrar, invite(real_app, 4)) == {200: 1, 409: 3}
    with real_app.app_context(), transaction(writing=False):
        assert kept() == (1, 1, 1)
