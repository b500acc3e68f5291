"""Programme files that ask for more, and files that are none: items of every kind, bombs, scraps and odd names."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugin.courses.outline import programmes as room
from plugin.courses.outline.programme import Item
from plugin.courses.outline.programme_file import ITEMS
from plugin.courses.outline.programme_lines import LARGEST
from plugin.settings import SettingsError
from tests.courses.test_programmes import WHOLE
from tests.harness.effort import scaled

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
