"""PyLTI1p3's view of who is registered, read from our tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pylti1p3.deployment import Deployment
from pylti1p3.registration import Registration
from pylti1p3.request import Request
from pylti1p3.tool_config.abstract import ToolConfAbstract

from plugin.lti import queries, refusals
from plugin.lti.queries import Known


class Asked(Request):
    """A request of the browser, in PyLTI1p3's terms: its parameters and nothing that lasts.

    PyLTI1p3's own for Flask reaches into the session; there is none here.
    """

    def __init__(self, sent: Mapping[str, str]) -> None:
        self._sent = sent

    def is_secure(self) -> bool:
        """Our cookies do not ask: they are Secure always."""
        return True

    def get_param(self, key: str) -> str:
        """A parameter, or '' where it was not sent."""
        return self._sent.get(key, "")


class Registered(Registration):
    """A registration that remembers which platform of ours it is."""

    def __init__(self, known: Known) -> None:
        self.platform = known
        self.set_issuer(known.issuer).set_client_id(known.client_id)
        self.set_auth_login_url(known.auth_login_url).set_auth_token_url(known.auth_token_url)
        self.set_key_set_url(known.key_set_url)
        if known.token_audience:
            self.set_auth_audience(known.token_audience)


class Registrations(ToolConfAbstract[Asked]):
    """The tool's configuration, on the database.

    PyLTI1p3 notes in a dictionary of the class which issuers have one client: shared by every configuration in the
    process, so one company's registration would change how another's is found. Every issuer may have many here.
    """

    def check_iss_has_one_client(self, iss: str) -> bool:
        """Never: hosted LMSs share one issuer among all their customers."""
        return False

    def check_iss_has_many_clients(self, iss: str) -> bool:
        """Always."""
        return True

    def find_registration_by_issuer(self, iss: str, *args: Any, **kwargs: Any) -> Registered:
        """The registration of an issuer that has only one."""
        return self.find_registration_by_params(iss, None)

    def find_registration_by_params(
        self, iss: str, client_id: str | None, *args: Any, **kwargs: Any
    ) -> Registered:
        """The one registration meant. Without a client id the issuer must have one alone; raises Refused."""
        found = queries.platforms_of(iss, client_id or None)
        enabled = [known for known in found if not known.disabled]
        if not found:
            raise refusals.UnknownPlatform(issuer=iss, client_id=client_id or "")
        if len(enabled) > 1:
            raise refusals.SeveralPlatforms(issuer=iss)
        return Registered(enabled[0] if enabled else found[0])

    def find_deployment(self, iss: str, deployment_id: str) -> Deployment | None:
        """A deployment of an issuer that has one client."""
        return self.find_deployment_by_params(iss, deployment_id, "")

    def find_deployment_by_params(
        self, iss: str, deployment_id: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Deployment | None:
        """A deployment that has been let in."""
        platform = self.find_registration_by_params(iss, client_id).platform
        row = queries.deployment_of(platform.id, deployment_id)
        return Deployment().set_deployment_id(row.lms_id) if row and row.company_id else None
