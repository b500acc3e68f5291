"""Markup that has been cleaned, read as the words of a plain textarea."""

import re
from html.parser import HTMLParser

from plugin.fences import fence_for, without_blank_ends

_SPACES = re.compile(r"\s+")


class PlainReader(HTMLParser):
    """Walks markup that has been cleaned already."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.lists: list[int | None] = []  # the next number of an ordered list, None for a bulleted one
        self.links: list[tuple[str, int]] = []
        self.fixed = 0
        self.code_from: int | None = None  # the number of the line where code began
        self.codes: dict[int, list[str]] = {}  # what stands in place of a line, by its number

    def text(self) -> str:
        """The words so far."""
        fence = fence_for("\n".join([*self.lines, *(line for code in self.codes.values() for line in code)]))
        # Spaces before line breaks and more than one blank line mean nothing in a textarea, but for code.
        kept: list[str] = []
        for number, line in enumerate(self.lines):
            said = line.rstrip()
            if number in self.codes:
                kept += [fence, *self.codes[number], fence]
            elif said or (kept and kept[-1]):
                kept.append(said)
        return "\n".join(kept).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag == "br":
            self.lines.append("")
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.lines[-1])))
        elif tag == "li":
            self._item()
        elif tag in ("ul", "ol"):
            self._gap(1 if self.lists else 2)
            self.lists.append(1 if tag == "ol" else None)
        elif tag in ("p", "div", "h3", "blockquote", "pre"):
            self._gap(2)
            if tag == "pre":
                self._code_begins()

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag == "a" and self.links:
            self._target(*self.links.pop())
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self._gap(1 if self.lists else 2)
        elif tag in ("p", "div", "h3", "blockquote", "pre"):
            if tag == "pre":
                self._code_ends()
            self._gap(2)

    def handle_data(self, data: str) -> None:
        """Words."""
        if self.fixed:
            first, *rest = data.split("\n")
            self.lines[-1] += first
            self.lines += rest
        else:
            words = _SPACES.sub(" ", data)
            self.lines[-1] += words if self.lines[-1] else words.lstrip()

    def _code_begins(self) -> None:
        self.fixed += 1
        if self.fixed == 1 and not self.lists:  # an item of a list has no lines to itself
            self.code_from = len(self.lines) - 1

    def _code_ends(self) -> None:
        self.fixed -= 1
        if self.fixed or self.code_from is None:
            return
        code = without_blank_ends(self.lines[self.code_from :])
        self.lines[self.code_from :] = ["code" if code else ""]
        if code:
            self.codes[self.code_from] = code
        self.code_from = None

    def _gap(self, breaks: int) -> None:
        """End the line, leaving `breaks` line breaks at least; inside a list item the line goes on."""
        if self.lists and re.fullmatch(r"\s*(?:-|\d+\.) ?", self.lines[-1]):
            return
        have = 1 if not self.lines[-1].strip() else 0
        self.lines += [""] * (1 if self.lists and not have else 0 if self.lists else max(0, breaks - have))

    def _item(self) -> None:
        self._gap(1)
        number = self.lists[-1] if self.lists else None
        if number is not None:
            self.lists[-1] = number + 1
        self.lines[-1] = "  " * (len(self.lists) - 1) + ("- " if number is None else f"{number}. ")

    def _target(self, href: str, start: int) -> None:
        shown = self.lines[-1][start:].strip()
        if href and shown not in href:
            self.lines[-1] += f" ({href.removeprefix('mailto:')})"
