"""A programme file says what is wrong with it, every fault with its line, and no text breaks the reading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugin.courses.outline import programmes as room
from plugin.courses.outline.programme import Item, Programme
from plugin.courses.outline.programme_file import ITEMS
from plugin.courses.outline.programme_lines import LARGEST
from plugin.setting_values import SettingsError

WHOLE = """\
title: Small
for_whom: Anybody.
summary: One section.
cadence_days: 14
agreement:
  - We meet.
sections:
  - kind: session
    title: Meet
    purpose: To meet.
    resources:
      - kind: page
        title: A page
        why: Because.
        text: Words.
"""


@pytest.fixture
def write(tmp_path):
    """Puts a programme into a file of its own and reads it."""

    def written(whole: str, name: str = "small.yaml") -> Programme:
        file: Path = tmp_path / name
        file.write_text(whole, encoding="utf-8")
        return room.read(file)

    return written


def test_a_small_programme_is_enough(write):
    programme = write(WHOLE)

    assert (programme.key, programme.cadence_days) == ("small", 14)
    assert programme.sections[0].resources[0].text == "Words."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: Small", "name: Small", "line 1: title: this is missing"),
        ("title: Small", "title: Small\nkey: x", "line 2: key: no such line is known here"),
        ("title: Small", "title: ' '", "line 1: title: this is one line, with words in it"),
        ("title: Small", "title: 7", "line 1: title: this needs words"),
        ("cadence_days: 14", "cadence_days: fourteen", "line 4: cadence_days: this needs a whole number"),
        ("cadence_days: 14", "cadence_days: yes", "line 4: cadence_days: this needs a whole number"),
        ("cadence_days: 14", "cadence_days: 0", "line 4: cadence_days: this goes from 1 to 365"),
        ("cadence_days: 14", "cadence_days: 14\nanonymous: 1", "line 5: anonymous: this is true or false"),
        ("  - We meet.", "  words", "line 5: agreement: this needs a list"),
        ("kind: session", "kind: seance", "line 8: sections 1 kind: this is one of: goal-setting, session"),
        ("    purpose: To meet.", "    purpose:", "line 10: sections 1 purpose: nothing stands here"),
        ("    purpose: To meet.", "    opens_day: -1", "line 10: sections 1 opens_day: this goes from 0"),
        (
            "    purpose: To meet.",
            "    opens_after: X",
            "line 10: sections 1 opens_after: there is no section",
        ),
        (
            "    purpose: To meet.",
            "    opens_after: Meet",
            "line 10: sections 1 opens_after: it would wait for",
        ),
        (
            "    purpose: To meet.",
            "    items: [{kind: step, text: Do}]",
            "line 10: sections 1 items: an assess",
        ),
        (
            "    purpose: To meet.",
            "    html: x\n    text: y",
            "line 10: sections 1 html: there is 'text' already",
        ),
        ("kind: page", "kind: link", "line 12: sections 1 resources 1 url: a link needs this"),
        (
            "text: Words.",
            "url: https://good.example/",
            "line 15: sections 1 resources 1 url: a page has no such",
        ),
        ("text: Words.", "text: ' '", "line 15: sections 1 resources 1 text: a page needs its words"),
        ("text: Words.", "url: javascript:alert(1)", "line 15: sections 1 resources 1 url: this is a web"),
        ("text: Words.", "url: https://a@b.example/", "line 15: sections 1 resources 1 url: this is a web"),
        (
            "text: Words.",
            "html: '" + "<div>" * 70 + "'",
            "line 15: sections 1 resources 1 html: This text has too",
        ),
        (WHOLE, "", "line 1: this needs lines of its own"),
        (WHOLE, "- a list", "line 1: this needs lines of its own"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(old: str, new: str, fault: str, write):
    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace(old, new, 1))

    assert str(stopped.value).startswith("config/programmes/small.yaml cannot be used: ")
    assert fault in str(stopped.value)


def test_every_fault_is_told_in_the_order_of_the_lines(write):
    section = "  - kind: session\n    title: Meet\n    opens_day: x\n    bogus: 1\n"

    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace("cadence_days: 14", "cadence_days: 0") + section)

    told = re.findall(r"line (\d+): ([\w ]+):", str(stopped.value))
    assert told == [
        ("4", "cadence_days"),
        ("17", "sections 2 title"),
        ("18", "sections 2 opens_day"),
        ("19", "sections 2 bogus"),
    ]


def test_sections_that_wait_for_each_other_never_begin(write):
    second = "  - kind: text\n    title: Second\n    opens_after: Meet\n"

    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace("    purpose: To meet.", "    opens_after: Second") + second)

    assert str(stopped.value).count("it would wait for itself") == 2


ASKING = """\
  - kind: assessment
    title: Ask
    opens_after: Meet
    due_day: 20
    discussed: false
    items:
      - {kind: question, text: 'Why?'}
      - {kind: rating, text: Say it, skill: Listening, levels: [a, b, c, d, e, f], by: mentor}
      - {kind: step, text: Do it}
      - {kind: single, text: 'One?', options: [a, b], right: [a], says: Since a.}
      - {kind: multiple, text: 'Some?', options: [a, b, c], right: [a, c]}
      - {kind: short, text: 'What?', right: [this, that]}
