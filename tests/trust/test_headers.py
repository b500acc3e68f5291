"""What stands around every answer: its headers, its cookies, and nothing inline that a policy would have to allow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugin.home import views as home
from tests.architecture.asked import asked, at
from tests.architecture.rows import every_row
from tests.architecture.world import a_world
from tests.factories.visits import visit_as

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").rglob("*.html"))
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style|\sstyle\s*=|\son[a-z]+=[\"']|javascript:|\|\s*safe\b|autoescape", re.I
)
NONCE = re.compile(r"'nonce-[\w-]{16}'")
# The answer for deep links is the one page whose form leaves; see tests/lti/deep_links/.
LEAVES = {"GET picking.answer"}
# Parts of a page that it asks for by itself: one of them is asked with an ETag, so there is no nonce in them.
FRAGMENTS = {"GET attention.people", "GET reading.since"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' NONCE; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {}"
)


def around(answer):
    """The headers that guard a page, with the nonce left out."""
    named = ("X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
    policy = NONCE.sub("NONCE", answer.headers.get("Content-Security-Policy", ""))
    return (policy, *(answer.headers.get(name) for name in named))


def guarded(framed_by):
    return (POLICY.format(framed_by), "nosniff", "same-origin", "no-store")


@pytest.mark.guards
@pytest.mark.parametrize("row", every_row(), ids=lambda row: row.name)
def test_every_answer_is_guarded_whatever_its_status(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)

    for persona in ("mentee", "stranger", "anonymous"):
        answer = asked(at(client, world, persona), row, ids, data)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        if answer.mimetype == "text/html" and answer.status_code != 303:
            policy, *others = around(answer)
            if row.name in LEAVES and answer.status_code == 200:
                policy = re.sub(r"form-action https://lms\d+\.example;", "form-action 'self';", policy)
            wanted = (
                POLICY.replace(" NONCE", "")
                if row.name in FRAGMENTS and answer.status_code == 200
                else POLICY
            )
            assert policy.rpartition(" frame-ancestors ")[0] == wanted.rpartition(" frame-ancestors ")[0]
            assert others == ["nosniff", "same-origin", "no-store"]


def test_a_page_shows_in_frames_of_its_own_learning_site_alone(client):
    world = a_world()
    mentee, stranger = at(client, world, "mentee"), at(client, world, "stranger")
    own = [
        re.search(r"frame-ancestors (.*)", one.get("/me").headers["Content-Security-Policy"])[1]
        for one in (mentee, stranger)
    ]

    assert all(re.fullmatch(r"https://lms\d+\.example", origin) for origin in own)
    assert own[0] != own[1]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("DELETE", "/me", 405)])
def test_an_address_that_leads_nowhere_says_so_in_the_same_frame(client, method, path, status):
    place = at(client, a_world(), "mentee")

    answer = client.open(place(path), method=method)

    assert answer.status_code == status
    assert around(answer) == around(place.get("/me"))
    assert f'href="{place("/")}"' in answer.text


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v/x/nowhere", 404),
        ("DELETE", "/lti/launch", 405),
        ("GET", "/v/nobody/me", 401),
        ("POST", "/v/nobody/me", 403),
        ("POST", "/lti/launch", 400),
        ("GET", "/lti/login", 400),
        ("GET", "/lti/register/nothing", 404),
        ("GET", "/doctor/nothing", 404),
        ("POST", "/lti/windows/continue", 403),
        ("POST", "/lti/deep-links/pick", 403),
    ],
)
def test_a_refusal_to_nobody_known_is_guarded_and_shows_in_no_frame(client, method, address, status):
    answer = client.open(address, method=method)

    assert answer.status_code == status
    assert around(answer) == guarded("'none'")
    assert "Set-Cookie" not in answer.headers


def test_a_form_that_is_too_large_is_refused_within_the_same_guard(client):
    answer = client.post("/v/nobody/me", data={"once": "x" * 1_200_000})

    assert answer.status_code == 413
    assert around(answer) == guarded("'none'")


def test_a_crash_tells_nothing_and_is_guarded(client, monkeypatch):
    def broken(_member):
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(home, "own_person", broken)
    answer = at(client, a_world(), "mentee").get("/me")

    assert answer.status_code == 500
    assert around(answer)[1:] == guarded("")[1:]
    assert not [
        word
        for word in ("secret inside", "RuntimeError", "Traceback", "sqlalchemy", ".py")
        if word in answer.text
    ]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_holds_nothing_inline(template):
    assert INLINE.findall(template.read_text("utf-8")) == []


def test_a_nonce_is_used_once(client):
    place = visit_as(client, a_world().mentee)
    nonces = {NONCE.search(place.get("/me").headers["Content-Security-Policy"])[0] for _ in range(3)}

    assert len(nonces) == 3


def test_the_host_that_a_header_names_leads_nowhere(client):
    """Where no proxy is configured, nobody speaks for one."""
    place = at(client, a_world(), "mentee")
    evil = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}

    assert "evil.example" not in place.get("/me", headers=evil).text
    assert place.get("/", headers=evil).headers["Location"].startswith("/v/")


@pytest.mark.guards
@pytest.mark.parametrize(
    "row", [row for row in every_row() if 303 in row.answers.by_persona().values()], ids=lambda row: row.name
)
def test_an_answer_leads_within_its_own_visit_and_nowhere_else(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    persona = row.welcome
    place = at(client, world, persona)
    wishes = dict.fromkeys(
        ("next", "return_url", "url", "to", "at", "page", "place", "stay"), "//evil.example/"
    )

    answer = asked(place, row, ids, {**wishes, **data} if not row.safe else {})

    assert answer.headers["Location"].startswith(place("/"))
    assert "evil" not in answer.headers["Location"]
