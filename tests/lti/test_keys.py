"""Our own keys: published, locked where they lie, made once."""

from __future__ import annotations

import base64
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import jwt
import pytest
from cryptography.fernet import Fernet, InvalidToken
from flask import Flask
from sqlalchemy import select

from plugin.database import db, transaction
from plugin.lti import keys
from plugin.lti.models import OwnKey
from tests.harness.isolation import apart


def made(app: Flask) -> int:
    """Make the missing keys, as a request or a command would."""

    def make() -> int:
        with app.app_context():
            return keys.make_missing()

    return apart(make)


def test_two_keys_are_published_and_no_private_part(client):
    answer = client.get("/lti/jwks")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer.headers
    published = answer.json["keys"]
    assert len({key["kid"] for key in published}) == 2
    for key in published:
        assert set(key) == {"kty", "use", "alg", "kid", "n", "e"}
        assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")
        assert jwt.PyJWK(key).key.key_size == 2048


def test_the_same_keys_are_published_again(client):
    assert client.get("/lti/jwks").json == client.get("/lti/jwks").json


def test_making_them_again_makes_none(app):
    assert made(app) == 2
    assert made(app) == 0


def test_a_retired_key_is_published_no_more_and_replaced(client, session):
    before = client.get("/lti/jwks").json["keys"]
    row = session.scalars(select(OwnKey)).first()
    row.retired_at = row.made_at
    session.flush()

    after = client.get("/lti/jwks").json["keys"]

    assert len(after) == 2
    assert row.kid not in {key["kid"] for key in after}
    assert len({key["kid"] for key in [*before, *after]}) == 3


def test_what_we_sign_can_be_checked_with_what_we_publish(app, client):
    published = {key["kid"]: key for key in client.get("/lti/jwks").json["keys"]}

    kid, pem = keys.signing_key()
    token = jwt.encode({"iss": "us"}, pem, algorithm="RS256", headers={"kid": kid})

    assert jwt.decode(token, jwt.PyJWK(published[kid]), algorithms=["RS256"]) == {"iss": "us"}


def test_private_parts_are_encrypted_where_they_lie(app, session):
    made(app)

    for row in session.scalars(select(OwnKey)):
        assert b"PRIVATE" not in row.private
        pem = keys.vault(app.config["TANDEM"].keys).decrypt(row.private)
        assert pem.startswith(b"-----BEGIN PRIVATE KEY-----")


def test_they_open_under_a_fallback_and_under_no_other_secret():
    locked = keys.vault(["a" * 32]).encrypt(b"private")

    assert keys.vault(["b" * 32, "a" * 32]).decrypt(locked) == b"private"
    with pytest.raises(InvalidToken):
        keys.vault(["b" * 32]).decrypt(locked)


def test_the_secret_itself_does_not_open_them_only_its_key_for_this_purpose():
    secret = "a" * 32
    locked = keys.vault([secret]).encrypt(b"private")

    with pytest.raises(InvalidToken):
        Fernet(base64.urlsafe_b64encode(secret.encode())).decrypt(locked)


def test_a_changed_secret_is_said_in_words(app, session, monkeypatch):
    made(app)
    told = replace(app.config["TANDEM"], secret_key="another secret key, as long as it has to be")
    monkeypatch.setitem(app.config, "TANDEM", told)

    with pytest.raises(keys.KeysLocked, match="SECRET_KEY"):
        keys.signing_key()


def test_five_at_once_make_two(real_app: Flask):
    def make(_number: int) -> int:
        with real_app.app_context():
            return keys.make_missing()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(make, range(5))) == 2
    with real_app.app_context(), transaction(writing=False):
        assert len(db.session.scalars(select(OwnKey)).all()) == 2


def test_another_program_reads_our_private_key(app, tmp_path):
    made(app)
    _kid, pem = keys.signing_key()
    (tmp_path / "key.pem").write_text(pem)

    checked = subprocess.run(
        ["openssl", "rsa", "-check", "-noout", "-in", tmp_path / "key.pem"], capture_output=True, text=True
    )

    assert checked.returncode == 0, checked.stderr
