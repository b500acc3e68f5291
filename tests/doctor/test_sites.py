"""What the doctor says of a learning site: red where somebody has to act, with what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.doctor.lines import LOOK, OK, PLAIN, RED
from plugin.doctor.sites import MOST_SITES, sites
from plugin.lti.connections.actions import note_forgotten, note_keys, note_registration, note_scopes
from plugin.lti.connections.models import Connection
from plugin.lti.registration.drift import TYPES, WISHED
from plugin.lti.registration.offer import SCOPES
from tests.factories import a_platform

ROSTER, SCORE = SCOPES[0], SCOPES[4]
REFUSED = {"said": "Not for this tool", "reference": "job-12345678"}
FINE = {"said": "", "reference": ""}


@pytest.fixture
def platform(app):
    return a_platform()


def noted(platform, session, **said):
    session.add(Connection(platform_id=platform.id, **said))
    session.flush()


def told(what, **waiting):
    (section,) = sites(waiting or {})
    (line,) = [one for one in section.lines if one.what == what]
    return line


def test_before_the_first_launch_nothing_is_red(platform):
    (section,) = sites({})

    assert {line.state for line in section.lines} == {PLAIN}


@pytest.mark.parametrize(
    ("apart", "state"), [(0, OK), (-5, OK), (6, LOOK), (-30, LOOK), (31, RED), (-600, RED)]
)
def test_a_clock_over_thirty_seconds_apart_is_red(platform, session, apart, state):
    noted(platform, session, apart=apart)

    line = told("Its clock")

    assert line.state == state
    assert (str(abs(apart)) in line.said) == (state != OK)


@pytest.mark.parametrize(("launched", "state"), [(None, RED), (timedelta(days=1), LOOK)])
def test_visits_that_fail_are_red_where_nobody_ever_came_in(platform, session, launched, state):
    platform.launched_at = clock.now() - launched if launched else None
    refusal = {"code": "too-early", "said": "It is too early.", "signed": "yes", "reference": "abc-defg"}
    noted(platform, session, refusals=2, refused_at=clock.now(), refusal=refusal)

    line = told("Launches")

    assert line.state == state
    assert "2 were turned away" in line.said
    assert "It is too early." in line.said
    assert "abc-defg" in line.said


def test_what_anybody_can_send_is_no_alarm_and_says_nothing_of_its_own(platform, session):
    refusal = {"code": "foreign-target", "said": "Call me at once.", "reference": "abc-defg"}
    noted(platform, session, refusals=1, refused_at=clock.now(), refusal=refusal)

    line = told("Launches")

    assert line.state == LOOK
    assert "foreign-target" in line.said
    assert "Call me" not in line.said
    assert "abc-defg" in line.said


def test_a_scope_that_is_needed_and_refused_is_red_in_the_sites_own_words(platform):
    platform.scopes, platform.configuration_url = [ROSTER], "https://lms.example/conf"
    note_scopes(platform.id, {ROSTER: False}, REFUSED)

    line = told("Names and roles")

    assert line.state == RED
    assert "“Not for this tool”" in line.said
    assert "job-12345678" in line.said
    assert line.command == f"tandem lti invite --for {platform.id}"
    assert "contextmembership.readonly" in told("Registration").said


def test_scopes_are_told_as_asked_granted_and_used(platform):
    platform.scopes = [ROSTER, SCORE]
    note_registration(platform.id, wished=WISHED, asked=SCOPES, messages=None)
    note_scopes(platform.id, {ROSTER: True}, FINE)

    assert (told("Names and roles").state, told("Grades").state) == (OK, LOOK)
    assert "In use" in told("Names and roles").said
    assert "Granted, not used yet (score)" in told("Grades").said
    assert "Asked for, not granted (lineitem, lineitem.readonly, result.readonly)" in told("Grades").said


def test_a_scope_that_a_later_version_wishes_for_comes_with_the_command_that_renews(platform):
    platform.configuration_url = "https://lms.example/conf"
    note_registration(platform.id, wished=WISHED[1:], asked=WISHED[1:], messages=None)

    line = told("Registration")

    assert line.state == LOOK
    assert "would like as well: contextmembership.readonly" in line.said
    assert "--for" in line.command


def test_a_message_that_the_site_did_not_take_is_told(platform):
    note_registration(platform.id, wished=WISHED, asked=WISHED, messages=[TYPES[0]])

    assert f"Asked for and not given: {', '.join(TYPES[1:])}." in told("Registration").said


def test_a_site_that_was_registered_by_hand_is_not_sent_to_a_command_that_it_cannot_use(platform):
    note_scopes(platform.id, {ROSTER: False}, REFUSED)

    assert "invite" not in told("Registration").command
    assert "docs/connect/" in told("Registration").command


def test_what_was_refused_and_is_given_now_is_well_again(platform):
    note_scopes(platform.id, {ROSTER: False}, REFUSED)
    note_scopes(platform.id, {ROSTER: True}, FINE)

    assert told("Names and roles").state == OK


@pytest.mark.parametrize("times", [1, 3])
def test_keys_that_cannot_be_read_are_red_where_none_are_fresh(platform, times):
    for _ in range(times):
        note_keys(platform.id, "It answered with status 500.")

    line = told("Its keys")

    assert line.state == RED
    assert "It answered with status 500." in line.said


def test_how_visits_kept_their_session_is_counted(platform):
    note_forgotten(platform.id, {"cookie": 12, "window": 3})

    said = told("How visits keep their session").said

    assert "our cookie: 12" in said
    assert "window alone: 3" in said


def test_deployments_that_wait_are_counted(platform):
    assert "2 wait" in told("Deployments", **{str(platform.id): 2}).said


def test_of_many_sites_those_in_trouble_come_first_and_the_rest_in_a_line_each(app, session):
    for _ in range(MOST_SITES + 3):
        troubled = a_platform()
    noted(troubled, session, apart=100)

    shown = sites({})

    assert len(shown) == MOST_SITES + 1
    assert troubled.issuer in shown[0].title
    assert len(shown[-1].lines) == 3
