"""What files are called: names without paths or tricks, and how an answer says them."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

LONGEST = 200
# Control and format characters (those that turn the direction of reading among them), halves of pairs, lines.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
KEPT_APART = {"\u200c", "\u200d"}  # joiners that Persian and Indic words need
NOT_IN_NAMES = set('<>:"|?*')


def cleaned(name: str) -> str:
    """A name to show and to save under: its last part, without what cannot be seen, at most 200 characters long."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    seen = "".join(_shown(letter) for letter in last)
    stem, dot, ending = " ".join(seen.split()).strip(". ").rpartition(".")
    if not dot:
        return ending[:LONGEST].strip() or "file"
    ending = ending.strip()[:20]
    return f"{stem.strip()[: LONGEST - len(ending) - 1].strip() or 'file'}.{ending}"


def ending_of(name: str) -> str:
    """What stands behind its last dot, in small letters; '' where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def stem_of(name: str) -> str:
    """The name without its ending, as people would say it."""
    return name.rpartition(".")[0] or name


def disposition(name: str, *, inline: bool) -> str:
    """The header that says whether to show or to save, and under which name (RFC 6266, RFC 8187)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(letter for letter in plain if letter not in '"\\%;') or "file"
    how = "inline" if inline else "attachment"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shown(letter: str) -> str:
    if letter in KEPT_APART:
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in UNSEEN:
        return ""
    return "_" if letter in NOT_IN_NAMES else letter
