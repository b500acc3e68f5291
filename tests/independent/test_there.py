"""What we believe of LTI 1.3 is what somebody else believes too: launches, deep links, and rosters with their tokens."""

from __future__ import annotations

import html
import json
import re

import pytest
import requests

from tests.independent.conftest import Sites


def launched(sites: Sites, user: str, more: str = "") -> tuple[requests.Response, dict[str, str]]:
    """Go the whole way that a browser goes, and give the page that somebody lands on."""
    held: dict[str, str] = {}
    answer = _go(f"{sites.platform}/start?user={user}{more}", held)
    while answer.is_redirect:
        answer = _go(requests.compat.urljoin(answer.url, answer.headers["Location"]), held)
    return _sent(answer, f"{sites.tool}/lti/launch", held), held


def _sent(page: requests.Response, address: str, held: dict[str, str], **more: str) -> requests.Response:
    """Send the page's form, and go where that leads."""
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    sent = {name: html.unescape(value) for name, value in fields.items()}
    answer = _go(address, held, {**sent, **more})
    while answer.is_redirect:
        answer = _go(requests.compat.urljoin(answer.url, answer.headers["Location"]), held)
    return answer


def _form(page: requests.Response) -> str:
    """Where the page's form goes."""
    (action,) = re.findall(r'<form method="post" action="([^"]+)"', page.text)
    return str(requests.compat.urljoin(page.url, html.unescape(action)))


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


def test_what_a_teacher_picks_here_is_read_there(sites: Sites) -> None:
    page, held = launched(sites, "1", "&pick=yes")
    assert page.status_code == 200, page.text
    assert "Add something from Tandem" in page.text

    answer = _sent(page, _form(page), held, choice="course")
    assert _form(answer) == f"{sites.platform}/picked?in=course&by=editor"
    read = _sent(answer, _form(answer), {})

    assert read.status_code == 200, read.text
    (item,) = read.json()
    assert item.pop("icon")["url"].startswith(sites.tool)
    assert item == {
        "type": "ltiResourceLink",
        "title": "A course elsewhere",
        "url": f"{sites.tool}/lti/launch",
    }


def test_an_answer_that_somebody_changed_is_not_read_there(sites: Sites) -> None:
    page, held = launched(sites, "1", "&pick=yes")
    answer = _sent(page, _form(page), held, choice="course")
    (token,) = re.findall(r'name="JWT" value="([^"]+)"', answer.text)
    head, body, _signature = token.split(".")

    read = _go(_form(answer), {}, {"JWT": f"{head}.{body}.{'A' * 342}"})

    assert read.status_code == 400


def test_a_student_there_may_place_nothing_here(sites: Sites) -> None:
    page, _held = launched(sites, "2", "&pick=yes")
    assert page.status_code == 403
    assert "add its links" in page.text


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
