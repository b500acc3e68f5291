"""Groups and the gradebook: whatever address a launch or a list names, nobody inside our network is called for it.

Members stand in test_private_networks.py; what is asked here is asked of each of the other services.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from plugin.lti.platform_notices.jobs import register_handler
from plugin.lti.queries import Known
from plugin.lti.registration.rereading import registration_now
from plugin.lti.services.course_groups import fetch_groups
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.grades import Gradebook, Sought
from tests.fakes.lines import Listener, listening, saying
from tests.fakes.rosters import Listed
from tests.lti.services.test_private_networks import BAD

ASKED: dict[str, Callable[[Known, str], object]] = {
    "groups": lambda known, url: fetch_groups(known, url, ""),
    "columns of a gradebook": lambda known, url: Gradebook(known, url).found(Sought(("x",))),
    "a new column": lambda known, url: Gradebook(known, url).make(Sought(("x",)), "Progress", 1),
    "our registration": lambda known, url: registration_now(known, url),
    "notices": lambda known, url: register_handler(known, url, "https://tandem.example/lti/notices"),
}


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Whoever might be listening on this machine, and must hear nothing."""
    with listening(saying(b'{"groups": []}')) as listener:
        yield listener


@pytest.mark.parametrize("service", ASKED)
def test_no_service_leads_into_a_network(app, listed: Listed, listener: Listener, monkeypatch, service):
    monkeypatch.setattr("plugin.lti.services.connector.Connector.get_access_token", lambda *_scopes: "key")
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], allow_private_hosts=False))
    known, gone_in = listed.known(), []

    def ask() -> None:
        for address in BAD:
            url = address.format(port=listener.port)
            try:
                ASKED[service](known, url)
            except ServiceFault:
                continue
            gone_in.append(url)

    listed.apart(ask)

    assert gone_in == []
    assert listener.met == 0


@pytest.mark.parametrize("service", ASKED)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254"])
def test_where_private_hosts_are_allowed_no_key_goes_to_the_neighbours(
    listed: Listed, listener: Listener, service, host
):
    known = listed.known()

    with pytest.raises(ServiceFault):
        listed.apart(lambda: ASKED[service](known, f"http://{host}:{listener.port}/x"))

    assert listener.met == 0
