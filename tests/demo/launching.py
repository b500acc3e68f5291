"""A launch out of the demonstration LMS, step by step, as a browser takes it."""

import re
from html import unescape

import jwt

from demo.lms.app import create_lms

ISSUER, TOOL = "http://localhost:8001", "http://127.0.0.1:8000"
LAUNCH = f"{TOOL}/lti/launch"


def posted(page):
    """Where an auto-posted form goes, and its fields."""
    text = page.get_data(as_text=True)
    (action,) = re.findall(r'<form method="post" action="([^"]*)"', text)
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', text)
    return unescape(action), {name: unescape(value) for name, value in fields}


def login_fields(browser, who, link="mentoring", **query):
    browser.post("/sign-in", data={"who": who}, base_url=ISSUER)
    page = browser.get(f"/lti/start/{link}", query_string={"as": who, **query}, base_url=ISSUER)
    return posted(page)[1]


def asked(login, **changes):
    """The authentication request that a tool makes of this login."""
    good = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": login["client_id"],
        "redirect_uri": LAUNCH,
        "state": "state-1",
        "nonce": "nonce-1",
        "login_hint": login["login_hint"],
        "lti_message_hint": login["lti_message_hint"],
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def auth(browser, request):
    return browser.get("/lti/auth", query_string=request, base_url=ISSUER)


def launched(browser, world, who, **query):
    action, fields = posted(auth(browser, asked(login_fields(browser, who, **query))))
    assert action == LAUNCH
    return jwt.decode(
        fields["id_token"],
        jwt.PyJWK(browser.get("/lti/jwks", base_url=ISSUER).json["keys"][0]).key,
        algorithms=["RS256"],
        audience=world.tool.client_id,
        options={"verify_iat": False, "verify_exp": False},
    )


def signed_in(world, who):
    """A browser beside the running LMS: no library's sends a Secure cookie to http://localhost."""
    browser = create_lms(world).test_client()
    browser.post("/sign-in", data={"who": who}, base_url=world.issuer)
    return browser
