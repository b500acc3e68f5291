"""Calling services: patience, a token that ran out, and the defects of the library's connector."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import time_machine
from pylti1p3.names_roles import NamesRolesProvisioningService

from plugin import clock
from plugin.database import transaction
from plugin.lti.queries import platform_now
from plugin.lti.services import connector
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.memberships import MEDIA, SCOPE
from tests.factories import a_platform
from tests.fakes.memberships import Fault, Said, Site, answer, people
from tests.fakes.rosters import Listed, a_listed_course


def called(listed: Listed, url: str | None = None, **named):
    known = listed.known()

    def call():
        return Connector(known).call(url or listed.site.url, accept=MEDIA, scopes=[SCOPE], **named)

    return listed.apart(call)


def paged(listed: Listed) -> list[str]:
    known = listed.known()

    def read():
        found = Connector(known).pages(listed.site.url, accept=MEDIA, scopes=[SCOPE])
        return [page.url for page in found]

    return listed.apart(read)


def at_first(*said: Said) -> Fault:
    """These answers first, and then good ones."""
    waiting = list(said)
    return lambda _site, _number, good: waiting.pop(0) if waiting else good


def test_service_connector_line_135_the_next_pages_address_keeps_its_letters(listed: Listed):
    listed.site.people = people(5)

    assert paged(listed) == [listed.site.url, listed.site.page_url(2), listed.site.page_url(3)]


def test_service_connector_line_135_an_unquoted_rel_is_followed(listed: Listed):
    def unquoted(site: Site, number: int, said: Said) -> Said:
        headers = {name: value.replace('"', "") for name, value in said.headers.items()}
        return Said(said.status, said.body, headers)

    listed.site.people, listed.site.fault = people(3), unquoted

    assert len(paged(listed)) == 2


def test_we_say_who_calls(listed: Listed):
    """Some Moodles answer 403 to a caller without a name."""
    called(listed)

    assert all(headers["User-Agent"].startswith("Tandem/") for _m, _p, headers in listed.site.asked)


def test_a_token_taken_back_is_asked_anew_once(listed: Listed):
    called(listed)
    listed.site.given[0] = "taken back"

    assert called(listed).ok
    assert len(listed.site.given) == 2


def test_a_token_refused_for_ever_is_a_fault(listed: Listed):
    listed.site.fault = lambda *_said: answer({}, 401)

    with pytest.raises(ServiceFault, match="does not accept the key"):
        called(listed)
    assert len(listed.site.pages_asked()) == 2


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_get_is_tried_again(listed: Listed, rests, status):
    listed.site.fault = at_first(answer({}, status), answer({}, status))

    assert called(listed).ok
    assert rests == [1.0, 2.0]


def test_trying_again_has_an_end(listed: Listed, rests):
    listed.site.fault = lambda *_said: answer({}, 503)

    with pytest.raises(ServiceFault, match="fault of its own"):
        called(listed)
    assert rests == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_changes_something_is_sent_once(listed: Listed, rests, method):
    with pytest.raises(ServiceFault):
        called(listed, method=method, body="{}")

    assert not rests


@pytest.mark.parametrize("status", [400, 403, 404, 410, 501])
def test_a_plain_no_is_not_argued_with(listed: Listed, rests, status):
    listed.site.fault = lambda *_said: answer({"message": "This is why"}, status)

    with pytest.raises(ServiceFault, match="This is why"):
        called(listed)
    assert not rests or status >= 500


def test_retry_after_in_seconds_is_kept(listed: Listed, rests):
    listed.site.fault = at_first(answer({}, 429, {"Retry-After": "7"}))

    assert called(listed).ok
    assert rests == [7.0]


def test_retry_after_as_a_date_is_kept(listed: Listed, rests):
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        later = format_datetime(clock.now() + timedelta(seconds=9), usegmt=True)
        listed.site.fault = at_first(answer({}, 503, {"Retry-After": later}))

        assert called(listed).ok
    assert rests == [9.0]


NO_ZONE = "Mon, 01 Jan 2024 00:00:00 +99999999999999"
ODD = ["", "soon", "-5", "1e9", "٣", "Thu, 99 Foo 2026 25:61:00 GMT", NO_ZONE, "0"]


@pytest.mark.parametrize("said", ODD)
def test_an_odd_retry_after_breaks_nothing(listed: Listed, rests, said):
    listed.site.fault = at_first(answer({}, 429, {"Retry-After": said} if said.isascii() else {}))

    assert called(listed).ok


def test_a_wait_beyond_our_time_is_left_to_the_next_time(listed: Listed, rests):
    listed.site.fault = lambda *_said: answer({}, 429, {"Retry-After": "7200"})

    with pytest.raises(ServiceFault) as fault:
        called(listed)
    assert fault.value.wait == timedelta(hours=2)
    assert not rests
    assert len(listed.site.pages_asked()) == 1


def test_canvas_says_later_with_403_and_is_waited_for(listed: Listed, rests):
    course = a_listed_course(listed.app, listed.site, family="canvas")
    listed.site.fault = at_first(Said(403, b"403 Forbidden (Rate Limit Exceeded)"))

    assert called(course).ok
    assert rests == [1.0]


def test_everything_ends_in_time(listed: Listed):
    known = listed.known()

    def call():
        return Connector(known, within=0).call(listed.site.url, accept=MEDIA, scopes=[SCOPE])

    with pytest.raises(ServiceFault, match="too long"):
        listed.apart(call)
    assert not listed.site.asked


def test_a_list_has_only_so_many_pages(listed: Listed, monkeypatch):
    monkeypatch.setattr(connector, "MOST_PAGES", 3)
    listed.site.people = people(8)

    with pytest.raises(ServiceFault, match="more than 3 pages"):
        paged(listed)

    listed.site.people = people(6)
    assert len(paged(listed)) == 3


def test_nothing_is_asked_inside_a_transaction(real_app):
    with real_app.app_context(), transaction():
        known = platform_now(a_platform().id)
        assert known
        with pytest.raises(RuntimeError, match="transaction"):
            Connector(known).call("https://lms.example/m", accept=MEDIA, scopes=[SCOPE])


def test_the_librarys_own_services_work_through_ours(listed: Listed):
    listed.site.people = people(3)

    known = listed.known()

    def read():
        service = NamesRolesProvisioningService(
            Connector(known), {"context_memberships_url": listed.site.url}
        )
        return service.get_members_page()

    members, onward = listed.apart(read)
    assert [member["user_id"] for member in members] == ["sub-00000", "sub-00001"]
    assert onward == listed.site.page_url(2)


def test_what_the_librarys_services_cannot_read_is_a_fault(listed: Listed):
    listed.site.fault = lambda *_said: Said(body=b"<html>")

    known = listed.known()

    def read():
        Connector(known).make_service_request([SCOPE], listed.site.url, accept=MEDIA)

    with pytest.raises(ServiceFault, match="not JSON"):
        listed.apart(read)
