"""What we believe of LTI 1.3 is what somebody else believes too: launches, and rosters with their tokens."""

from __future__ import annotations

import html
import json
import re

import pytest
import requests

from tests.independent.conftest import Sites


def launched(sites: Sites, user: str) -> tuple[requests.Response, dict[str, str]]:
    """Go the whole way that a browser goes, and give the page that somebody lands on."""
    held: dict[str, str] = {}
    answer = _go(f"{sites.platform}/start?user={user}", held)
    while answer.is_redirect:
        answer = _go(requests.compat.urljoin(answer.url, answer.headers["Location"]), held)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    sent = {name: html.unescape(value) for name, value in fields.items()}
    answer = _go(f"{sites.tool}/lti/launch", held, sent)
    while answer.is_redirect:
        answer = _go(requests.compat.urljoin(answer.url, answer.headers["Location"]), held)
    return answer, held


def _go(address: str, held: dict[str, str], form: dict[str, str] | None = None) -> requests.Response:
    """One request with the cookies held; a browser sends Secure ones to loopback, `requests` would not."""
    cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())}
    method = "GET" if form is None else "POST"
    answer = requests.request(method, address, data=form, headers=cookies, allow_redirects=False, timeout=20)
    for line in answer.raw.headers.getlist("Set-Cookie"):
        name, _equals, value = line.split(";")[0].partition("=")
        held[name] = value
    return answer


def command(sites: Sites, *words: str) -> tuple[int, str]:
    done = sites.app.test_cli_runner().invoke(args=list(words))
    return done.exit_code, done.output or repr(done.exception)


def test_a_teacher_there_is_a_lead_here(sites: Sites) -> None:
    answer, _held = launched(sites, "1")
    assert answer.status_code == 200, answer.text
    assert "/set-up/" in answer.url
    assert "Tina Teacher" in answer.text
    assert "A course elsewhere" in answer.text


def test_a_student_there_is_a_member_here(sites: Sites) -> None:
    launched(sites, "1")
    answer, _held = launched(sites, "2")
    assert answer.status_code == 200
    assert "Sam Student" in answer.text
    assert "Tina Teacher" in answer.text  # whom to ask, as nothing is open yet


def test_the_same_message_twice_is_one_visit(sites: Sites) -> None:
    held: dict[str, str] = {}
    answer = _go(f"{sites.platform}/start?user=2", held)
    answer = _go(answer.headers["Location"], held)
    answer = _go(answer.headers["Location"], held)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    first, second = (_go(f"{sites.tool}/lti/launch", held, fields) for _ in range(2))
    assert first.status_code == 303
    assert 400 <= second.status_code < 500


@pytest.mark.parametrize("user", ["1", "2"])
def test_their_members_are_here_before_they_ever_launch(sites: Sites, user: str) -> None:
    launched(sites, user)
    code, said = command(sites, "lti", "sync-rosters", "--now")
    assert code == 0, said
    code, listed = command(sites, "lti", "roster", sites.platform, "course-v1:x+y", "--json")
    assert code == 0, listed
    members = {one["sub"]: (one["name"], one["role"], one["active"]) for one in json.loads(listed)}
    assert members == {
        "1": ("Tina Teacher", "lead", True),
        "2": ("Sam Student", "member", True),
        "3": ("Lea Learner", "member", True),
    }
