"""A launch, against a plain Flask application that verifies the same token and writes one row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

import jwt
from flask import Flask, request
from flask.testing import FlaskClient
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from plugin import clock
from plugin.database import db, transaction
from plugin.lti.models import KeySet, Platform
from tests.bench.figures import Figure, at_most
from tests.factories import a_company, a_deployment, a_platform
from tests.fakes.platform import FakePlatform
from tests.harness.databases import migrated
from tests.harness.house import built, closed

WHAT = "launch against a POST that verifies the same token and inserts a row"
BOUND = 4
WARM_UP = 3
ROUNDS = 60  # A B A B ..., the fastest of each: a slow one was disturbed, a fast one never is


class Plainest(DeclarativeBase):
    """What the plain application's models derive from."""


def figures() -> Iterator[Figure]:
    """The one ratio."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        lms = FakePlatform()
        tandem, plain = _tandem(Path(folder), lms), _plain(Path(folder), lms)
        rounds = [_round(tandem, plain, lms) for _ in range(WARM_UP + ROUNDS)][WARM_UP:]
        ours, theirs = (min(times) for times in zip(*rounds, strict=True))
        yield at_most(WHAT, ours / theirs, BOUND)
        closed(tandem)


def _round(tandem: Flask, plain: Flask, lms: FakePlatform) -> tuple[float, float]:
    """Seconds for one launch, and for the same token posted to the plain application."""
    token, state, client = _prepared(tandem.test_client(), lms)
    start = perf_counter()
    _launched(client, token, state)
    middle = perf_counter()
    _posted(plain.test_client(), token)
    return middle - start, perf_counter() - middle


def _prepared(client: FlaskClient, lms: FakePlatform) -> tuple[str, str, FlaskClient]:
    """A login that waits for its launch, and the signed token that answers it. None of this is timed."""
    asked = client.get(
        "/lti/login",
        query_string={
            "iss": lms.issuer,
            "client_id": lms.client_id,
            "login_hint": "someone",
            "target_link_uri": lms.target_link_uri,
        },
    )
    sent = parse_qs(urlsplit(asked.headers["Location"]).query)
    return lms.sign(lms.claims(nonce=sent["nonce"][0])), sent["state"][0], client


def _launched(client: FlaskClient, token: str, state: str) -> None:
    answer = client.post("/lti/launch", data={"id_token": token, "state": state})
    assert answer.status_code in {302, 303}, answer.text


def _posted(client: FlaskClient, token: str) -> None:
    assert client.post("/", data={"id_token": token}).status_code == 200


def _tandem(folder: Path, lms: FakePlatform) -> Flask:
    """Tandem with the platform registered and its keys known."""
    url = f"sqlite:///{folder / 'tandem.sqlite'}"
    migrated(url)
    app = built(database_url=url, log_level="ERROR")
    with app.app_context(), transaction():
        platform = a_platform(
            issuer=lms.issuer,
            client_id=lms.client_id,
            auth_login_url=lms.auth_login_url,
            auth_token_url=lms.auth_token_url,
            key_set_url=lms.key_set_url,
        )
        a_deployment(platform, a_company(), lms.deployment_id)
        _publish(platform, lms)
    return app


def _publish(platform: Platform, lms: FakePlatform) -> None:
    keys = [{name: key[name] for name in ("kid", "kty", "n", "e")} for key in lms.jwks()["keys"]]
    now = clock.now()
    db.session.add(KeySet(platform_id=platform.id, keys=keys, fetched_at=now, tried_at=now))


def _plain(folder: Path, lms: FakePlatform) -> Flask:
    """The least that a Flask application does with a token: verify it, write a row, commit.

    Written as anybody would write it, with a model; its connections are prepared as ours are.
    """
    app = Flask("plain")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'plain.sqlite'}"
    database = SQLAlchemy(app, model_class=Plainest)
    key = lms.key.private.public_key()

    class Launched(database.Model):  # type: ignore[name-defined, misc]
        id: Mapped[int] = mapped_column(primary_key=True)
        sub: Mapped[str]
        at: Mapped[datetime]

    with app.app_context():
        database.create_all()

    @app.post("/")
    def launch() -> str:
        said = jwt.decode(
            request.form["id_token"], key, algorithms=["RS256"], audience=lms.client_id, issuer=lms.issuer
        )
        database.session.add(Launched(sub=said["sub"], at=datetime.now(UTC)))
        database.session.commit()
        return "welcome"

    return app
