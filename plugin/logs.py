"""Structured logs: a line of JSON each, with the request's reference; no private words, no visit address in clear."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_VISIT = re.compile(r"/(v|lti/register|doctor|calendar)/[^/\s\"'?]+")

_DETAIL = re.compile(r"^DETAIL: .*$", re.MULTILINE)  # where PostgreSQL says which words were there already


def start(level: str) -> None:
    """Write log lines of at least `level` to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_visits,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=lambda *_names: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _without_visits(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Addresses that let in or connect (visits, invitations, the doctor's, calendars) are crossed out of every line, and
    so are the values that PostgreSQL repeats in what it complains of."""
    return {
        key: _DETAIL.sub("DETAIL: …", _VISIT.sub(r"/\1/…", value)) if isinstance(value, str) else value
        for key, value in line.items()
    }
