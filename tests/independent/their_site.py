"""Open edX's LTI consumer as a small web server. Runs in .venv-platform, knows nothing of Tandem's code.

Called with the platform's own address, the tool's, and a port. Its library builds and signs every message, checks every
token request and every bearer; the few views here only carry them over HTTP, as the LMS around the library would.
"""

# It runs in another environment, with libraries that this one does not have.
# mypy: ignore-errors

from __future__ import annotations

import html
import json
import sys
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings

settings.configure(
    PLATFORM_NAME="An independent site",
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    USE_TZ=True,
)

import django

django.setup()

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from edx_django_utils.cache import RequestCache
from jwt import PyJWTError
from lti_consumer.data import Lti1p3LaunchData
from lti_consumer.lti_1p3.consumer import LtiAdvantageConsumer
from lti_consumer.lti_1p3.exceptions import Lti1p3Exception
from lti_consumer.lti_1p3.extensions.rest_framework.parsers import LineItemParser, LineItemScoreParser
from lti_consumer.lti_1p3.nprs import LtiNrps

PEOPLE = {
    "1": ("staff", "Tina Teacher", "tina@example.com", "Instructor"),
    "2": ("student", "Sam Student", "sam@example.com", "Learner"),
    "3": ("student", "Lea Learner", "lea@example.com", "Learner"),
}
MEMBERSHIPS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
LINE_ITEM = "lineitem"
GRADEBOOK: dict = {}
ME, TOOL, PORT = sys.argv[1], sys.argv[2], int(sys.argv[3])
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)


def consumer(user: str | None = None) -> LtiAdvantageConsumer:
    """The library's platform side, with the claims of one person's launch when a person launches."""
    made = LtiAdvantageConsumer(
        iss=ME,
        lti_oidc_url=f"{TOOL}/lti/login",
        lti_launch_url=f"{TOOL}/lti/launch",
        client_id="tandem-there",
        deployment_id="one",
        rsa_key=KEY,
        rsa_key_id="their-key",
        redirect_uris=[f"{TOOL}/lti/launch"],
        tool_keyset_url=f"{TOOL}/lti/jwks",
    )
    made.enable_deep_linking(f"{TOOL}/lti/launch", f"{ME}/picked?in=course&by=editor")
    made.enable_ags(f"{ME}/lineitems", allow_programmatic_grade_interaction=True)
    made.set_extra_claim(LtiNrps(f"{ME}/memberships").get_lti_nrps_launch_claim())
    if user:
        role, name, email, _said = PEOPLE[user]
        made.set_user_data(user_id=user, role=role, full_name=name, email_address=email)
        made.set_resource_link_claim("link-1", title="Mentoring")
        made.set_context_claim("course-v1:x+y", context_title="A course elsewhere", context_label="XY")
        made.set_launch_presentation_claim(document_target="iframe")
    return made


def start(asked: dict, _environ: dict) -> tuple:
    """Begin a launch: where the tool's login is, with what the library says there."""
    user = asked["user"]
    picks = {"message_type": "LtiDeepLinkingRequest"} if "pick" in asked else {}
    role = PEOPLE[user][0]
    data = Lti1p3LaunchData(user_id=user, user_role=role, config_id="c", resource_link_id="link-1", **picks)
    return "302 Found", [("Location", consumer().prepare_preflight_url(data))], b""


def authorize(asked: dict, _environ: dict) -> tuple:
    """The tool's answer to that: a form with state and signed token, as the LMS shows it."""
    fields = consumer(asked["login_hint"]).generate_launch_request(asked)
    inputs = "".join(f'<input name="{n}" value="{html.escape(v)}">' for n, v in fields.items())
    body = f'<form method="post" action="{asked["redirect_uri"]}">{inputs}</form>'
    return "200 OK", [("Content-Type", "text/html")], body.encode()


def picked(asked: dict, _environ: dict) -> tuple:
    """What the tool answers to a request for deep links, if the library likes it: the items that it reads there."""
    return as_json(consumer().check_and_decode_deep_linking_token(asked["JWT"]))


def keys(_asked: dict, _environ: dict) -> tuple:
    """The platform's public keys."""
    return as_json(consumer().get_public_keyset())


def token(asked: dict, _environ: dict) -> tuple:
    """An access token, if the library likes the tool's assertion."""
    return as_json(consumer().access_token(asked))


