"""An administrator's browser, and what is kept of registrations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from plugin.database import db
from plugin.lti.models import Company, Deployment, Platform
from plugin.lti.registration import actions
from plugin.lti.registration.models import Invitation
from tests.fakes.registrar import Registrar


def invitation(**named: Any) -> str:
    """The token of a fresh invitation."""
    return actions.invite(**named)[1]


@dataclass
class Administrator:
    """Somebody in whose LMS an invitation's address was pasted: the LMS opens it with what it knows."""

    client: FlaskClient
    registrar: Registrar
    token: str

    def registers(self, **said: str | None) -> TestResponse:
        """Open the address as the LMS does; None leaves a parameter out."""
        sent = {"openid_configuration": self.registrar.address, "registration_token": "one-time", **said}
        query = {name: value for name, value in sent.items() if value is not None}
        return self.client.get(f"/lti/register/{self.token}", query_string=query)


def only_platform() -> Platform:
    """The one that is registered."""
    return db.session.scalars(select(Platform)).one()


def only_invitation() -> Invitation:
    """The one that was made."""
    return db.session.scalars(select(Invitation)).one()


def kept() -> tuple[int, ...]:
    """How many platforms, companies and deployments there are."""
    return tuple(
        db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Platform, Company, Deployment)
    )


def refused_as(answer: TestResponse, code: str) -> bool:
    """Whether a page says that nothing was connected, for that reason, with a reference, and closes no window."""
    assert 400 <= answer.status_code < 500, answer.status_code
    assert "Reference" in answer.text
    assert "js/close.js" not in answer.text
    assert f">{code}<" in answer.text, answer.text
    return True


def nothing_but_a_failure(said: str) -> bool:
    """Whether nothing was kept, save that the invitation has one try less, and why."""
    assert kept() == (0, 0, 0)
    assert (only_invitation().failures, only_invitation().spent_at) == (1, None)
    assert said in only_invitation().last_failure
    return True
