"""The languages that Tandem speaks, each by its own name."""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from flask_babel import get_locale

SOURCE = "en"
_FOLDER = Path(__file__).parent / "translations"


def _found() -> dict[str, str]:
    spoken = [SOURCE, *(path.parent.parent.name for path in _FOLDER.glob("*/LC_MESSAGES/messages.mo"))]
    return {code: Locale.parse(code).get_display_name(code) or code for code in sorted(spoken)}


LANGUAGES: dict[str, str] = _found()


def nearest(asked: str) -> str:
    """The language we speak that is nearest to `asked` ('de_AT' is served by 'de'), else the source language."""
    return next((code for code in (asked, asked.split("_")[0]) if code in LANGUAGES), SOURCE)


def spoken() -> str:
    """The language of this page, without its country."""
    locale = get_locale()
    return str(locale.language) if locale else SOURCE


def reads_from_the_right() -> bool:
    """Whether this page does: a picture with a direction is drawn the other way round."""
    locale = get_locale()
    return locale is not None and bool(locale.text_direction == "rtl")
