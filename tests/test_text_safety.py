"""Nothing that people send runs, disguises itself or takes long, and cleaning twice changes nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin import text
from tests.harness.effort import scaled

LIST = (Path(__file__).parent / "fixtures" / "xss.txt").read_text(encoding="ascii")
XSS = [
    line.encode("ascii").decode("unicode_escape")
    for line in LIST.splitlines()
    if line and not line.startswith("#")
]
REL = {"noopener", "noreferrer", "nofollow", "ugc"}
PIECES = st.one_of(
    st.sampled_from(XSS),
    st.sampled_from(
        [f"<{slash}{tag}>" for tag in sorted(text.TAGS | {"h1", "table", "td", "svg"}) for slash in ("", "/")]
    ),
    st.sampled_from(
        ["https://good.example/a?b=1&c=2", "www.good.example", "ana@good.example", "&amp;", "&lt;", " ", "\n"]
    ),
    st.text(max_size=12),
)


def faults(html: str) -> list[str]:
    """What a browser's way of parsing finds that must not be there; html5lib shares no code with the cleaner."""
    found = []
    for node in html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False).iter():
        if not isinstance(node.tag, str):
            found.append("a comment or declaration")
        elif node.tag != "DOCUMENT_FRAGMENT" and node.tag not in text.TAGS:
            found.append(f"<{node.tag}>")
        for name, value in node.attrib.items():
            if node.tag != "a" or not _harmless(str(name), value):
                found.append(f"{name}={value}")
    return found


def _harmless(name: str, value: str) -> bool:
    if name == "rel":
        return set(value.split()) == REL
    parts = urlsplit(value)
    whole = (
        parts.netloc if parts.scheme in ("http", "https") else parts.path if parts.scheme == "mailto" else ""
    )
    return name == "href" and bool(whole) and not re.search(r"[\x00-\x1f]", value)


def test_the_checker_finds_what_it_is_there_to_find():
    assert (
        faults('<img src=x><p onclick=x>x</p><a href="javascript:x">x</a><a href="/x">x</a><!-- x -->') != []
    )
    assert len(faults("<script></script><p style=x>x</p>")) == 2


def test_the_list_of_attacks_is_read():
    assert len(XSS) > 200
    assert sum(bool(faults(attack)) for attack in XSS) > 150


@pytest.mark.parametrize("attack", XSS)
def test_an_attack_comes_out_harmless_and_stays_so(attack: str):
    cleaned = text.clean(attack)

    assert faults(cleaned) == []
    assert text.clean(cleaned) == cleaned


@pytest.mark.parametrize("attack", XSS)
def test_an_attack_in_a_plain_field_is_shown_as_it_was_typed(attack: str):
    cleaned = text.from_plain(attack)

    assert faults(cleaned) == []
    assert re.sub(r"\s+", "", text.plain(cleaned)) == re.sub(
        r"[\s\x00-\x1f]+", "", attack.replace("\ud800", "?")
    )


@settings(max_examples=scaled(5_000), deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_cleaning_twice_changes_nothing(html: str):
    once = text.clean(html)

    assert text.clean(once) == once
    assert faults(once) == []


@settings(max_examples=scaled(2_000), deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_turning_addresses_into_links_changes_no_word(html: str):
    cleaned = text.clean(html)

    assert text.plain(cleaned) == text.plain(re.sub(r"</?a\b[^>]*>", "", cleaned))


@settings(max_examples=scaled(1_000), deadline=None)
@given(st.lists(st.text("ab <&- \n.", max_size=20), max_size=5).map("\n\n".join))
def test_words_typed_without_scripts_survive_being_edited_again(typed: str):
    kept = text.from_plain(typed)

    assert text.from_plain(text.to_plain(kept)) == kept


LINES = st.sampled_from(
    ["```", "````", " ```py", "`````", "``", "x", "  y <b>", "", " ", "- a", "\t```\t", "https://a.example"]
)


@settings(max_examples=scaled(3_000), deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_code_typed_without_scripts_survives_being_edited_again(typed: str):
    kept = text.from_plain(typed)

    assert text.from_plain(text.to_plain(kept)) == kept
    assert text.clean(kept) == kept
    assert text.plain(kept).count("y <b>") == typed.count("y <b>"), "no word is lost"


def test_an_excerpt_is_words_with_spaces_between_blocks():
    assert text.plain(text.clean("<p>a &lt; b</p><ul><li>c</li><li>d</li></ul>e<br>f")) == "a < b c d e f"


@pytest.mark.parametrize(
    "nothing", [None, "", "<div><br></div>", "<p>&nbsp;\u200b </p>", "<script>x</script>", "<img src=x>"]
)
def test_nothing_to_read_is_empty(nothing: str | None):
    assert text.empty(nothing)
    assert not text.empty("<p>.</p>")


@pytest.mark.parametrize("wall", ["x" * 100_001, "\u00e9" * 50_001])
def test_too_many_bytes_are_refused_with_a_sentence(wall: str):
    with pytest.raises(text.TooLong, match=r"too long to keep\."):
        text.clean(wall)
    with pytest.raises(text.TooLong, match=r"too long to keep\."):
        text.from_plain(wall)


@pytest.mark.parametrize(
    "bomb", ["<div>", "<div></b>", "<b>", "<ul><li>", "<blockquote>", "<svg>", "<DIV/>", "<p><b x=1>"]
)
def test_a_pile_of_layers_is_refused_before_it_is_parsed(bomb: str):
    with pytest.raises(text.TooLong, match="too many layers"):
        text.clean(bomb * (90_000 // len(bomb)))


def test_formatting_that_every_block_would_repeat_is_refused():
    with pytest.raises(text.TooLong, match="too many layers"):
        text.clean("".join(f"<b class={n}>" for n in range(50)) + "<p>x" * 10_000)


def test_long_and_lively_notes_are_not_mistaken_for_bombs():
    notes = (
        '<div><strong>met</strong> <em>at</em> <a href="https://good.example/">noon</a><br></div><ul><li>a</li></ul>'
        * 800
    )

    assert text.plain(text.clean(notes)).startswith("met at noon a met")


@pytest.mark.parametrize(
    "hostile",
    [
        "www.",
        "(www.",
        "http://",
        "a@",
        "a-",
        "a.",
        "<",
        "&",
        "</p>",
        "<li>",
        "https://good.example/((((",
        "<p>a@b.co",
        "&lt;@",
        '"@',
    ],
)
def test_no_pattern_takes_long_at_the_cap(hostile: str):
    whole = (hostile * 100_000)[:99_990]
    began = time.perf_counter()

    text.clean(whole)

    assert time.perf_counter() - began < 10, "bleach's own patterns needed two minutes"
