"""Platform notifications of the demonstration LMS: handlers of tools, and the notice of a copied course."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest

from demo.lms.claims import LTI
from demo.lms.memory import Link
from demo.lms.posting import Unheard, post_json
from demo.lms.vocabulary import MEMBERSHIPS, NOTICES
from tests.demo.launching import ISSUER, TOOL

SERVICE = f"{ISSUER}/lti/services/bindings/1/notice-handlers"
COPIED, HANDLER = "LtiContextCopyNotice", f"{TOOL}/lti/notices"


def put(site, handler=HANDLER, kind=COPIED, **more):
    said = {"notice_type": kind, "handler": handler}
    return site.call(SERVICE, NOTICES, method="PUT", **{"json": said, **more})


def handlers(site):
    return site.call(SERVICE, NOTICES).json["notice_handlers"]


def copy(site):
    return site.sign_in("helena").post(
        "/as/helena/courses/first-team/copy", data={"title": "Spring"}, base_url=ISSUER
    )


def claims_in(site, said, audience="tandem-demonstration"):
    """What a notice says, once its signature is checked with the key that the LMS publishes."""
    (notice,) = said["notices"]
    assert notice.keys() == {"jwt"}
    (published,) = site.client.get("/lti/jwks", base_url=ISSUER).json["keys"]
    assert jwt.get_unverified_header(notice["jwt"])["kid"] == published["kid"]
    return jwt.decode(
        notice["jwt"], jwt.PyJWK(published).key, algorithms=["RS256"], audience=audience, issuer=ISSUER
    )


def test_handler_is_registered_listed_and_taken_away(site):
    assert site.call(SERVICE, NOTICES).json == {
        "client_id": "tandem-demonstration",
        "deployment_id": "1",
        "notice_handlers": [],
    }
    answer = put(site)
    assert answer.status_code == 200
    assert answer.json == {"notice_type": COPIED, "handler": HANDLER}
    assert handlers(site) == [answer.json]
    put(site, f"{TOOL}/other")
    assert handlers(site) == [{"notice_type": COPIED, "handler": f"{TOOL}/other"}]
    assert put(site, "").json == {"notice_type": COPIED, "handler": ""}
    assert handlers(site) == []


@pytest.mark.parametrize(
    "handler",
    [
        "https://elsewhere.example/lti/notices",
        "http://127.0.0.1:8000@elsewhere.example/",
        "http://127.0.0.1:80001/lti/notices",
        "/lti/notices",
        f"{HANDLER}\n",
        None,
        [HANDLER],
    ],
)
def test_foreign_handler_is_refused(site, handler):
    answer = put(site, handler)
    assert answer.status_code == 400
    assert answer.json["error"].startswith("handler must be")
    assert handlers(site) == []


@pytest.mark.parametrize("kind", ["LtiHelloWorldNotice", "", None, [COPIED]])
def test_unknown_type_is_refused(site, kind):
    answer = put(site, kind=kind)
    assert answer.status_code == 400
    assert COPIED in answer.json["error"]


def test_body_that_is_no_object_is_refused(site):
    assert put(site, json=["x"]).status_code == 400
    assert put(site, json=None, data="x").status_code == 400


def test_service_needs_a_token_of_this_scope_and_registration(site):
    site.another()
    for method in ("GET", "PUT"):
        assert site.client.open(SERVICE, method=method, base_url=ISSUER).status_code == 401
        for token in (site.token(MEMBERSHIPS), site.token(NOTICES, client_id="another-client")):
            answer = site.call(SERVICE, "", method=method, token=token)
            assert answer.status_code == 403
    assert site.world.memory.handlers == {}


def test_copy_is_told_once_to_a_tool_with_several_links(site):
    site.world.memory.links["first-team"] = [Link("placed-1", "Goals", tool="tandem-demonstration")]
    put(site)
    copy(site)
    ((url, said),) = site.heard
    assert url == HANDLER
    claims, made = claims_in(site, said), site.world.memory.copies[0]
    assert 0 < claims["exp"] - claims["iat"] <= 3600
    assert claims["nonce"]
    assert claims[LTI + "version"] == "1.3.0"
    assert claims[LTI + "deployment_id"] == "1"
    assert claims[LTI + "notice"].keys() == {"id", "timestamp", "type"}
    assert claims[LTI + "notice"]["type"] == COPIED
    assert claims[LTI + "context"] == {
        "id": made.id,
        "label": made.label,
        "title": "Spring",
        "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"],
    }
    assert claims[LTI + "origin_contexts"] == ["first-team"]


def test_each_tool_hears_what_is_for_it(site):
    other = site.another()
    site.world.memory.links["first-team"] = [Link("placed-1", "Other", tool=other.client_id)]
    put(site)
    site.world.memory.handlers[other.client_id] = {COPIED: f"{TOOL}/other"}
    copy(site)
    told = dict(site.heard)
    assert told.keys() == {HANDLER, f"{TOOL}/other"}
    claims = claims_in(site, told[f"{TOOL}/other"], other.client_id)
    assert claims[LTI + "deployment_id"] == other.deployment_id
    assert claims[LTI + "notice"]["id"] != claims_in(site, told[HANDLER])[LTI + "notice"]["id"]


def test_nobody_else_is_told(site):
    other = site.another()  # asks to be told, and has no link in the course
    site.world.memory.handlers[other.client_id] = {COPIED: f"{TOOL}/other"}
    copy(site)
    assert site.heard == []


def test_tool_that_was_taken_away_leaves_no_handler(site):
    put(site)
    site.sign_in("wanjiru").post(
        "/as/wanjiru/office/tools/remove", data={"client_id": "tandem-demonstration"}, base_url=ISSUER
    )
    assert site.world.memory.handlers == {}


def test_tool_that_cannot_be_reached_does_not_stop_the_copy(site):
    put(site)

    def lost(_url, _said):
        raise Unheard("nobody listens there")

    site.client.application.extensions["northwind"] = site.world = replace(site.world, send=lost)
    answer = copy(site)
    assert answer.status_code == 303
    assert len(site.world.memory.copies) == 1
    assert "Tandem could not be told of it." in site.client.get(answer.location, base_url=ISSUER).text


@pytest.fixture
def listening():
    """A server that answers 200, 400 and 307 by its path, and what it was sent."""
    sent = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            sent.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(int(self.path[1:]))
            self.send_header("Location", "/200")
            self.end_headers()

        def log_message(self, *_said):
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()
        thread.join()


def test_what_is_not_taken_counts_as_unheard_and_nobody_is_followed_elsewhere(listening):
    address, sent = listening
    post_json(f"{address}/200", {"notices": []})
    for path in ("/400", "/307"):
        with pytest.raises(Unheard):
            post_json(address + path, {"notices": []})
    assert sent == [(path, b'{"notices": []}') for path in ("/200", "/400", "/307")]


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://[", "http://127.0.0.1:99999/"])
def test_where_nobody_listens_is_unheard(address):
    with pytest.raises(Unheard):
        post_json(address, {})
