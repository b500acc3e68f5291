"""Every launch that must be taken or refused (LTI 1.3 core, security framework 1.0), as teacher and as learner."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from plugin import clock
from plugin.lti.models import Context, Visit
from plugin.people.models import Enrolment, Person
from tests.fakes.platform import ABSENT
from tests.lti.ways import Browser, refused_as, visit_in

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
PERSON = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#"
NO_PII: dict[str, Any] = dict.fromkeys(("name", "given_name", "family_name", "email", "locale"), ABSENT)
NOW = 1_800_000_000

TAKEN: dict[str, dict[str, Any]] = {
    "plain": {},
    "several roles": {"roles": [PERSON + "Student", MEMBERSHIP + "Learner", MEMBERSHIP + "Mentor"]},
    "short role": {"roles": ["Learner"]},
    "unknown role": {"roles": ["https://example.com/roles#Wizard"]},
    "no roles": {"roles": []},
    "only e-mail": {**NO_PII, "email": "a@b.example"},
    "only names": {**NO_PII, "given_name": "Ana", "family_name": "Silva"},
    "no PII": NO_PII,
    "null PII": dict.fromkeys(NO_PII, None),
    "odd PII": {"name": 7, "email": ["a"], "locale": {}, "given_name": "\x00\ud800"},
    "no context": {"context": ABSENT},
    "null context": {"context": None},
    "context without an id": {"context": {"title": "Somewhere"}},
    "nothing about the platform": {"tool_platform": ABSENT, "launch_presentation": ABSENT, "lis": None},
    "skew of 25 s ahead": {"iat": NOW + 25, "exp": NOW + 85},
    "skew of 25 s behind": {"iat": NOW - 85, "exp": NOW - 25},
    "aud as a list of one": {"aud": ["tandem-at-lms"]},
    "aud list with the right azp": {"aud": ["another", "tandem-at-lms"], "azp": "tandem-at-lms"},
    "aud with the right azp": {"azp": "tandem-at-lms"},
    "int sub": {"sub": 4},
    "fractions of a second": {"iat": NOW - 0.5, "exp": NOW + 59.5},
    "the platform's test student": {
        **NO_PII,
        "name": "Test Student",
        "roles": ["http://purl.imsglobal.org/vocab/lti/system/person#TestUser", MEMBERSHIP + "Learner"],
    },
}

REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "wrong iss": ("wrong-issuer", {"iss": "https://evil.example"}),
    "absent iss": ("wrong-issuer", {"iss": ABSENT}),
    "odd iss": ("wrong-issuer", {"iss": {"a": 1}}),
    "wrong aud": ("wrong-audience", {"aud": "another"}),
    "absent aud": ("wrong-audience", {"aud": ABSENT}),
    "empty aud": ("wrong-audience", {"aud": []}),
    "aud list without azp": ("wrong-audience", {"aud": ["tandem-at-lms", "another"]}),
    "aud list with a wrong azp": ("wrong-audience", {"aud": ["tandem-at-lms", "b"], "azp": "b"}),
    "aud of one with a wrong azp": ("wrong-audience", {"azp": "another"}),
    "azp that is not in aud": ("wrong-audience", {"aud": ["another", "b"], "azp": "tandem-at-lms"}),
    "version absent": ("incomplete", {"version": ABSENT}),
    "version 11.3": ("incomplete", {"version": "11.3"}),
    "exp past": ("too-late", {"iat": NOW - 120, "exp": NOW - 60}),
    "iat in the future": ("too-early", {"iat": NOW + 60}),
    "nbf in the future": ("too-early", {"nbf": NOW + 60}),
    "exp absent": ("incomplete", {"exp": ABSENT}),
    "iat absent": ("incomplete", {"iat": ABSENT}),
    "exp endless": ("incomplete", {"exp": float("inf")}),
    "exp no number": ("incomplete", {"exp": float("nan")}),
    "exp as text": ("incomplete", {"exp": "tomorrow"}),
    "iat true": ("incomplete", {"iat": True}),
    "nonce of nothing": ("wrong-nonce", {"nonce": ABSENT}),
    "message_type absent": ("incomplete", {"message_type": ABSENT}),
    "message_type empty": ("incomplete", {"message_type": ""}),
    "message_type odd": ("incomplete", {"message_type": ["LtiResourceLinkRequest"]}),
    "message_type of another kind": ("unknown-message", {"message_type": "LtiStartProctoring"}),
    "roles absent": ("incomplete", {"roles": ABSENT}),
    "roles empty": ("incomplete", {"roles": ""}),
    "roles as text": ("incomplete", {"roles": MEMBERSHIP + "Instructor"}),
    "roles null": ("incomplete", {"roles": None}),
    "roles of numbers": ("incomplete", {"roles": [1]}),
    "deployment_id absent": ("incomplete", {"deployment_id": ABSENT}),
    "deployment_id empty": ("incomplete", {"deployment_id": ""}),
    "deployment_id unwritable": ("incomplete", {"deployment_id": "1\x00"}),
    "deployment_id endless": ("incomplete", {"deployment_id": "1" * 5000}),
    "sub absent": ("no-person", {"sub": ABSENT}),
    "sub empty": ("no-person", {"sub": ""}),
    "sub null": ("no-person", {"sub": None}),
    "sub blank": ("no-person", {"sub": "  "}),
    "sub half a character": ("no-person", {"sub": "\ud800"}),
    "resource_link absent": ("incomplete", {"resource_link": ABSENT}),
    "resource_link null": ("incomplete", {"resource_link": None}),
    "resource_link as text": ("incomplete", {"resource_link": "link-1"}),
    "resource_link without id": ("incomplete", {"resource_link": {"title": "A link"}}),
    "resource_link with an empty id": ("incomplete", {"resource_link": {"id": ""}}),
    "target_link_uri absent": ("incomplete", {"target_link_uri": ABSENT}),
    "target_link_uri empty": ("incomplete", {"target_link_uri": ""}),
    "target_link_uri elsewhere": ("foreign-target", {"target_link_uri": "https://evil.example/lti/launch"}),
    "target_link_uri unwritable": ("foreign-target", {"target_link_uri": "\ud800"}),
    "target_link_uri that only looks like ours": (
        "foreign-target",
        {"target_link_uri": "http://localhost.evil.example/lti/launch"},
    ),
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def visits(session: Any) -> int:
    return session.scalar(select(func.count()).select_from(Visit)) or 0


@pytest.mark.parametrize("role", ["Learner", "Instructor"])
@pytest.mark.parametrize("claims", TAKEN.values(), ids=TAKEN)
def test_a_good_launch_opens_a_visit(browser: Browser, claims, role, session):
    answer = browser.launch(role, **claims)

    token = visit_in(answer)
    assert visits(session) == 1
    assert browser.client.get(f"/v/{token}/", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("role", ["Learner", "Instructor"])
@pytest.mark.parametrize(("code", "claims"), REFUSED.values(), ids=REFUSED)
def test_a_bad_launch_is_refused_with_a_page(browser: Browser, code, claims, role, session):
    answer = browser.launch(role, **claims)

    assert refused_as(answer, code), answer.text
    assert visits(session) == 0


def test_a_signed_message_that_is_no_lti_is_refused(browser: Browser):
    begun = browser.begin()
    bare = {
        "iss": browser.lms.issuer,
        "aud": browser.lms.client_id,
        "sub": "1",
        "nonce": begun.nonce,
        "iat": NOW,
        "exp": NOW + 60,
    }

    assert refused_as(browser.send(begun.state, browser.lms.sign(bare)), "incomplete")


def test_a_lead_is_enrolled_as_lead_and_a_learner_as_member(browser: Browser, session):
    browser.launch("Instructor")
    browser.launch("Learner")

    found = session.execute(select(Person.sub, Enrolment.role).join(Enrolment)).all()
    assert dict(map(tuple, found)) == {"teacher-1": "lead", "learner-1": "member"}


def test_a_launch_refreshes_name_email_locale_and_course_title(browser: Browser, session):
    browser.launch()
    browser.launch(
        name="Fatima B.",
        email="new@northwind.example",
        launch_presentation={"locale": "fr-CA"},
        context={"id": "course-1", "title": "Leading well", "label": "L2"},
    )

    person = session.scalars(select(Person)).one()
    context = session.scalars(select(Context)).one()
    assert (person.name, person.email, person.lms_locale) == ("Fatima B.", "new@northwind.example", "fr_CA")
    assert (context.title, context.label) == ("Leading well", "L2")


def test_a_launch_without_the_title_keeps_the_one_we_know(browser: Browser, session):
    browser.launch()
    browser.launch(context={"id": "course-1"})

    assert session.scalars(select(Context.title)).all() == ["Leading your first team"]


def test_a_launch_answers_with_the_browsers_key_and_goes_to_the_visit(browser: Browser):
    answer = browser.launch()

    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    said = {part.strip() for part in rest.split(";")[1:]}
    assert name == "__Host-tandem"
    assert {"Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/", "Max-Age=2592000"} <= said
    assert not any(part.startswith("Domain") for part in said)


def test_a_login_older_than_ten_minutes_is_refused(browser: Browser, session):
    begun = browser.begin()

    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1), tick=False):
        assert refused_as(browser.answer(begun, iat=NOW + 600, exp=NOW + 700), "login-over")
    assert visits(session) == 0


@pytest.mark.parametrize("role", ["Learner", "Instructor"])
def test_a_replay_is_refused(browser: Browser, role, session):
    begun = browser.begin()
    token = browser.lms.sign(browser.lms.claims(role, nonce=begun.nonce))

    assert browser.send(begun.state, token).status_code == 303
    assert refused_as(browser.send(begun.state, token), "login-used")
    assert visits(session) == 1


def test_a_bad_message_does_not_use_up_the_login(browser: Browser):
    begun = browser.begin()

    assert refused_as(browser.answer(begun, sign={"kid": "another"}), "unknown-key")
    assert browser.answer(begun).status_code == 303


def test_the_state_of_another_browser_is_refused(browser: Browser, app):
    begun = browser.begin()
    another = Browser(app.test_client(), browser.lms)

    assert refused_as(another.answer(begun), "cookie-gone")
    another.begin()  # it holds a login's cookie now, of another login
    assert refused_as(another.answer(begun), "cookie-gone")


def test_a_state_that_we_never_gave_is_refused(browser: Browser):
    begun = browser.begin()
    token = browser.lms.sign(browser.lms.claims(nonce=begun.nonce))

    assert refused_as(browser.send("state-made-up", token), "state-unknown")


@pytest.mark.parametrize("left_out", ["state", "id_token"])
def test_a_launch_without_its_parts_is_refused(browser: Browser, left_out):
    begun = browser.begin()
    sent: dict[str, str | None] = {
        "state": begun.state,
        "token": browser.lms.sign(browser.lms.claims(nonce=begun.nonce)),
    }
    sent["token" if left_out == "id_token" else "state"] = None

    assert refused_as(browser.send(sent["state"], sent["token"]), "no-message")


def test_no_refusal_and_no_launch_leaves_a_flask_session(browser: Browser):
    for answer in (browser.launch(), browser.launch(sub=ABSENT), browser.login()):
        assert all(c.startswith("__Host-tandem") for c in answer.headers.getlist("Set-Cookie"))
