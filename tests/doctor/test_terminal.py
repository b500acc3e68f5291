"""`tandem doctor` says how everything stands, and exits with 1 where somebody has to act."""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import timedelta

import pytest

from plugin import cli, clock
from plugin.doctor import installation
from plugin.lti.models import Deployment
from tests.doctor.scenes import a_keeper, a_roster, a_run, platform_of, some_keys
from tests.factories import a_course, a_lead, a_mentee
from tests.factories.visits import visit_as
from tests.harness.isolation import apart
from tests.harness.statements import counted


@pytest.fixture
def doctor(app):
    """Run `tandem doctor`."""

    def call(*words):
        def invoked():
            with app.app_context():
                return app.test_cli_runner().invoke(cli.doctor, words)

        return apart(invoked)

    return call


@pytest.fixture
def well(app, session):
    """An installation in which all is well: somebody does the jobs, and a lead was here."""
    a_keeper()
    some_keys(app)
    lead = a_lead(a_course())
    visit_as(app.test_client(), lead)
    return lead


def line(told, about):
    (found,) = [row for row in told.output.splitlines() if about in row]
    return found.split(maxsplit=1)


def test_where_all_is_well_it_exits_with_0(doctor, well):
    told = doctor()

    assert told.exit_code == 0, told.output
    assert "RED" not in told.output
    assert f"Last launch {clock.now():%Y-%m-%d}" in told.output


def test_a_fresh_installation_says_what_comes_first(doctor, session):
    told = doctor()

    assert "tandem lti invite" in told.output
    assert "They are made with the first learning site" in told.output


def test_nobody_who_does_the_jobs_is_red(doctor, session):
    told = doctor()

    assert told.exit_code == 1
    assert line(told, "Nobody does them")[0] == "RED"


def test_migrations_of_another_version_are_red_and_all_that_is_said(doctor, well, monkeypatch):
    monkeypatch.setattr(installation, "head", lambda: "a later one")

    told = doctor()

    assert told.exit_code == 1
    assert line(told, "Database")[0] == "RED"
    assert "tandem upgrade" in told.output
    assert "Rosters" not in told.output


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("https://tandem.example", "ok"),
        ("http://127.0.0.1:8000", "ok"),
        ("http://localhost:8000", "ok"),
        ("http://[::1]:8000", "ok"),
        ("http://tandem.example", "RED"),
        ("http://10.0.0.8", "RED"),
    ],
)
def test_an_address_without_https_is_red_unless_it_is_this_machine(app, doctor, well, monkeypatch, url, mark):
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], base_url=url))

    told = doctor()

    assert line(told, "Address:")[0] == mark
    assert told.exit_code == (mark == "RED")


def test_keys_that_do_not_open_are_red(app, doctor, well, monkeypatch):
    other = replace(app.config["TANDEM"], secret_key="another secret key, as long as it has to be")
    monkeypatch.setitem(app.config, "TANDEM", other)

    told = doctor()

    assert told.exit_code == 1
    assert line(told, "Keys:")[0] == "RED"


def test_an_earlier_secret_is_worth_a_look(app, doctor, well, monkeypatch):
    told_so = replace(
        app.config["TANDEM"], secret_key_fallbacks=("an earlier secret key, as long as needed",)
    )
    monkeypatch.setitem(app.config, "TANDEM", told_so)

    told = doctor()

    assert told.exit_code == 0
    assert line(told, "Keys:")[0] == "look"
    assert "tandem rekey" in told.output


def test_a_clock_that_goes_wrong_is_red(doctor, well):
    with clock.at(clock.now() + timedelta(seconds=40)):
        told = doctor()

    assert told.exit_code == 1
    assert "seconds from the database's" in told.output


