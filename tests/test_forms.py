"""What a field makes of what people type."""

from __future__ import annotations

import pytest
from marshmallow import ValidationError

from plugin.forms import FormSchema, Line


class Named(FormSchema):
    name = Line(required=True)
    also = Line(load_default="")


@pytest.mark.parametrize("typed", ["", "  ", "\x00\x01", "\u200b", "\u202e", "\u200d", "\ufeff \u00ad"])
def test_a_line_with_nothing_to_see_is_missing(app, typed):
    with pytest.raises(ValidationError) as fault:
        Named().load({"name": typed})

    assert str(fault.value.normalized_messages()["name"]) == "Please fill this in."


def test_a_line_that_may_be_empty_may_hold_nothing_to_see(app):
    assert Named().load({"name": "Ana", "also": "\u200b"})["also"] == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" two\r\nlines ", "two lines"),
        ("a\x07bell", "abell"),
        ("\u202eevil", "evil"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
    ids=["line breaks", "control character", "override", "Persian joiner"],
)
def test_a_line_keeps_what_can_be_read(app, typed, kept):
    assert Named().load({"name": typed})["name"] == kept
