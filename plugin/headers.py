"""What stands around every answer: who may frame it, what it may hold, and how long it may be kept."""

from __future__ import annotations

import secrets

from flask import g, request
from werkzeug.wrappers import Response


def nonce() -> str:
    """The word that lets this page's own styles in (Content Security Policy, nonce-source)."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(12)
    return str(g.nonce)


def put(answer: Response) -> Response:
    """Put them on. What a page has set itself stays."""
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "same-origin")
    if request.endpoint == "static":
        answer.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
        )
        return answer
    answer.headers.setdefault("Cache-Control", "no-store")
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Content-Security-Policy", _policy())
    return answer


def _policy() -> str:
    style = f"'self' 'nonce-{g.nonce}'" if "nonce" in g else "'self'"
    framed_by = " ".join(g.get("frame_origins") or ()) or "'none'"
    goes_to = g.get("form_action") or "'self'"  # an answer for deep links goes to the LMS
    media = "media-src 'self'; " if "plays_media" in g else ""
    frames = (
        f"frame-src {g.frames}; " if "frames" in g else ""
    )  # a video's host, once its reader presses Play
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data:; font-src 'self'; {media}"
        f"connect-src 'self'; form-action {goes_to}; base-uri 'none'; {frames}frame-ancestors {framed_by}"
    )
