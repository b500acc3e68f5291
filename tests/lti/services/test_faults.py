"""What goes wrong is said in words that are true of whatever was asked for, and in those of the learning site."""

from __future__ import annotations

import pytest

from plugin.fetch import Answer
from plugin.lti.services.faults import reason_of, refusal


@pytest.mark.parametrize("status", [403, 404, 410])
@pytest.mark.usefixtures("app")
def test_a_no_is_about_what_was_asked_for_and_not_about_more(status):
    said = refusal(Answer(status, {}, b"", "https://lms.example/lineitems/7/scores")).sentence

    assert f"(status {status})" in said
    assert "course" not in said
    assert "service" not in said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error": "invalid_scope", "error_description": "Switched off"}', "Switched off"),
        (b'{"errors": [{"message": "No such user"}]}', "No such user"),
        (b'{"errors": ["No such user"]}', "No such user"),
        (b'{"errors": {"type": "unauthorized", "message": "No such user"}}', "No such user"),
        (b'{"message": "No such user", "errors": {"userId": ["unknown"]}}', "No such user"),
        (b'{"errors": {}}', ""),
        (b'{"errors": 7, "message": ["x"]}', ""),
        (b"[" * 9999, ""),
        (b"<h1>Forbidden</h1>", ""),
    ],
)
def test_its_own_words_are_found_in_whatever_they_are_wrapped(body, said):
    assert reason_of(Answer(403, {}, body, "https://lms.example/scores")) == said
