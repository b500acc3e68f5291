"""Whoever is turned away reads a reference, and it finds the line of the log that says why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from flask import g

from plugin.lti.deep_links import refusals as deep_links
from plugin.lti.refusals import Refused
from plugin.lti.registration.refusals import NotConnected
from plugin.lti.windows import refusals as windows

WAYS = {NotConnected: "/lti/register/x", windows.NoCookieAtAll: "/lti/windows/enter"}


def kinds(kind: type[Refused] = Refused) -> Iterator[type[Refused]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds(one)


def a_refusal(kind: type[Refused]) -> Refused:
    named = re.findall(r"%\((\w+)\)s", str(kind.happened))
    return kind(**dict.fromkeys(named, "x"))


def test_there_are_many():
    assert deep_links
    assert len(list(kinds())) > 40


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_every_refusal_of_the_way_in_says_a_reference_that_stands_in_the_log(app, capsys, kind):
    path = next((way for base, way in WAYS.items() if issubclass(kind, base)), "/lti/launch")
    method = "GET" if path.startswith("/lti/register") else "POST"

    with app.test_request_context(path, method=method):
        app.preprocess_request()
        answer = app.make_response(app.handle_user_exception(a_refusal(kind)))
        reference = g.reference

    (line,) = [json.loads(one) for one in capsys.readouterr().err.splitlines() if one.startswith("{")]
    assert reference in answer.get_data(as_text=True)
    assert (line["reference"], line["code"]) == (reference, kind.code)
