"""Notes that this LMS gives a tool to carry, and reads again when they come back: signed, and good for minutes."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

LIVES = 600


class Lost(Exception):
    """A note that was not made here, or too long ago."""


def made(said: dict[str, str]) -> str:
    return _serializer().dumps(said)


def read(note: str) -> dict[str, str]:
    try:
        said: dict[str, str] = _serializer().loads(note, max_age=LIVES)
    except BadSignature as fault:
        raise Lost from fault
    return said


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="message-hint")
