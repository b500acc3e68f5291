"""The programmes that come with Tandem can be used, and a broken one says what is wrong with it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugin import text
from plugin.courses.outline import programmes as room
from plugin.courses.outline.models import KINDS
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.programme import Item, Programme, Resource
from plugin.courses.outline.programme_file import ITEMS
from plugin.courses.outline.programme_lines import LARGEST
from plugin.settings import SettingsError, config_folder
from tests.harness.effort import scaled

OURS = sorted((config_folder() / "programmes").glob("*.yaml"))
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself|guys|chairman|manpower)\b", re.IGNORECASE)
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


def pages(programme: Programme) -> list[Resource]:
    return [resource for section in programme.sections for resource in section.resources]


def test_the_four_programmes_are_there_by_title():
    keys = {programme.key for programme in room.programmes()}

    assert {"leadership", "new-starter", "customer-service-advocate", "group-mentoring"} <= keys
    assert [each.title for each in room.programmes()] == sorted(each.title for each in room.programmes())


def test_a_programme_is_found_by_its_key_and_read_once():
    assert room.programme("leadership") is room.programme("leadership")
    with pytest.raises(KeyError):
        room.programme("../default")


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_has_every_kind_of_section_in_the_order_of_its_days(file: Path):
    programme = room.read(file)
    days = [section.opens_day for section in programme.sections if section.opens_day is not None]

    assert {section.kind for section in programme.sections} >= set(KINDS) - {"text"}
    assert days == sorted(days)
    assert len(programme.agreement) >= 5
    assert all(section.text and section.purpose for section in programme.sections)
    assert all(s.questions or s.items for s in programme.sections if s.kind in ANSWERED)
    assert programme.for_whom
    assert programme.summary


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_has_pages_that_can_be_read_in_the_minutes_they_say(file: Path):
    found = [page for page in pages(room.read(file)) if page.kind == "page"]

    assert len(found) >= 3
    for page in found:
        words = len(str(page.text).split())
        assert 150 <= words <= 350, page.title
        assert timedelta(minutes=page.minutes or 0) >= timedelta(minutes=words / 150), page.title


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_speaks_as_the_product_does(file: Path):
    words = file.read_text(encoding="utf-8")

    assert not GENDERED.findall(words)
    assert "!" not in words


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_each_text_keeps_its_paragraphs_and_lists_when_it_is_copied(file: Path):
    for page in pages(room.read(file)):
        kept = text.from_plain(str(page.text))
        assert kept.count("<p>") + kept.count("<ul>") == str(page.text).strip().count("\n\n") + 1, page.title
        assert "<p>- " not in kept, page.title


def test_the_new_starter_stops_on_the_days_that_were_asked_for():
    assert [section.opens_day for section in room.programme("new-starter").sections] == [1, 7, 30, 60, 90]


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


SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab: -\n", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "kind", "sections", "resources", "questions", "text"]), inner
        )
    ),
    max_leaves=8,
)


@settings(
    max_examples=scaled(2_000), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(scrap=SCRAPS)
def test_nothing_that_can_be_written_breaks_the_reading_itself(scrap, write):
    with pytest.raises(SettingsError):
        write(yaml.safe_dump(scrap))
