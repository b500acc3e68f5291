"""Log lines carry a reference and neither visit addresses nor people's words."""

from __future__ import annotations

import json
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from plugin import logs
from plugin.database import db


@pytest.fixture(autouse=True)
def heard(app: Flask) -> None:
    """Log as this application was told to: another test may have built a quieter one since."""
    logs.start(app.config["TANDEM"].log_level)


def lines(capsys: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]


def test_a_refusal_is_logged_with_the_reference_that_its_page_shows(client: FlaskClient, capsys: Any) -> None:
    answer = client.get("/v/a-secret-address/me")
    (line,) = lines(capsys)
    assert line["reference"] in answer.text
    assert "a-secret-address" not in json.dumps(line)


def test_a_visits_address_is_crossed_out_wherever_it_slips_in(app: Flask, capsys: Any) -> None:
    structlog.get_logger().warning("slipped", where='GET "/v/a-secret-address/goals?x=1"')
    (line,) = lines(capsys)
    assert line["where"] == 'GET "/v/…/goals?x=1"'


def test_what_people_wrote_stands_in_no_errors_text(app: Flask) -> None:
    with pytest.raises(SQLAlchemyError) as caught:
        db.session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "my private words"})
    assert "my private words" not in str(caught.value)


def test_what_postgresql_repeats_of_a_row_is_crossed_out(app: Flask, capsys: Any) -> None:
    complaint = (
        'duplicate key value violates "uq_name"\nDETAIL:  Key (name)=(My private circle) already exists.\nSQL'
    )
    structlog.get_logger().warning("slipped", exception=complaint)
    (line,) = lines(capsys)
    assert line["exception"] == 'duplicate key value violates "uq_name"\nDETAIL: …\nSQL'
