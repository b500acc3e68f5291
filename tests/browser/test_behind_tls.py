"""Behind a proxy that speaks TLS: addresses, cookies and forms are those that browsers see, not those behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Response, expect

from demo.demonstration import prepare
from demo.lms.app import create_lms
from demo.people import northwind
from demo.servers import HOST, Server, free_port
from tests.fakes.demonstration import Demonstration
from tests.fakes.tls_proxy import tls_before
from tests.harness.clicks import tick
from tests.harness.databases import Databases
from tests.harness.house import built, closed
from tests.harness.visitors import FIVE_STEPS, visit


@pytest.fixture
def behind_tls(databases: Databases, tmp_path: Path) -> Iterator[Demonstration]:
    """The demonstration before anybody came, the tool reached over https alone. The LMS stays on http://localhost."""
    port, lms_port = free_port(), free_port()
    with tls_before(port) as tls_port:
        lms, tool = f"http://localhost:{lms_port}", f"https://{HOST}:{tls_port}"
        told = {"base_url": tool, "proxies": 1, "allow_private_hosts": True, "log_level": "WARNING"}
        world, app = (
            northwind(lms, tool),
            built(database_url=databases.fresh(), instance=str(tmp_path), **told),
        )
        with Server(create_lms(world), lms_port) as site, Server(app, port) as server:
            site.start()
            prepare(app, world, with_history=False)
            server.start()
            yield Demonstration(lms, tool, world)
        closed(app)


def test_a_launch_and_a_form_stay_on_https(window, behind_tls):
    page = window(ignore_https_errors=True)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    lead = visit(page, behind_tls, "Helena Brandt")
    tick(lead.frame.get_by_label("Mentoring in a group"))
    lead.fill(title="Leading your first shift")
    for onward in FIVE_STEPS:
        lead.press(onward)

    expect(lead.heading()).to_have_text("The journey")
    assert lead.frame.url.startswith(f"{behind_tls.tool}/v/")
    from_us = [answer for answer in answers if answer.url.startswith(behind_tls.tool)]
    led_to = [
        urljoin(answer.url, answer.headers["location"]) for answer in from_us if "location" in answer.headers
    ]
    inside = [address for address in led_to if not address.startswith(behind_tls.lms)]
    assert len(inside) >= 2  # after the launch, and after the form
    assert [address for address in inside if not address.startswith(f"{behind_tls.tool}/v/")] == []


def test_the_browsers_key_travels_over_tls_alone_and_only_in_this_frame(window, behind_tls):
    page = window(ignore_https_errors=True)

    visit(page, behind_tls, "Helena Brandt")

    ours = [cookie for cookie in page.context.cookies() if cookie["name"] == "__Host-tandem"]
    assert len(ours) == 1
    assert ours[0]["secure"]
    assert ours[0]["httpOnly"]
    assert ours[0]["sameSite"] == "None"
    assert ours[0]["partitionKey"] == "http://localhost"
