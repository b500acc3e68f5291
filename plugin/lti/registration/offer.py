"""What Tandem says of itself to an LMS: its addresses, the messages it answers, the services and claims it asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from plugin.lti.deep_links.schemas import DEEP_LINKING
from plugin.lti.reviews import REVIEW
from plugin.lti.schemas import RESOURCE_LINK

NAME = "Tandem"
DESCRIPTION = "Mentoring inside your courses: goals, sessions, resources and discussions."
TOOL_ID = "tandem"
LOGO = "/static/tandem.svg"

TOOL_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration"
CANVAS = "https://canvas.instructure.com/lti/"
MOODLE_VARIABLES = "$Moodle."
SPEC = "https://purl.imsglobal.org/spec/"


@dataclass(frozen=True, slots=True)
class Message:
    """A kind of message that Tandem answers, and where Canvas may place a link that sends it."""

    type: str
    label: str
    placements: tuple[str, ...] = ()


# The one list of what we answer: registration and the file for Canvas are made from it. A message that stands here is
# offered to administrators, so it is added with the code that answers it, not before.
MESSAGES = (
    Message(RESOURCE_LINK, NAME, ("course_navigation",)),
    Message(DEEP_LINKING, NAME, ("link_selection", "editor_button")),
    Message(REVIEW, NAME),
)

# Asked for once: a service that we do not ask for now would need every administrator to register us again later.
SERVICES = (
    f"{SPEC}lti-nrps/scope/contextmembership.readonly",
    f"{SPEC}lti-ags/scope/lineitem",
    f"{SPEC}lti-ags/scope/lineitem.readonly",  # some LMSs do not take it as part of the one above
    f"{SPEC}lti-ags/scope/result.readonly",
    f"{SPEC}lti-ags/scope/score",
    f"{SPEC}lti-gs/scope/contextgroup.readonly",
    f"{SPEC}lti/scope/noticehandlers",
)
READ_BACK = f"{SPEC}lti-reg/scope/registration.readonly"  # what we do without where an LMS has none
SCOPES = (*SERVICES, READ_BACK)
CANVAS_SCOPES = SERVICES[:5]  # Canvas refuses a file that names a scope it does not know
CLAIMS = ("sub", "iss", "name", "given_name", "family_name", "email")
# Copied courses find their origin by the two histories; groups come from Moodle by its own variable alone.
CUSTOM = {
    "context_history": "$Context.id.history",
    "link_history": "$ResourceLink.id.history",
    "groups": "$Moodle.Person.userGroupIds",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an LMS says that it knows; None where it does not say, and then we ask for everything."""

    scopes: Collection[str] | None = None
    messages: Mapping[str, Collection[str]] | None = None  # type -> its placements
    family: str = ""


def registration(ours: str, wanted: Wanted) -> dict[str, Any]:
    """The body of a dynamic registration (LTI Dynamic Registration 1.0, section 3.6) for a Tandem at `ours`."""
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["client_credentials", "implicit"],
        "token_endpoint_auth_method": "private_key_jwt",
        "initiate_login_uri": f"{ours}/lti/login",
        "redirect_uris": [f"{ours}/lti/launch"],
        "jwks_uri": f"{ours}/lti/jwks",
        "client_name": NAME,
        "logo_uri": f"{ours}{LOGO}",
        "scope": " ".join(scopes_for(wanted)),
        TOOL_CONFIGURATION: {
            "domain": urlsplit(ours).netloc,
            "description": DESCRIPTION,
            "target_link_uri": f"{ours}/lti/launch",
            "custom_parameters": custom_for(wanted.family),
            "claims": list(CLAIMS),
            "messages": [_message(ours, m, wanted) for m in MESSAGES if _taken(m, wanted)],
            f"{CANVAS}privacy_level": "public",
            f"{CANVAS}tool_id": TOOL_ID,
        },
    }


def scopes_for(wanted: Wanted) -> list[str]:
    """Those of ours that the LMS knows."""
    return [scope for scope in SCOPES if wanted.scopes is None or scope in wanted.scopes]


def messages_for(wanted: Wanted) -> list[str]:
    """The types of messages that we offer to answer."""
    return [message.type for message in MESSAGES if _taken(message, wanted)]


def custom_for(family: str) -> dict[str, str]:
    """The custom parameters for an LMS of that family: one's own variables come back from others unresolved."""
    moodle = family.lower() == "moodle"
    return {name: value for name, value in CUSTOM.items() if moodle or not value.startswith(MOODLE_VARIABLES)}


def canvas(ours: str) -> dict[str, Any]:
    """The configuration that Canvas takes from an address ('Enter URL' of an LTI key)."""
    icon = f"{ours}{LOGO}"
    return {
        "title": NAME,
        "description": DESCRIPTION,
        "oidc_initiation_url": f"{ours}/lti/login",
        "target_link_uri": f"{ours}/lti/launch",
        "public_jwk_url": f"{ours}/lti/jwks",
        "scopes": list(CANVAS_SCOPES),
        "custom_fields": custom_for("canvas"),
        "extensions": [
            {
                "platform": "canvas.instructure.com",
                "domain": urlsplit(ours).netloc,
                "tool_id": TOOL_ID,
                "privacy_level": "public",
                "settings": {"text": NAME, "icon_url": icon, "placements": _canvas_placements(ours, icon)},
            }
        ],
    }


def _canvas_placements(ours: str, icon: str) -> list[dict[str, Any]]:
    return [
        {
            "placement": placement,
            "message_type": message.type,
            "target_link_uri": f"{ours}/lti/launch",
            "text": message.label,
            "icon_url": icon,
            "enabled": True,
        }
        for message in MESSAGES
        for placement in message.placements
    ]


def _taken(message: Message, wanted: Wanted) -> bool:
    """Whether the LMS sends such messages; links into a course it always does, even where it forgets to say so."""
    return message.type == RESOURCE_LINK or wanted.messages is None or message.type in wanted.messages


def _message(ours: str, message: Message, wanted: Wanted) -> dict[str, Any]:
    known = (wanted.messages or {}).get(message.type, ())
    placed = [placement for placement in message.placements if placement in known]
    return {
        "type": message.type,
        "target_link_uri": f"{ours}/lti/launch",
        "label": message.label,
        "icon_uri": f"{ours}{LOGO}",
        **({"placements": placed, "roles": []} if placed else {}),
    }
