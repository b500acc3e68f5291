"""The languages that Tandem speaks, each by its own name."""

from __future__ import annotations

from pathlib import Path

from babel import Locale

SOURCE = "en"
_FOLDER = Path(__file__).parent / "translations"


def _found() -> dict[str, str]:
    spoken = [SOURCE, *(path.parent.parent.name for path in _FOLDER.glob("*/LC_MESSAGES/messages.mo"))]
    return {code: Locale.parse(code).get_display_name(code) or code for code in sorted(spoken)}


LANGUAGES: dict[str, str] = _found()


def nearest(asked: str) -> str:
    """The language we speak that is nearest to `asked` ('de_AT' is served by 'de'), else the source language."""
    return next((code for code in (asked, asked.split("_")[0]) if code in LANGUAGES), SOURCE)
