"""Learning sites that can are asked to tell when a course is copied: once, and again where they refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from plugin import clock
from plugin.doctor.lines import LOOK
from plugin.doctor.sites import sites
from plugin.fetch import Answer
from plugin.lti.platform_notices import jobs
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault
from tests.fakes.rosters import Listed, listed, own_keys, private, quick_keys, rests, site

__all__ = ["listed", "own_keys", "private", "quick_keys", "rests", "site"]


@dataclass
class Service:
    """A notification service: what it was asked, and whether it says no."""

    refuses: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)

    def call(self, url: str, **named: Any) -> Answer:
        """In the place of Connector.call."""
        self.asked.append({"url": url, **named})
        if self.refuses:
            raise ServiceFault("lms.example does not allow Tandem this (status 403).")
        return Answer(200, {}, b"{}", url)


@pytest.fixture
def service(monkeypatch):
    service = Service()
    monkeypatch.setattr(Connector, "call", lambda _connector, url, **named: service.call(url, **named))
    return service


def run(listed: Listed, session) -> Any:
    said = listed.apart(jobs.ask)
    session.expire_all()
    return said


def in_the_doctor() -> Any:
    (section,) = sites({})
    return next(line for line in section.lines if line.what == "Notices")


def test_a_service_that_a_launch_named_is_asked_once(listed: Listed, session, service):
    listed.context.notices_url = "https://lms.example/pns"
    session.flush()

    assert run(listed, session) == "1 of 1 took our address"
    assert run(listed, session) == "0 of 0 took our address"

    (one,) = service.asked
    assert (one["method"], one["scopes"]) == ("PUT", [jobs.SCOPE])
    assert '"notice_type": "LtiContextCopyNotice"' in one["body"]
    assert '/lti/notices"' in one["body"]


def test_one_that_refuses_is_asked_again_a_day_later(listed: Listed, session, service):
    service.refuses = True
    listed.context.notices_url = "https://lms.example/pns"
    session.flush()

    assert run(listed, session) == "0 of 1 took our address"
    assert run(listed, session) == "0 of 0 took our address"
    line = in_the_doctor()
    assert line.state == LOOK
    assert "did not take our address" in line.said
    assert "does not allow" in line.said
    service.refuses = False
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert run(listed, session) == "1 of 1 took our address"

    assert len(service.asked) == 2
    assert "did not take" not in in_the_doctor().said


def test_a_refusal_of_a_service_that_is_named_no_more_is_over(listed: Listed, session, service):
    service.refuses = True
    for url in ("https://lms.example/former", "https://lms.example/pns"):
        listed.context.notices_url = url
        session.flush()
        run(listed, session)
        service.refuses = False

    assert "did not take" not in in_the_doctor().said


def test_nobody_is_asked_who_named_no_service_or_is_disabled(listed: Listed, session, service):
    assert run(listed, session) == "0 of 0 took our address"
    listed.context.notices_url = "https://lms.example/pns"
    listed.platform.disabled_at = clock.now()
    session.flush()

    assert run(listed, session) == "0 of 0 took our address"
