"""What people write: made safe, kept safe, and turned into plain words and back."""

import html as entities
import re
from collections import Counter
from collections.abc import MutableMapping
from typing import Any

import nh3
from bleach.linkifier import Linker
from flask_babel import gettext as _
from markupsafe import Markup, escape
from sqlalchemy.engine import Dialect
from sqlalchemy.types import Text, TypeDecorator

from plugin.fences import pieces
from plugin.plain_reader import PlainReader

# Raise it whenever a rule below gets stricter: what was kept under an older one is cleaned again on reading.
POLICY = 1
CAP = 100_000  # bytes
NESTING = 60
TANGLE = 20_000

BLOCKS = {"blockquote", "br", "div", "h3", "li", "ol", "p", "pre", "ul"}
TAGS = BLOCKS | {"a", "b", "code", "del", "em", "i", "strong", "u"}
_HEADINGS = {"h1", "h2", "h4", "h5", "h6"}

# Elements that a parser closes by itself when the next one opens, or that are empty: they cannot nest alone.
_UNNESTED = {"br", "col", "dd", "dt", "hr", "img", "input", "li", "option", "p", "td", "th", "tr", "wbr"}
# Elements that a parser opens again in every following block until somebody closes them.
_REOPENED = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ANY_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"<(/?)h[12456]>")
_PRE = re.compile(r"<pre>\n+")  # a parser drops the first of them, each time
_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})>")
_CODE = re.compile(r"<(pre|code)>.*?</\1>", re.DOTALL)
_MAY_HOLD_ADDRESS = re.compile(r"(?i)://|www\.|@")
# bleach's own patterns need minutes for 100 kB of 'www.www.', and read 'plan.So' and 'notes.py' as links.
_ADDRESS = re.compile(
    r"(?i)(?<![\w.@/])(?=[^\s<>\"]{1,2000}+(?![^\s<>\"]))(?:https?://|www\.)"
    r"(?:[^\s<>\"&]|&amp;)*[\w/#=%~+)-]"  # in markup that is clean already: '&lt;' and '&gt;' end an address
)
_MAILBOX = re.compile(r"(?<![\w.+@/:-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,5}+(?![\w@-])")
_TARGET = re.compile(r"(?i)(?:https?://[^\s/?#\\]|mailto:[^\s])[^\x00-\x1f]*\Z")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]+")


class TooLong(ValueError):
    """Text that is not even parsed; its message is a sentence for the writer."""


def clean(html: str, *, cap: int = CAP, room: int = 1) -> Markup:
    """Keep what the editor can make, drop everything else; cleaning twice changes nothing.

    Raises TooLong for more than `cap` bytes, or for layers beyond `room` times the usual, before it parses.
    """
    html = _readable(html)
    _refuse_bombs(html, cap, room)
    # First pass: bleach only ever sees well-formed markup, since its parser is slow on the other kind.
    tidy = _CONTROLS.sub("", nh3.clean(html, tags=TAGS | _HEADINGS, attributes={"*": set(), "a": {"href"}}))
    return _boundary(_linked(_PRE.sub("<pre>", _HEADING.sub(r"<\1h3>", tidy))))


def from_plain(text: str, *, cap: int = CAP) -> Markup:
    """A textarea's words as paragraphs, line breaks, lists of '- ' lines, links, and code between two lines of ```."""
    text = _readable(text)
    if len(text.encode()) > cap:
        raise TooLong(_("This text is too long to keep. Please shorten it, or share it in two parts."))
    shaped = "".join(_code(piece.text) if piece.is_code else _blocks(piece.text) for piece in pieces(text))
    # Escaping makes text longer, at most five times; what counts for the writer is what they typed.
    return clean(shaped, cap=cap * 6)


def plain(html: str) -> str:
    """The words alone, on one line: for excerpts, titles and counting."""
    spaced = _BREAK.sub(r" \g<0> ", str(html))  # Markup would escape what it joins
    return _SPACES.sub(" ", entities.unescape(nh3.clean(spaced, tags=set()))).strip()


