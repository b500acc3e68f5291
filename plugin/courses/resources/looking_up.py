"""What a page of the web says of itself: its title and a description, fetched once, for a form to be filled with."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from flask_babel import gettext as _

from plugin import fetch

SECONDS = 6.0
BYTES = 300_000  # of a page's beginning: what it is called stands in its head
LONGEST_TITLE, LONGEST_WORDS = 150, 600
TYPES = {"text/html", "application/xhtml+xml"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})""", re.I)
_OF_THE_WEB = re.compile(
    r"utf-(?:8|16|16-le|16-be)|iso8859-\d+|cp\d+|koi8-[ru]|shift_jis|euc_(?:jp|kr)|gb\w+|big5\w*"
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class NotFound(Exception):
    """Nothing could be found out about an address; the message is a sentence for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page calls itself, each '' where it does not say."""

    title: str
    words: str


def look_up(address: str) -> Found:
    """Fetch a page and read what it calls itself. Raises NotFound.

    People type these addresses: none may lead into a private network, whatever platforms are allowed.
    """
    try:
        answer = fetch.fetch(
            address,
            headers={"Accept": "text/html,application/xhtml+xml"},
            deadline=SECONDS,
            cap=BYTES,
            cut=True,
        )
    except (fetch.Refused, fetch.Unreachable) as fault:
        raise NotFound(_("%(sentence)s You can type the title yourself.", sentence=str(fault))) from fault
    kind, _semicolon, rest = answer.headers.get("Content-Type", "").partition(";")
    if not answer.ok:
        raise NotFound(_("No page answers at that address. Please check it, or type the title yourself."))
    if kind.strip().lower() not in TYPES:
        raise NotFound(
            _("What is there is no page of the web, so it has no title to find. You can type one yourself.")
        )
    found = read(decoded(answer.body, rest))
    if not found.title:
        raise NotFound(_("The page does not say what it is called. Please type a title yourself."))
    return found


def decoded(body: bytes, parameters: str = "") -> str:
    """The page as text: its mark of byte order decides, then the header, then what it says itself, then UTF-8."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.I)
    said = _CHARSET.search(body[:4096])
    for name in (named[1] if named else "", said[1].decode() if said else ""):
        if known := _character_set(name):
            return body.decode(known, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        at_the_cut = len(body) >= BYTES and fault.start >= len(body) - 3
        return body.decode("utf-8" if at_the_cut else "cp1252", "replace")


def _character_set(name: str) -> str:
    """Python's name for a character set of the web, '' for anything else that Python calls a codec."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if known in {"iso8859-1", "ascii"}:
        return "cp1252"  # which is what browsers take them for
    return known if _OF_THE_WEB.fullmatch(known) else ""


def read(html: str) -> Found:
    """The title and the description that a page gives itself; those for sharing outrank the others."""
    reader = _Head()
    # Never closed: what is unfinished at the end is left alone, and is not read again from each of its letters.
    reader.feed(html)
    said = reader.said
    title = said.get("og:title") or said.get("title", "")
    words = said.get("og:description") or said.get("description", "")
    return Found(_short(title, LONGEST_TITLE), _short(words, LONGEST_WORDS))


class _Head(HTMLParser):
    """Collects the first of each that a page says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and "title" not in self.said
        if tag == "meta":
            about = dict(attrs)
            name = (about.get("property") or about.get("name") or "").strip().lower()
            if name in {"og:title", "og:description", "description"} and about.get("content"):
                self.said.setdefault(name, about["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.said["title"] = self.said.get("title", "") + data


def _short(said: str, most: int) -> str:
    """On one line, without what no page shows, at most so many characters."""
    line = " ".join("".join(c for c in said if c.isprintable() or c.isspace()).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