@pytest.mark.parametrize(
    ("state", "age", "mark"),
    [
        ("done", timedelta(minutes=1), "ok"),
        ("failed", timedelta(minutes=1), "RED"),
        ("lost", timedelta(minutes=1), "RED"),
        ("running", timedelta(minutes=59), "ok"),
        ("running", timedelta(minutes=61), "RED"),
        ("waiting", timedelta(minutes=9), "ok"),
        ("waiting", timedelta(minutes=11), "RED"),
    ],
)
def test_a_jobs_last_run_says_how_it_stands(doctor, well, state, age, mark):
    a_run("tests.tell", state, age=age)

    told = doctor()

    assert line(told, "tests.tell")[0] == mark
    assert told.exit_code == (mark == "RED")


def test_a_job_that_failed_today_and_ran_since_is_worth_a_look(doctor, well):
    a_run("tests.tell", "failed", age=timedelta(hours=2), said="ValueError, reference job-1")
    a_run("tests.tell", "done", said="3 sent")

    told = doctor()

    assert told.exit_code == 0
    mark, said = line(told, "tests.tell")
    assert mark == "look"
    assert "3 sent" in said
    assert "One failed in a day." in said


def test_a_job_that_says_a_sentence_ends_with_one_full_stop(doctor, well):
    a_run("tests.tell", "done", said="5 people, as before.")

    assert line(doctor(), "tests.tell")[1].endswith(": 5 people, as before.")


@pytest.mark.parametrize(
    ("failures", "days", "mark"), [(0, 0, "ok"), (1, 0, "look"), (2, 2, "look"), (3, 0, "RED"), (0, 4, "RED")]
)
def test_a_roster_tells_its_age_and_the_lms_own_reason(doctor, well, failures, days, mark):
    read_at = clock.now() - timedelta(days=days)
    a_roster(well.context_id, failures=failures, read_at=read_at, result="Insufficient scopes.")

    told = doctor()

    found, said = line(told, str(well.context_id))
    assert found == mark
    assert f"read {read_at:%Y-%m-%d %H:%M} UTC" in said
    assert ("Insufficient scopes." in said) == bool(failures)
    assert told.exit_code == (mark == "RED")


def test_the_roster_of_a_disabled_platform_rests_and_is_no_alarm(doctor, well):
    a_roster(well.context_id, failures=9, read_at=clock.now() - timedelta(days=90))
    platform_of(well.context_id).disabled_at = clock.now()

    told = doctor()

    assert told.exit_code == 0
    assert str(well.context_id) not in told.output


def test_a_pending_deployment_comes_with_the_command_that_lets_it_in(doctor, well, session):
    platform, lms_id = platform_of(well.context_id), "campus; touch /tmp/oops"
    session.add(Deployment(platform_id=platform.id, lms_id=lms_id, state="pending", seen_at=clock.now()))
    session.flush()

    told = doctor()

    assert told.exit_code == 0
    (command,) = [row for row in told.output.splitlines() if "lti approve" in row]
    assert shlex.split(command) == ["tandem", "lti", "approve", str(platform.id), lms_id]


def test_what_a_learning_site_says_gives_no_orders_to_the_terminal(doctor, well):
    a_roster(well.context_id, failures=1, result="\x1b[2Jgone\r\nok everything")

    told = doctor()

    assert "\x1b[2J" not in told.output
    assert "\nok everything" not in told.output


def test_a_disabled_platform_comes_with_the_command_that_enables_it(doctor, well):
    platform_of(well.context_id).disabled_at = clock.now()

    told = doctor()

    assert f"tandem lti enable {platform_of(well.context_id).id}" in told.output


def test_when_visits_are_forgotten_the_last_launch_is_still_known(app, doctor, well, session):
    from plugin.lti import jobs
    from plugin.lti.models import Visit

    began = session.query(Visit).one().began_at
    jobs.sweep(clock.now() + timedelta(days=3))

    assert f"Last launch {began:%Y-%m-%d %H:%M} UTC" in doctor().output


def test_it_asks_the_same_number_of_statements_for_one_course_and_for_many(doctor, well):
    with counted() as few:
        doctor()
    for _ in range(60):
        course = a_course()
        a_roster(a_mentee(course).context_id, failures=1)
        a_run("tests.tell", "failed")
    with counted() as many:
        told = doctor()

    assert len(many) == len(few)
    assert "10 other courses" in told.output
