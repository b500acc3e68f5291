"""What a real Moodle 5.1 sent, word for word but for who we are and when it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from demo.lms.keys import Key
from plugin import clock
from plugin.lti.models import Context, Visit
from plugin.people.models import Enrolment, Person
from tests.fakes.platform import FakePlatform
from tests.lti.ways import Browser, refused_as, visit_in

SENT = Path(__file__).parents[1] / "fixtures" / "moodle-5.1"
TARGET = "https://purl.imsglobal.org/spec/lti/claim/target_link_uri"


def sent(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((SENT / f"{name}.json").read_text())
    return said


@pytest.fixture
def lms(key: Key) -> FakePlatform:
    said = sent("launch-student-frame")
    return FakePlatform(said["iss"], said["aud"], "1", key=key)


def launched(browser: Browser, name: str) -> Any:
    """Moodle's own claims, signed anew: their minute is over, and the nonce has to be ours."""
    begun = browser.begin()
    now = int(clock.now().timestamp())
    ours = {"nonce": begun.nonce, "iat": now, "exp": now + 60, TARGET: "http://localhost/lti/launch"}
    said = {**sent(name), "aud": browser.lms.client_id, **ours}
    return browser.send(begun.state, browser.lms.sign(said))


def test_moodles_student_and_teacher_come_in(browser: Browser, session):
    for name in ("launch-student-frame", "launch-teacher-frame"):
        visit_in(launched(browser, name))

    found = session.execute(
        select(Person.sub, Person.name, Enrolment.role).join(Enrolment).order_by(Person.sub)
    )
    assert [tuple(row) for row in found] == [("3", "Tina Teacher", "lead"), ("4", "Sam Student", "member")]
    context = session.scalars(select(Context)).one()
    assert (context.lms_id, context.title, context.label) == ("2", "LTI test course", "LTI101")


def test_moodles_return_address_is_not_kept(browser: Browser, session):
    """It carries the person's session key: only its origin is of use, and only that stays."""
    visit_in(launched(browser, "launch-student-frame"))

    assert session.scalars(select(Visit.frame_origin)).all() == ["http://localhost:8085"]


def test_moodles_second_deployment_waits_for_the_operator(browser: Browser):
    assert refused_as(launched(browser, "launch-student-deep-linked"), "deployment-pending")


def test_moodles_teacher_is_sent_to_pick(browser: Browser):
    """Its request has no way back of its own, and its answer's address carries the person's session key."""
    answer = launched(browser, "deep-linking-request")

    assert answer.status_code == 303, answer.text
    page = browser.client.get(answer.location)
    assert "Add something from Tandem" in page.text
    assert "sesskey" not in page.text
    assert "sesskey" not in answer.location


def test_moodles_teacher_comes_from_the_gradebook_about_one_of_their_students(browser: Browser):
    answer = launched(browser, "submission-review-request")

    asked = parse_qs(urlsplit(answer.location).query)
    assert asked["who"] == ["4"]
    assert asked["item"] == ["http://localhost:8085/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1"]
    assert browser.client.get(answer.location).status_code == 404, "they take no part in the mentoring yet"
