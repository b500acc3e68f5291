"""Where the next page is, out of a Link header as platforms really write it."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin

from plugin.fetch import Answer

# RFC 8288, section 3. The address may hold commas, so links are told apart by their angle brackets.
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*["'“”„]?([^"'“”„;,]*)""", re.IGNORECASE)


def next_after(answer: Answer) -> str | None:
    """The address of the page after this one, its letters as they were; None on the last page."""
    for address, named in _LINK.findall(_readable(answer.headers.get("Link", ""))):
        found = _REL.search(named)
        if found and "next" in found[1].lower().split():
            # Moodle escapes the address as if it stood in a page.
            return _whole(answer.url, address.strip().replace("&amp;", "&"))
    return None


def _whole(here: str, address: str) -> str:
    """The address from its root; one that nobody can read stays as it is, for whoever calls to refuse."""
    try:
        onward: str = urldefrag(urljoin(here, address)).url
    except ValueError:
        return address
    return onward


def _readable(header: str) -> str:
    """Headers arrive as Latin-1; Moodle's curly quotation marks are UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
