"""No address that a platform names leads us where we have no business, nor takes a key along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from plugin.lti.services.memberships import RosterFault, fetch_members
from tests.fakes.lines import Listener, listening, saying
from tests.fakes.memberships import COURSE, Said, Site, people
from tests.fakes.rosters import Listed
from tests.test_fetch import BAD_ADDRESSES, BAD_HOSTS

# Each has to be refused before anybody is called, so a port stands in for whoever might be listening there.
BAD = [f"{scheme}://{host}:{{port}}/m" for host in BAD_HOSTS for scheme in ("http", "https")]
BAD += [address for address in BAD_ADDRESSES if address]


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Whoever might be listening on this machine, and must hear nothing."""
    with listening(saying(b'{"members": []}')) as listener:
        yield listener


@pytest.fixture
def strict(app, listed: Listed, monkeypatch) -> None:
    """As an installation is by itself: no private hosts, not even a registered platform's."""
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], allow_private_hosts=False))


def refused(listed: Listed, url: str) -> str:
    known = listed.known()

    def fetch() -> None:
        fetch_members(known, COURSE, url)

    with pytest.raises(RosterFault) as fault:
        listed.apart(fetch)
    return fault.value.sentence


@pytest.mark.parametrize("address", BAD)
def test_no_token_is_asked_for_inside_a_network(listed: Listed, strict, listener: Listener, session, address):
    listed.platform.auth_token_url = address.format(port=listener.port)
    session.flush()

    assert refused(listed, "https://lms.example/members")
    assert listener.met == 0


@pytest.mark.parametrize("address", BAD)
def test_no_members_are_asked_for_inside_a_network(
    listed: Listed, strict, listener: Listener, monkeypatch, address
):
    monkeypatch.setattr("plugin.lti.services.connector.Connector.get_access_token", lambda *_scopes: "key")

    assert refused(listed, address.format(port=listener.port))
    assert listener.met == 0


@pytest.mark.parametrize("address", BAD)
def test_no_next_page_leads_into_a_network(listed: Listed, listener: Listener, address):
    """Though private hosts are allowed: that is for the registered platform, not for whatever it names."""

    def onward(site: Site, number: int, said: Said) -> Said:
        return Said(200, said.body, {"Link": f"<{_sendable(address.format(port=listener.port))}>; rel=next"})

    listed.site.people, listed.site.fault = people(3), onward

    assert refused(listed, listed.site.url)
    assert listener.met == 0


def _sendable(address: str) -> str:
    """A header holds one line of Latin-1."""
    return address.replace("\r\n", "%0d%0a").encode("latin-1", "replace").decode("latin-1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_where_private_hosts_are_allowed_only_the_platforms_own_are(
    listed: Listed, listener: Listener, host, scheme
):
    assert "call" in refused(listed, f"{scheme}://{host}:{listener.port}/m") or scheme == "http"
    assert listener.met == 0
    assert listed.site.pages_asked() == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254"])
def test_a_key_does_not_follow_a_redirect(listed: Listed, listener: Listener, host):
    def away(site: Site, number: int, said: Said) -> Said:
        return Said(302, headers={"Location": f"http://{host}:{listener.port}/m"})

    listed.site.fault = away

    assert "elsewhere" in refused(listed, listed.site.url)
    assert listener.met == 0


def test_our_signed_word_does_not_follow_a_redirect(listed: Listed, listener: Listener):
    listed.site.token_fault = lambda _site: Said(
        307, headers={"Location": f"http://127.0.0.1:{listener.port}/"}
    )

    assert "elsewhere" in refused(listed, listed.site.url)
    assert listener.met == 0
