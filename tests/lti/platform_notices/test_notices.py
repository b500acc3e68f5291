"""Notices of copies: believed as a launch is, taken once, and never told to another company's course."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from sqlalchemy import func, select

from demo.lms.keys import Key
from plugin import clock
from plugin.lti.models import Context, Platform
from plugin.lti.platform_notices import actions
from plugin.lti.platform_notices.models import NoticeHandler, PlatformNotice
from plugin.lti.schemas import LTI
from tests.fakes.platform import ABSENT
from tests.lti.ways import Browser, visit_in


def a_notice(browser: Browser, **over: Any) -> dict[str, Any]:
    """The claims of a notice that course-2 was copied from course-1 (PNS 1.0, section 4.2)."""
    lms, now = browser.lms, int(time.time())
    claims = {
        "iss": lms.issuer,
        "aud": [lms.client_id],
        "azp": lms.client_id,
        "iat": now,
        "exp": now + 60,
        "jti": "jti-1",
        f"{LTI}version": "1.3.0",
        f"{LTI}deployment_id": lms.deployment_id,
        f"{LTI}notice": {
            "id": "notice-1",
            "timestamp": "2026-11-27T15:00:00Z",
            "type": "LtiContextCopyNotice",
        },
        f"{LTI}context": {"id": "course-2", "title": "Next year"},
        f"{LTI}origin_contexts": ["course-1"],
        **over,
    }
    return {name: value for name, value in claims.items() if value is not ABSENT}


def sent(browser: Browser, *claims: dict[str, Any], **sign: Any) -> Any:
    tokens = [{"jwt": browser.lms.sign(one, **sign)} for one in claims]
    return browser.client.post("/lti/notices", json={"notices": tokens})


def course(session, lms_id: str = "course-2") -> Any:
    session.expire_all()
    return session.scalars(select(Context).where(Context.lms_id == lms_id)).one_or_none()


def test_a_copied_course_knows_its_origin_before_anybody_came(browser: Browser, session):
    answer = sent(browser, a_notice(browser))

    assert (answer.status_code, answer.json) == (200, {})
    told = course(session)
    assert (told.title, told.origins) == ("Next year", ["course-1"])


def test_one_that_people_came_from_learns_it_and_keeps_its_own(browser: Browser, session):
    visit_in(browser.launch())
    known = course(session, "course-1")
    known.origins = ["elder"]
    session.flush()
    told = a_notice(
        browser, **{f"{LTI}context": {"id": "course-1"}, f"{LTI}origin_contexts": ["one", "course-1"]}
    )

    assert sent(browser, told).status_code == 200

    assert course(session, "course-1").origins == ["one", "elder"]
    assert course(session, "course-1").title == "Leading your first team"


def test_a_notice_is_taken_once_however_often_it_is_sent(browser: Browser, session):
    other = a_notice(browser, **{f"{LTI}origin_contexts": ["another"]})

    for _ in range(3):
        assert sent(browser, a_notice(browser), other).status_code == 200

    assert course(session).origins == ["course-1"]
    assert session.scalar(select(func.count()).select_from(PlatformNotice)) == 1


def test_one_that_cannot_be_read_holds_up_none_after_it(browser: Browser, session):
    answer = sent(browser, a_notice(browser, nbf="soon"), a_notice(browser))

    assert answer.json["refused"] == ["incomplete"]
    assert course(session).origins == ["course-1"]


def test_where_the_notice_has_no_id_of_its_own_the_tokens_counts(browser: Browser, session):
    nameless = {f"{LTI}notice": {"type": "LtiContextCopyNotice"}}
    sent(browser, a_notice(browser, **nameless), a_notice(browser, **nameless, jti="jti-2"))

    assert set(session.scalars(select(PlatformNotice.lms_id))) == {"jti-1", "jti-2"}


def test_a_kind_that_we_do_not_know_is_taken_and_changes_nothing(browser: Browser, session):
    hello = {f"{LTI}notice": {"id": "n", "type": "LtiHelloWorldNotice"}}

    assert sent(browser, a_notice(browser, **hello)).status_code == 200
    assert course(session) is None


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"iss": "https://nobody.example"}, "unknown-platform"),
        ({"iss": 7}, "unknown-platform"),
        ({"aud": "somebody else", "azp": ABSENT}, "unknown-platform"),
        ({"aud": ["tandem-at-lms", "other"], "azp": ABSENT}, "unknown-platform"),
        ({"exp": -600, "iat": -660}, "too-late"),
        ({"iat": 600, "exp": 660}, "too-early"),
        ({"nbf": 600}, "too-early"),
        ({"nbf": None}, "incomplete"),
        ({"nbf": "soon"}, "incomplete"),
        ({"nbf": []}, "incomplete"),
        ({"exp": ABSENT}, "incomplete"),
        ({"iat": ABSENT}, "incomplete"),
        ({f"{LTI}version": "11.3"}, "incomplete"),
        ({f"{LTI}notice": ABSENT}, "incomplete"),
        ({f"{LTI}notice": {"type": "LtiContextCopyNotice"}, "jti": ABSENT}, "incomplete"),
        ({f"{LTI}deployment_id": ABSENT}, "incomplete"),
        ({f"{LTI}deployment_id": "never let in"}, "deployment-pending"),
    ],
)
def test_what_is_not_as_it_has_to_be_is_refused_and_changes_nothing(browser: Browser, session, over, code):
    """Seconds of a moment count from now: a whole run may take longer than they leave."""
    now = int(time.time())
    moments = {
        name: now + said
        for name, said in over.items()
        if name in ("iat", "exp", "nbf") and isinstance(said, int)
    }

    answer = sent(browser, a_notice(browser, **over | moments))

    assert answer.status_code == 400
    assert answer.json["refused"] == [code]
    assert course(session) is None
    assert session.scalars(select(PlatformNotice)).all() == []


def test_another_key_or_none_is_refused(browser: Browser, session, other_key: Key):
    forged = sent(browser, a_notice(browser), key=other_key)
    unsigned: Any = browser.client.post("/lti/notices", json={"notices": [{"jwt": "a.b.c"}]})

    assert (forged.json["refused"], unsigned.json["refused"]) == (["bad-signature"], ["unreadable"])
    assert course(session) is None


def test_of_several_the_good_ones_are_taken_and_the_reference_finds_the_other(
    browser: Browser, session, capsys
):
    bad = a_notice(browser, **{f"{LTI}deployment_id": "never"})

    answer = sent(browser, bad, a_notice(browser))

    assert answer.status_code == 400
    assert answer.json["refused"] == ["deployment-pending"]
    assert course(session).origins == ["course-1"]
    lines = [json.loads(one) for one in capsys.readouterr().err.splitlines() if one.startswith("{")]
    assert [one["code"] for one in lines if one["reference"] == answer.json["reference"] and "code" in one]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"notices": 1}', b'{"notices": [1]}', b"[" * 9999, b'{"notices": [{}]}'],
)
def test_a_call_that_nobody_can_read_is_refused(browser: Browser, body):
    answer: Any = browser.client.post("/lti/notices", data=body, content_type="application/json")

    assert (answer.status_code, answer.json["refused"]) == (400, ["unreadable"])


def test_a_disabled_platform_tells_nothing(browser: Browser, platform: Platform, session):
    platform.disabled_at = clock.now()
    session.flush()

    assert sent(browser, a_notice(browser)).json["refused"] == ["platform-disabled"]


def test_old_notices_are_forgotten(browser: Browser, session):
    sent(browser, a_notice(browser))

    assert actions.sweep(clock.now()) == 0
    assert actions.sweep(clock.now() + actions.KEPT * 2) == 1
    assert session.scalars(select(NoticeHandler)).all() == []
