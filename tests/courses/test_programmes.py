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

    def written(whole: str, name: str = "small.yaml") -> room.Programme:
        file: Path = tmp_path / name
        file.write_text(whole, encoding="utf-8")
        return room.read(file)

    return written


def pages(programme: room.Programme) -> list[room.Resource]:
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
    assert all(section.text for section in programme.sections)


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


PAGE = WHOLE[WHOLE.index("      - kind: page") :]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: Small", "name: Small", "title: Missing data for required field"),
        ("title: Small", "title: Small\nkey: x", "key: Unknown field"),
        ("title: Small", "title: ' '", "title: must be one line with words in it"),
        ("title: Small", "title: 7", "title: Not a valid string"),
        ("cadence_days: 14", "cadence_days: fourteen", "cadence_days: Not a valid integer"),
        ("cadence_days: 14", "cadence_days: 0", "cadence_days: Must be greater than or equal to 1"),
        ("  - We meet.", "  []", "agreement: Shorter than minimum length 1"),
        ("kind: session", "kind: seance", "sections 1 kind: Must be one of: goal-setting, session"),
        (
            "kind: session",
            "kind: reflection",
            "sections 1: a section of the kind 'reflection' needs questions",
        ),
        ("    purpose: To meet.", "    opens_day: -1", "sections 1 purpose: Missing data for required field"),
        (
            "    purpose: To meet.",
            "    purpose: P\n    opens_day: -1",
            "sections 1 opens_day: Must be greater",
        ),
        ("kind: page", "kind: link", "sections 1 resources 1: a link has 'url' and no 'text'"),
        (
            "text: Words.",
            "url: https://good.example/",
            "sections 1 resources 1: a page has 'text' and no 'url'",
        ),
        ("text: Words.", "url: javascript:alert(1)", "sections 1 resources 1 url: Not a valid URL"),
        (PAGE, PAGE + PAGE, "the title 'A page' stands twice"),
        (WHOLE, "", "Invalid input type"),
        (WHOLE, "- a list", "Invalid input type"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(old: str, new: str, fault: str, write):
    with pytest.raises(SettingsError) as stopped:
        write(WHOLE.replace(old, new, 1))

    assert str(stopped.value).startswith("config/programmes/small.yaml cannot be used: ")
    assert fault in str(stopped.value)


def test_two_sections_of_one_title_are_a_fault(write):
    section = "  - kind: session\n    title: Meet\n    purpose: Again.\n"

    with pytest.raises(SettingsError, match="the title 'Meet' stands twice"):
        write(WHOLE + section)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("title: [", "is not YAML that we read: line 1,"),
        ("title: a: b", "is not YAML that we read: line 1,"),
        ("title: One\ntitle: Two", "line 1, 'title' stands twice"),
        ("title: !!python/object/apply:os.system ['true']", "could not determine a constructor"),
        (BOMB, "aliases ('*') are not allowed"),
        ("[" * 20_000, "cannot be read"),
        ("title: \x07", "cannot be read"),
        ("x" * 200_001, "larger than 200000 bytes"),
    ],
    ids=["half", "colon", "twice", "object", "bomb", "deep", "bell", "large"],
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