def empty(html: str | None) -> bool:
    """Whether a reader would see nothing at all."""
    return not html or not _UNSEEN.sub("", plain(html))


def to_plain(html: str) -> str:
    """Words for a plain textarea; `from_plain` gives their paragraphs, links and code back, not the emphasis.

    What is no Markup has not been cleaned, so it may be one of those that would not even be parsed: then the words
    alone come back, so that whoever sent it loses nothing and everybody else need not wait for it.
    """
    if not isinstance(html, Markup) and _is_bomb(html):
        return entities.unescape(_ANY_TAG.sub(" ", _readable(html)))
    reader = PlainReader()
    reader.feed(str(_boundary(html)))
    reader.close()
    return reader.text()


class RichText(TypeDecorator[str]):
    """A column of people's words: cleaned on every write, kept as 'policy|html', read as Markup."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        # What a form let through grew when it was cleaned (entities, rel): the second cleaning gives it room.
        return f"{POLICY}|{clean(value, cap=16 * CAP, room=16)}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Markup | None:
        if value is None:
            return None
        policy, bar, html = value.partition("|")
        if not (bar and policy.isdecimal()) or int(policy) < POLICY:
            return _boundary(html if bar else value)
        return Markup(html)  # noqa: S704 - cleaned under today's rules when it was written


def _readable(text: str) -> str:
    """Without lone surrogates and control characters, which neither UTF-8 nor PostgreSQL can hold."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text)


def _is_bomb(html: str) -> bool:
    try:
        _refuse_bombs(html, CAP, room=1)
    except TooLong:
        return True
    return False


def _refuse_bombs(html: str, cap: int, room: int) -> None:
    if len(html.encode()) > cap:
        raise TooLong(_("This text is too long to keep. Please shorten it, or share it in two parts."))
    opened: Counter[str] = Counter()
    depth = formats = tangle = 0
    for close, name in _TAG.findall(html):
        name = name.lower()
        tangle += 0 if name in _REOPENED else formats
        # A closing tag counts only against an opening one of its own name: '</b>' does not close a '<div>'.
        step = -1 if close else 1
        if name not in _UNNESTED and (step > 0 or opened[name]):
            opened[name] += step
            depth += step
            formats += step if name in _REOPENED else 0
        if depth > room * NESTING or tangle > room * TANGLE:
            raise TooLong(
                _("This text has too many layers inside one another. Please paste it as plain text.")
            )


def _boundary(html: str) -> Markup:
    """The last pass, always: nothing that is written or shown goes around it."""
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        attribute_filter=_absolute,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="noopener noreferrer nofollow ugc",
    )
    return Markup(safe)  # noqa: S704 - this is the boundary


def _absolute(tag: str, attribute: str, value: str) -> str | None:
    # 'https:path' is absolute for the cleaner, relative for a browser. The cleaner's own rel passes here too.
    return value if attribute == "rel" or _TARGET.match(value) else None


def _linked(html: str) -> str:
    if not _MAY_HOLD_ADDRESS.search(html):
        return html
    # bleach escapes entities a second time in what it skips; control characters are free, none is left by now.
    hidden = _CODE.sub(lambda code: code[0].replace("&", "\x01"), html)
    linker = Linker(
        [_to_https], skip_tags={"pre", "code"}, parse_email=True, url_re=_ADDRESS, email_re=_MAILBOX
    )
    return linker.linkify(hidden).replace("\x01", "&")


def _to_https(attrs: MutableMapping[Any, str], new: bool = False) -> MutableMapping[Any, str]:
    # bleach puts http before an address without a scheme.
    if new and attrs["_text"].lower().startswith("www."):
        attrs[(None, "href")] = "https://" + attrs["_text"]
    return attrs


def _code(lines: str) -> str:
    return f"<pre>{escape(lines)}</pre>"


def _blocks(words: str) -> str:
    return "".join(_block(block) for block in re.split(r"\n[ \t]*\n\s*", words.strip()))


def _block(block: str) -> str:
    lines = [escape(" ".join(line.split())) for line in block.split("\n")]
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>".join(lines) + "</p>"