def memberships(asked: dict, environ: dict) -> tuple:
    """The members, two pages of them, to a bearer whose token the library finds good."""
    bearer = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
    allowed = LtiNrps("").get_available_scopes()
    if not consumer().check_token(bearer, allowed) or environ.get("HTTP_ACCEPT") != MEMBERSHIPS:
        return "403 Forbidden", [], b""
    first = asked.get("page", "1") == "1"
    chosen = list(PEOPLE.items())[:2] if first else list(PEOPLE.items())[2:]
    members = [
        {"user_id": user, "roles": [said], "name": name, "email": email, "status": "Active"}
        for user, (_role, name, email, said) in chosen
    ]
    status, _headers, body = as_json(
        {"id": f"{ME}/memberships", "context": {"id": "course-v1:x+y"}, "members": members}
    )
    onward = [("Link", f'<{ME}/memberships?page=2>; rel="next"')] if first else []
    return status, [("Content-Type", MEMBERSHIPS), *onward], body


def lineitems(asked: dict, environ: dict) -> tuple:
    """The columns of the gradebook, listed or made, for whoever the library lets in by its own scopes and media types."""
    if environ["REQUEST_METHOD"] == "POST":
        _allowed(environ, LINE_ITEM, LineItemParser.media_type)
        item = {**json.loads(environ["sent"]), "id": f"{ME}/lineitem"}
        GRADEBOOK["item"] = item
        return as_json(item, LineItemParser.media_type)
    _allowed(environ, LINE_ITEM)
    wanted = asked.get("resource_id")
    listed = [one for one in (GRADEBOOK.get("item"),) if one and one["resourceId"] == wanted]
    return as_json(listed, "application/vnd.ims.lis.v2.lineitemcontainer+json")


def lineitem(_asked: dict, environ: dict) -> tuple:
    """The one column."""
    _allowed(environ, LINE_ITEM)
    return as_json(GRADEBOOK["item"], LineItemParser.media_type)


def scores(_asked: dict, environ: dict) -> tuple:
    """A score comes in."""
    _allowed(environ, "score", LineItemScoreParser.media_type)
    said = json.loads(environ["sent"])
    GRADEBOOK.setdefault("scores", {})[said["userId"]] = said
    return "204 No Content", [], b""


def results(_asked: dict, environ: dict) -> tuple:
    """What stands in the gradebook."""
    _allowed(environ, "result.readonly")
    found = [
        {"userId": user, "resultScore": said["scoreGiven"], "resultMaximum": said["scoreMaximum"]}
        for user, said in GRADEBOOK.get("scores", {}).items()
    ]
    return as_json(found, "application/vnd.ims.lis.v2.resultcontainer+json")


def _allowed(environ: dict, scope: str, media: str = "") -> None:
    bearer = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
    wanted = f"https://purl.imsglobal.org/spec/lti-ags/scope/{scope}"
    assert wanted in consumer().ags.get_available_scopes()
    if not consumer().check_token(bearer, [wanted]):
        raise ValueError("this token is not for that")
    if media and environ.get("CONTENT_TYPE") != media:
        raise ValueError(f"not {media}")


def as_json(said: object, media: str = "application/json") -> tuple:
    """A JSON answer."""
    return "200 OK", [("Content-Type", media)], json.dumps(said).encode()


PAGES = {"/start": start, "/auth": authorize, "/picked": picked}
PAGES |= {"/jwks": keys, "/token": token, "/memberships": memberships, "/lineitems": lineitems}
PAGES |= {"/lineitem": lineitem, "/lineitem/scores": scores, "/lineitem/results": results}


def site(environ: dict, begin) -> list[bytes]:
    """Carry one request to its page."""
    RequestCache.clear_all_namespaces()
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    environ["sent"] = body
    sent = {**parse_qs(urlsplit("?" + environ["QUERY_STRING"]).query), **parse_qs(body)}
    try:
        status, headers, answer = PAGES[environ["PATH_INFO"]]({n: v[0] for n, v in sent.items()}, environ)
    except (Lti1p3Exception, PyJWTError, ValueError, KeyError) as fault:
        status, headers, answer = "400 Bad Request", [], repr(fault).encode()
    begin(status, headers)
    return [answer]


class Quiet(WSGIRequestHandler):
    """Without a log line for each request."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


with make_server("127.0.0.1", PORT, site, handler_class=Quiet) as server:
    print("ready", flush=True)
    server.serve_forever()
