"""Every address stands behind a guard, and the role table knows every one of them."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask
from werkzeug.routing import Rule

from plugin.app import _lock_up
from tests.architecture.rows import every_row

UNASKED = {"HEAD", "OPTIONS"}


def methods(rule: Rule) -> set[str]:
    """What the rule answers to, without what Flask adds."""
    return set(rule.methods or ()) - UNASKED


def addresses(app: Flask) -> set[str]:
    """Every endpoint and method of the application."""
    return {f"{method} {rule.endpoint}" for rule in app.url_map.iter_rules() for method in methods(rule)}


def test_every_view_is_guarded(app):
    unguarded = [name for name, view in app.view_functions.items() if not hasattr(view, "guarded_by")]

    assert unguarded == ["static"], "@allow(policy, load=...) or @public"


def test_an_application_with_an_unguarded_view_does_not_start(app):
    careless = Flask("careless")
    careless.add_url_rule("/", "careless", lambda: "everything")

    with pytest.raises(RuntimeError, match="careless"):
        _lock_up(careless)


def test_every_address_has_its_row(app):
    known = Counter(row.name for row in every_row())

    assert addresses(app) - set(known) == set(), "add a row in tests/architecture/rows/<room>.py"
    assert set(known) - addresses(app) == set(), "rows of addresses that are no more"
    assert [name for name, times in known.items() if times > 1] == []


def test_only_what_must_be_open_is(app):
    open_ones = {
        name for name, view in app.view_functions.items() if getattr(view, "guarded_by", "") == "public"
    }

    ways_in = {"lti.login", "lti.launch", "lti.jwks", "registration.register", "registration.canvas"}
    ways_in |= {"platform_notices.take"}  # what it takes is signed
    windows = {"windows.go_on", "windows.enter"}
    doctor = {"doctor.show", "doctor.enter"}
    by_secret = {"picking.pick_by_ticket", "calendar.feed"}
    assert open_ones == {"health.lives", "health.ready", "go.to", *ways_in, *windows, *by_secret, *doctor}


def test_every_guarded_address_names_a_visit(app):
    guarded = [
        r
        for r in app.url_map.iter_rules()
        if getattr(app.view_functions[r.endpoint], "guarded_by", "") != "public"
    ]

    assert [
        rule.rule for rule in guarded if rule.endpoint != "static" and not rule.rule.startswith("/v/<visit>/")
    ] == []


def test_a_safe_and_an_unsafe_method_never_share_a_view(app):
    """What a GET may not do is decided by the view it reaches."""
    mixed = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if len(methods(rule)) > 1 and app.view_functions[rule.endpoint].guarded_by != "public"
    ]

    assert mixed == []
