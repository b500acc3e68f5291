"""Our keys change without anybody noticing: the next one is known before it signs, the last one after it did."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import jwt
from sqlalchemy import select

from plugin import clock
from plugin.database import transaction
from plugin.lti import jobs, keys
from plugin.lti.models import Login, OwnKey, Platform, Visit
from plugin.lti.services.models import AccessToken
from tests.factories import a_course, a_mentee, a_platform
from tests.factories.visits import visit_as
from tests.harness.house import SECRET
from tests.harness.isolation import apart

NEWER = "a newer secret key that only tests know, long enough"


def called(app, what, *args, **named):
    """As a command or a job would, with a session of its own."""

    def call():
        with app.app_context():
            return what(*args, **named)

    return apart(call)


def signer(app):
    def read():
        with transaction(writing=False):
            return keys.signing_key()[0]

    return called(app, read)


def published(app):
    return [key["kid"] for key in called(app, keys.published)]


def after(**span):
    return clock.at(clock.now() + timedelta(**span))


def test_the_key_that_stood_by_takes_over(app):
    first, second = published(app)
    with after(days=2):
        called(app, keys.rotate)

        assert signer(app) == second
        assert published(app)[:2] == [first, second]
        assert len(published(app)) == 3


def test_a_key_does_not_sign_before_platforms_know_it(app):
    first, second = published(app)

    takes_over = called(app, keys.rotate)

    assert takes_over > clock.now() + timedelta(hours=23)
    assert signer(app) == first
    with after(hours=25):
        assert signer(app) == second


def test_rotating_again_before_it_took_over_changes_nothing(app):
    published(app)
    once = called(app, keys.rotate)
    there = published(app)

    assert called(app, keys.rotate) == once
    assert published(app) == there


def test_the_old_key_is_published_for_a_month_and_its_private_part_then_gone(app, session):
    first, _second = published(app)
    with after(days=2):
        called(app, keys.rotate)
    with after(days=31):
        called(app, keys.rotate_in_time)
        assert first in published(app)
    with after(days=33):
        said = called(app, keys.rotate_in_time)
        assert first not in published(app)
        assert len(published(app)) == 2

    assert said == "1 retired, none old"
    assert session.scalars(select(OwnKey).where(OwnKey.kid == first)).one().private == b""


def test_a_key_rotates_by_itself_in_time(app):
    first, second = published(app)

    with after(days=89):
        assert called(app, jobs.rotate_keys) == "0 retired, none old"
        assert signer(app) == first
    with after(days=91):
        assert called(app, jobs.rotate_keys) == "0 retired, rotated"
        assert signer(app) == second
    with after(days=181):
        called(app, jobs.rotate_keys)
        assert signer(app) not in {first, second}


def test_years_of_rotation_leave_few_keys(app):
    for week in range(0, 150, 1):
        with after(weeks=week):
            called(app, jobs.rotate_keys)

    with after(weeks=151):
        assert 2 <= len(published(app)) <= 3


def test_a_stolen_key_is_out_at_once(app, run):
    first, second = published(app)

    told = run("lti", "rotate-keys", "--at-once")

    assert told.exit_code == 0
    assert signer(app) == second
    assert first not in published(app)
    assert len(published(app)) == 2


def test_the_command_says_when(run):
    told = run("lti", "rotate-keys")

    assert told.exit_code == 0
    assert "The next key signs from 20" in told.output


def test_what_was_signed_before_is_still_checked(app):
    kids = published(app)
    pem = called(app, in_transaction)[1]
    token = jwt.encode({"iss": "us"}, pem, algorithm="RS256", headers={"kid": kids[0]})
    with after(days=2):
        called(app, keys.rotate)
        known = {key["kid"]: key for key in called(app, keys.published)}

    assert jwt.decode(token, jwt.PyJWK(known[kids[0]]), algorithms=["RS256"]) == {"iss": "us"}


def in_transaction():
    with transaction(writing=False):
        return keys.signing_key()


def test_rekey_locks_everything_under_the_newest_secret(app, session, monkeypatch):
    published(app)
    both = replace(app.config["TANDEM"], secret_key=NEWER, secret_key_fallbacks=(SECRET,))
    monkeypatch.setitem(app.config, "TANDEM", both)
    platform = a_platform()
    session.add(AccessToken(platform_id=platform.id, scopes="a", token=b"locked", expires_at=clock.now()))
    session.flush()

    told = apart(rekeyed, app)

    assert told.exit_code == 0, told.output
    assert told.output == "2 keys of ours are locked anew; 1 access tokens will be asked for again.\n"
    monkeypatch.setitem(app.config, "TANDEM", replace(both, secret_key_fallbacks=()))
    assert signer(app) == published(app)[0]


def rekeyed(app):
    from plugin import cli

    with app.app_context():
        return app.test_cli_runner().invoke(cli.rekey)


def test_rekey_without_the_old_secret_says_so_and_changes_nothing(app, session, monkeypatch):
    published(app)
    before = list(session.scalars(select(OwnKey.private)))
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], secret_key=NEWER))

    told = apart(rekeyed, app)

    assert told.exit_code == 1
    assert "TANDEM_SECRET_KEY_FALLBACKS" in told.output
    assert list(session.scalars(select(OwnKey.private))) == before


def test_the_sweep_forgets_what_is_over_and_keeps_when_they_last_launched(app, client, session):
    mentee = a_mentee(a_course())
    visit_as(client, mentee)
    platform = session.get(Platform, mentee.platform_id)
    began = session.scalars(select(Visit.began_at)).one()
    session.add(
        Login(
            platform_id=platform.id,
            state_hash=b"1",
            nonce="n",
            browser_hash=b"2",
            expires_at=clock.now() - timedelta(1),
        )
    )
    session.flush()

    assert jobs.sweep(clock.now() + timedelta(hours=25)) == 1
    assert platform.launched_at is None
    assert jobs.sweep(clock.now() + timedelta(hours=27)) == 1
    session.expire_all()
    assert platform.launched_at == began
    assert list(session.scalars(select(Visit))) == []
