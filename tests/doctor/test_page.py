"""The doctor's page: one address, one browser, half an hour, and nobody's words on it."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import cli, clock
from plugin.database import db, transaction
from plugin.doctor import visits
from plugin.doctor.models import DoctorVisit
from plugin.errors import NotHere
from plugin.lti.models import Context
from plugin.people.models import Person
from tests.doctor.scenes import a_keeper, a_roster, a_run
from tests.factories import a_course, a_lead, a_pair
from tests.factories.goals import a_goal
from tests.harness.house import OURS
from tests.harness.isolation import apart

FORM = {"Origin": OURS, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def address(app, session):
    """The path that `tandem doctor --web` printed."""

    def invoked():
        with app.app_context():
            return app.test_cli_runner().invoke(cli.doctor, ["--web"])

    told = apart(invoked)
    assert told.exit_code == 0, told.output
    printed, *_ = told.output.splitlines()
    assert printed.startswith(f"{OURS}/doctor/")
    return printed.removeprefix(OURS)


def seal_on(client, address):
    (seal,) = re.findall(r'name="seal" value="([^"]+)"', client.get(address).text)
    return seal


def pressed(client, address, **headers):
    return client.post(address, data={"seal": seal_on(client, address)}, headers={**FORM, **headers})


def test_an_address_opens_in_the_browser_that_pressed_the_button(app, client, address):
    door = client.get(address)
    assert door.status_code == 200
    assert "Open the doctor" in door.text
    assert "Rosters" not in door.text

    answer = pressed(client, address)

    assert answer.status_code == 303
    assert answer.headers["Location"] == address
    assert client.get(address).status_code == 200
    assert "Rosters" in client.get(address).text


def test_the_cookie_goes_to_our_pages_alone(client, address):
    cookie = pressed(client, address).headers["Set-Cookie"]

    assert cookie.startswith("__Host-tandem-doctor=")
    for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=1800"):
        assert word in cookie
    assert "Domain" not in cookie


def test_looking_opens_nothing(client, address, session):
    for _ in range(3):
        assert "Open the doctor" in client.get(address).text

    assert session.scalars(select(DoctorVisit.browser_hash)).one() is None


def test_another_browser_finds_nothing(app, client, address):
    stranger = app.test_client()
    seal = seal_on(stranger, address)
    pressed(client, address)

    assert stranger.get(address).status_code == 404
    assert stranger.post(address, data={"seal": seal}, headers=FORM).status_code == 404
    stranger.set_cookie("__Host-tandem-doctor", "guessed", domain="localhost", secure=True)
    assert stranger.get(address).status_code == 404
    assert client.get(address).status_code == 200


def test_it_ends_after_half_an_hour(app, client, address):
    pressed(client, address)

    with clock.at(clock.now() + timedelta(minutes=29)):
        assert client.get(address).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=31)):
        assert client.get(address).status_code == 404


def test_an_address_that_nobody_opened_ends_too(client, address):
    seal = seal_on(client, address)

    with clock.at(clock.now() + timedelta(minutes=31)):
        assert client.get(address).status_code == 404
        assert client.post(address, data={"seal": seal}, headers=FORM).status_code == 404


def test_a_key_of_another_address_opens_nothing(app, client, address):
    pressed(client, address)
    token, _ends = apart(made, app)

    assert "Open the doctor" in client.get(f"/doctor/{token}").text
    pressed(app.test_client(), f"/doctor/{token}")
    assert client.get(f"/doctor/{token}").status_code == 404


def made(app):
    with app.app_context():
        return visits.make()


@pytest.mark.parametrize("token", ["nothing", "%00", "é", "a" * 5000])
def test_an_address_that_never_was_is_not_here(client, token):
    assert client.get(f"/doctor/{token}").status_code == 404
    assert client.post(f"/doctor/{token}", headers=FORM).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(client, address, session, headers):
    answer = pressed(client, address, **headers)

    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert session.scalars(select(DoctorVisit.browser_hash)).one() is None


@pytest.mark.parametrize("seal", ["", "x", "é", "0" * 10_000])
def test_a_form_without_our_seal_is_refused(client, address, session, seal):
    assert client.post(address, data={"seal": seal}, headers=FORM).status_code == 403
    assert session.scalars(select(DoctorVisit.browser_hash)).one() is None


def test_the_seal_of_another_address_is_refused(app, client, address):
    token, _ends = apart(made, app)

    answer = client.post(address, data={"seal": seal_on(client, f"/doctor/{token}")}, headers=FORM)

    assert answer.status_code == 403


def test_of_twenty_browsers_at_once_one_gets_in(real_app):
    with real_app.app_context():
        token, _ends = visits.make()
        seal = visits.sealed(token)
    ready, inside, outside = threading.Barrier(20), [], []

    def one():
        ready.wait()
        with real_app.app_context():
            try:
                inside.append(visits.open_here(token, seal))
            except NotHere:
                outside.append(1)

    threads = [threading.Thread(target=one) for _ in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert (len(inside), len(outside)) == (1, 19)


def test_nobodys_name_or_words_stand_on_it(client, address, session):
    canary = "Quetzalcoatl"
    course = a_course()
    lead, (mentor, mentee) = a_lead(course), a_pair(course)
    for member in (lead, mentor, mentee):
        person = session.get(Person, member.person_id)
        person.name = person.shown_name = f"{canary} {member.role}"
        person.email = f"{canary}@example.org"
    context = session.get(Context, lead.context_id)
    context.title = context.label = f"{canary} course"
    a_goal(mentee, title=f"{canary} goal")
    a_roster(lead.context_id, failures=4, result="The learning site answered with 503.")
    a_run("roster.read", "failed", said="ServiceFault, reference job-12345678")
    a_keeper()
    pressed(client, address)

    shown = client.get(address).text

    assert "ServiceFault" in shown
    assert str(lead.context_id) in shown
    assert canary not in shown


def test_the_page_says_in_words_what_needs_somebody(client, address):
    pressed(client, address)

    shown = client.get(address).text

    assert "Something needs you" in shown
    assert "Nobody does them" in shown
    assert re.search(r"</svg>\s*act</span>", shown)
    listed = re.findall(r'href="#section-(\d+)">([^<]+)</a> <span[^>]*>([^<]+)<', shown)
    assert listed[0] == ("1", "Installation", "Jobs"), "the most serious first"
    assert 'id="section-1"' in shown
    assert re.search(r"<summary[^>]*>All \d+ are as they should be", shown), "what needs nobody is folded"


def test_no_page_may_frame_it(client, address):
    for answer in (client.get(address), pressed(client, address), client.get(address)):
        if answer.mimetype == "text/html" and answer.status_code == 200:
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_addresses_that_are_over_are_swept(real_app):
    with real_app.app_context():
        visits.make()
        with transaction():
            assert visits.sweep(clock.now() + timedelta(minutes=29)) == 0
            assert visits.sweep(clock.now() + timedelta(minutes=31)) == 1
            assert db.session.scalars(select(DoctorVisit)).all() == []


def test_its_address_stands_in_no_log(capsys, client, address):
    client.post(address, headers={**FORM, "Origin": "null"})

    assert address.rsplit("/", 1)[1] not in capsys.readouterr().err
