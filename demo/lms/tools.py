"""Tools that this LMS has been told of: what both sides agreed on when they were added."""

from dataclasses import dataclass, field

from demo.lms.vocabulary import (
    GROUPS,
    LINE_ITEM,
    LINE_ITEM_READ,
    MEMBERSHIPS,
    NOTICES,
    REGISTRATION_READ,
    RESULTS,
    SCORES,
)

SCOPES = (
    *(LINE_ITEM, LINE_ITEM_READ, RESULTS, SCORES),
    *(MEMBERSHIPS, GROUPS, NOTICES, REGISTRATION_READ),
)
PICK, REVIEW = "LtiDeepLinkingRequest", "LtiSubmissionReviewRequest"
MESSAGES = ("LtiResourceLinkRequest", PICK, REVIEW)
CLAIMS = ("iss", "sub", "name", "given_name", "family_name", "email")


@dataclass(frozen=True)
class Tool:
    """A registered tool. A launch goes to an address listed here, or nowhere; it gets no scope beyond these."""

    name: str
    origin: str
    client_id: str
    deployment_id: str
    login_url: str
    target_link_uri: str
    redirect_uris: tuple[str, ...]
    jwks_uri: str
    scopes: tuple[str, ...] = SCOPES
    claims: tuple[str, ...] = CLAIMS
    custom: dict[str, str] = field(default_factory=dict)
    picks_at: str = ""  # where a teacher is sent to pick something of the tool, if it can be picked from
    messages: tuple[str, ...] = MESSAGES  # that it is sent

    @property
    def is_picked_from(self) -> bool:
        return bool(self.picks_at) and PICK in self.messages

    @classmethod
    def by_hand(cls, name: str, origin: str, client_id: str, deployment_id: str) -> "Tool":
        """As an administrator types it in: one address for everything that is opened, all scopes, all claims."""
        launch = f"{origin}/lti/launch"
        return cls(
            name=name,
            origin=origin,
            client_id=client_id,
            deployment_id=deployment_id,
            login_url=f"{origin}/lti/login",
            target_link_uri=launch,
            redirect_uris=(launch,),
            jwks_uri=f"{origin}/lti/jwks",
            picks_at=launch,
        )