"""


def test_a_section_may_ask_everything_that_a_course_can(write):
    section = write(WHOLE + ASKING).sections[1]

    assert [item.kind for item in section.items] == list(ITEMS)
    assert (section.opens_after, section.due_day, section.discussed) == ("Meet", 20, False)
    assert section.items[1] == Item("rating", "Say it", "Listening", tuple("abcdef"), "mentor")
    assert section.items[3] == Item("single", "One?", options=("a", "b"), right=("a",), says="Since a.")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("skill: Listening, ", "", "line 23: sections 2 items 2 skill: a rating needs this"),
        ("[a, b, c, d, e, f]", "[a]", "line 23: sections 2 items 2 levels: six levels"),
        ("by: mentor", "by: peer", "line 23: sections 2 items 2 by: this is one of: self, mentor"),
        ("text: Do it", "text: Do it, says: x", "line 24: sections 2 items 3 says: a step has no such line"),
        ("right: [a], ", "", "line 25: sections 2 items 4 right: a single needs this"),
        ("right: [a]", "right: [a, b]", "line 25: sections 2 items 4 right: one option alone is right"),
        (
            "right: [a]",
            "right: [c]",
            "line 25: sections 2 items 4 right: what is right is one of the options",
        ),
        (
            "options: [a, b]",
            "options: [a, a]",
            "line 25: sections 2 items 4 options: each of them stands here",
        ),
        ("options: [a, b]", "options: [a]", "line 25: sections 2 items 4 options: this has 2 to 20 lines"),
    ],
)
def test_an_item_has_what_its_kind_needs_and_nothing_else(old: str, new: str, fault: str, write):
    assert old in ASKING
    with pytest.raises(SettingsError) as stopped:
        write(WHOLE + ASKING.replace(old, new, 1))

    assert fault in str(stopped.value)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("title: [", "line 1: not YAML"),
        ("a: 1\ntitle: a: b", "line 2: not YAML"),
        ("title: One\nTitle: One\ntitle: Two", "line 3: 'title' stands twice"),
        ("title: !!python/object/apply:os.system ['true']", "apply:os.system' is not read here"),
        (BOMB, "line 2: aliases ('*') are not allowed"),
        ("[" * 20_000, "line 1: more than 20 layers"),
        ("a: 1\ntitle: \x07", "line 2: a character that YAML cannot hold"),
        ('title: "\\ud800"', "line 1: "),
        ('title: "\\0"', "line 1: a character that cannot be kept"),
        ('"\\0": title', "line 1: a character that cannot be kept"),
        ("capacity: " + "9" * 5_000, "line 1: '9999"),
        ("? [a]\n: b", "line 1: a name is one word"),
        ("a: 1\n---\nb: 1", "line 2: not YAML"),
        ("x" * (LARGEST + 1), f"larger than {LARGEST} bytes"),
    ],
    ids=[
        *("half", "colon", "twice", "object", "bomb", "deep", "bell", "surrogate", "nul", "nul as a name"),
        *("digits", "a list as a name", "two documents", "large"),
    ],
)
def test_what_is_no_harmless_yaml_is_refused(written: str, fault: str, write):
    with pytest.raises(SettingsError) as stopped:
        write(written)

    assert str(stopped.value).startswith("config/programmes/small.yaml ")
    assert fault in str(stopped.value)


def test_what_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "small.yaml").write_bytes(b"title: \xff")

    with pytest.raises(SettingsError, match=r"small\.yaml cannot be read"):
        room.read(tmp_path / "small.yaml")


@pytest.mark.parametrize("name", ["Small.yaml", "with space.yaml", "\u00e9.yaml"])
def test_a_name_that_cannot_be_a_key_is_refused(name: str, write):
    with pytest.raises(SettingsError, match="small letters, digits and '-' only"):
        write(WHOLE, name)


def test_a_folder_without_programmes_is_a_fault(tmp_path):
    with pytest.raises(SettingsError, match="no programme"):
        room._all(tmp_path)
