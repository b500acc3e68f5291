"""What a platform says in a launch: the claims of one resource-link message, as a real LMS sends them."""

from dataclasses import dataclass, field
from datetime import datetime

from demo.lms.vocabulary import COURSE_SECTION, DEEP_LINKING, LTI, MEMBERSHIP, PERSON

__all__ = ["LTI", "Login", "Person", "Place", "Platform", "context", "deep_link_claims", "launch_claims"]

# The two full URIs that a platform of this kind sends together for each of its two roles.
ROLES = {
    "Instructor": [MEMBERSHIP + "Instructor", PERSON + "Faculty"],
    "Learner": [MEMBERSHIP + "Learner", PERSON + "Learner"],
}
LIFETIME = 300


@dataclass(frozen=True)
class Platform:
    """How the platform is known to the tool: its issuer, and what registration agreed on."""

    issuer: str
    client_id: str
    deployment_id: str
    name: str = "Northwind Learning"
    guid: str = "northwind-learning-demo"
    product: str = "northwind"


@dataclass(frozen=True)
class Person:
    """Who launches, as far as the platform tells: a shy person shares neither name nor e-mail."""

    sub: str
    given: str = ""
    family: str = ""
    email: str = ""
    locale: str = "en"
    sourced_id: str = ""
    shares_name: bool = True


@dataclass(frozen=True)
class Place:
    """Where a message comes from: a course, mostly a link in it, and where to go back to."""

    context_id: str
    label: str
    title: str
    return_url: str
    link_id: str = ""
    link_title: str = ""
    link_text: str = ""
    document_target: str = "iframe"
    custom: dict[str, str] = field(default_factory=dict)
    services: dict[str, object] = field(default_factory=dict)
    looks_after: tuple[str, ...] | None = None  # subs, where whoever comes is a mentor there


@dataclass(frozen=True)
class Login:
    """What the tool asked for in this one login: where to, and its nonce."""

    target_link_uri: str
    nonce: str
    now: datetime


def launch_claims(
    platform: Platform, person: Person, role: str, place: Place, login: Login
) -> dict[str, object]:
    """The whole id_token of one launch."""
    presentation = {"document_target": place.document_target, "return_url": place.return_url}
    return {
        **_message("LtiResourceLinkRequest", platform, person, role, login),
        **_course(place, person),
        **_mentor(role, place),
        **_link(place),
        LTI + "launch_presentation": {"locale": person.locale, **presentation},
        **place.services,
    }


def deep_link_claims(
    platform: Platform, person: Person, place: Place, login: Login, settings: dict[str, object]
) -> dict[str, object]:
    """The whole id_token by which a teacher is sent to pick something of the tool for this course."""
    return {
        **_message("LtiDeepLinkingRequest", platform, person, "Instructor", login),
        **_course(place, person),
        LTI + "launch_presentation": {"locale": person.locale, "document_target": place.document_target},
        DEEP_LINKING + "deep_linking_settings": settings,
        **place.services,
    }


def _message(kind: str, platform: Platform, person: Person, role: str, login: Login) -> dict[str, object]:
    return {
        **_envelope(platform, person, login),
        **(_name(person) if person.shares_name else {}),
        LTI + "message_type": kind,
        LTI + "version": "1.3.0",
        LTI + "deployment_id": platform.deployment_id,
        LTI + "target_link_uri": login.target_link_uri,
        LTI + "roles": ROLES[role],
        LTI + "tool_platform": {
            "guid": platform.guid,
            "name": platform.name,
            "product_family_code": platform.product,
            "version": "1.0",
        },
    }


def _link(place: Place) -> dict[str, object]:
    """Nothing where a review is of a column that hangs on no link."""
    said = {"id": place.link_id, "title": place.link_title, "description": place.link_text}
    return {LTI + "resource_link": said} if place.link_id else {}


def _mentor(role: str, place: Place) -> dict[str, object]:
    """The role and the claim that go together, for nobody but mentors.

    https://www.imsglobal.org/spec/lti/v1p3#role-scope-mentor-claims
    """
    if place.looks_after is None:
        return {}
    roles = [*ROLES[role], MEMBERSHIP + "Mentor"]
    return {LTI + "roles": roles, LTI + "role_scope_mentor": list(place.looks_after)}


def _envelope(platform: Platform, person: Person, login: Login) -> dict[str, object]:
    issued = int(login.now.timestamp())
    return {
        "iss": platform.issuer,
        "aud": platform.client_id,
        "sub": person.sub,
        "iat": issued,
        "exp": issued + LIFETIME,
        "nonce": login.nonce,
    }


def _name(person: Person) -> dict[str, object]:
    said = {
        "name": f"{person.given} {person.family}".strip(),
        "given_name": person.given,
        "family_name": person.family,
        "email": person.email,
        "locale": person.locale,
    }
    return {claim: value for claim, value in said.items() if value}


def context(course_id: str, label: str, title: str) -> dict[str, object]:
    """A course, as every message names it."""
    return {"id": course_id, "label": label, "title": title, "type": [COURSE_SECTION]}


def _course(place: Place, person: Person) -> dict[str, object]:
    return {
        LTI + "context": context(place.context_id, place.label, place.title),
        LTI + "lis": {
            "course_section_sourcedid": f"NW-{place.label}",
            "person_sourcedid": person.sourced_id or f"nw-{person.sub}",
        },
        LTI + "custom": dict(place.custom),
    }
